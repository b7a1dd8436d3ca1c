import {
  isAggregate,
  parameterType,
  type Aggregate,
  type EventSource,
  type ParameterName,
} from "./event-sources.ts";
import type { Clause, Parameter } from "./query.ts";
import { rangeOf, type Clock } from "./spans.ts";

export type EventsClause = Extract<Clause, { kind: "events" }>;

/** An order of a customer that is no test. */
export interface PlacedOrder {
  at: number;
  /** What was charged less what was given back. */
  amountMinor: number;
  lines: readonly { productId: number | null; quantity: number }[];
}

type Event = Record<Exclude<ParameterName, Aggregate>, number | null>;

/** The events of a customer that a clause's parameters leave, without those taken over all of them. */
export const matchingEvents = (
  orders: readonly PlacedOrder[],
  { source, parameters }: Pick<EventsClause, "source" | "parameters">,
  clock: Clock,
): Event[] =>
  eventsOf(orders, source).filter((event) =>
    parameters.every(
      (parameter) =>
        isAggregate(parameter.name) || satisfies(event[parameter.name], parameter, clock),
    ),
  );

/**
 * Whether there is an event that satisfies all parameters. Where a clause asks for a count or a sum, that is what
 * decides, and of no events they are 0.
 */
export function hasEvents(
  orders: readonly PlacedOrder[],
  clause: EventsClause,
  clock: Clock,
): boolean {
  const events = matchingEvents(orders, clause, clock);
  const aggregates = clause.parameters.filter(({ name }) => isAggregate(name));
  if (aggregates.length === 0) return events.length > 0;
  return aggregates.every((parameter) =>
    satisfies(aggregateOf(events, parameter.name), parameter, clock),
  );
}

const eventsOf = (orders: readonly PlacedOrder[], source: EventSource): Event[] =>
  source === "orders_placed"
    ? orders.map(({ at, amountMinor }) => ({
        ...{ id: null, quantity: null },
        ...{ date: at, amount: amountMinor },
      }))
    : orders.flatMap(({ at, lines }) =>
        lines.map(({ productId, quantity }) => ({
          ...{ id: productId, date: at, quantity, amount: null },
        })),
      );

function aggregateOf(events: readonly Event[], name: ParameterName): number {
  const sum = (of: "quantity" | "amount") =>
    events.reduce((total, event) => total + (event[of] ?? 0), 0);
  if (name === "sum_quantity") return sum("quantity");
  return name === "sum_amount" ? sum("amount") : events.length;
}

function satisfies(value: number | null, parameter: Parameter, clock: Clock): boolean {
  if (parameter.kind === "in") {
    const isIn = value !== null && idsOf(parameter.values).includes(value);
    return isIn !== parameter.isNegated;
  }
  const { from, until, isComplement } = rangeOf(parameter, parameterType(parameter.name), clock);
  return (value !== null && value >= from && value < until) !== isComplement;
}

/** The ids of a list that can be an id of ours. */
export const idsOf = (values: Extract<Parameter, { kind: "in" }>["values"]): number[] =>
  values
    .map((value) => (value.kind === "number" ? Number(value.digits) : NaN))
    .filter(Number.isSafeInteger);
