import { satisfies } from "./compare.ts";
import type { CustomerValues } from "./customer-values.ts";
import { hasEventsToCount, parameterOf, sourceOf } from "./event-sources.ts";
import type { Event } from "./filters/filter.ts";
import type { Clause } from "./query.ts";
import type { Clock } from "./spans.ts";

export type EventsClause = Extract<Clause, { kind: "events" }>;

/** The events of a customer that a clause's parameters leave, without those taken over all of them. */
export function matchingEvents(
  customer: CustomerValues,
  { source, parameters }: Pick<EventsClause, "source" | "parameters">,
  clock: Clock,
): readonly Event[] {
  const asked = sourceOf(source);
  if (!hasEventsToCount(asked)) return [];
  const restrictions = parameters
    .map((parameter) => ({ parameter, spec: parameterOf(source, parameter.name) }))
    .filter(({ spec }) => spec.aggregate === undefined);
  return asked
    .events(customer)
    .filter((event) =>
      restrictions.every(({ parameter, spec }) =>
        satisfies(event[parameter.name] ?? null, spec, parameter, clock),
      ),
    );
}

/**
 * Whether there is an event that satisfies all parameters. Where a clause asks for a count or a sum, that is what
 * decides, and of no events they are 0.
 */
export function hasEvents(customer: CustomerValues, clause: EventsClause, clock: Clock): boolean {
  const asked = sourceOf(clause.source);
  if (!hasEventsToCount(asked)) return asked.holds(customer, clause.parameters, clock);
  const events = matchingEvents(customer, clause, clock);
  const aggregates = clause.parameters.flatMap((parameter) => {
    const spec = parameterOf(clause.source, parameter.name);
    return spec.aggregate === undefined ? [] : { parameter, spec, over: spec.aggregate };
  });
  if (aggregates.length === 0) return events.length > 0;
  return aggregates.every(({ parameter, spec, over }) => {
    const value = over === "count" ? events.length : sumOf(events, over.sum);
    return satisfies(value, spec, parameter, clock);
  });
}

const sumOf = (events: readonly Event[], name: string) =>
  events.reduce((sum, event) => {
    const value = event[name];
    return sum + (typeof value === "number" ? value : 0);
  }, 0);
