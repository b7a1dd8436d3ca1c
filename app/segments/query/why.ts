import { Temporal } from "temporal-polyfill";
import { formatMoney } from "#app/platform/money.ts";
import { attributes, type AttributeName } from "./attributes.ts";
import { eventSources } from "./event-sources.ts";
import { matchingEvents, type EventsClause } from "./events.ts";
import { matches, valueOf, type CustomerValues } from "./matches.ts";
import { printClause } from "./print-query.ts";
import type { Query } from "./query.ts";
import type { Clock } from "./spans.ts";

/** A query read for one customer: every part with whether it is true, and the value that decided it. */
export type Why =
  | { kind: "all" | "any" | "not"; isTrue: boolean; parts: Why[] }
  | { kind: "clause"; isTrue: boolean; text: string; value: string };

/** Why, or why not, clause by clause. Its verdict is that of `matches`, at every part. */
export function whyOf(query: Query, customer: CustomerValues, clock: Clock, locale: string): Why {
  const isTrue = matches(query, customer, clock);
  const parts = (queries: readonly Query[]) =>
    queries.map((part) => whyOf(part, customer, clock, locale));
  switch (query.kind) {
    case "and":
      return { kind: "all", isTrue, parts: parts(query.parts) };
    case "or":
      return { kind: "any", isTrue, parts: parts(query.parts) };
    case "not":
      return { kind: "not", isTrue, parts: parts([query.part]) };
    case "compare":
    case "between":
    case "contains":
    case "null": {
      const value = valueText(query.attribute, customer, clock, locale);
      return { kind: "clause", isTrue, text: printClause(query), value };
    }
    case "events": {
      const value = eventsText(query, customer, clock);
      return { kind: "clause", isTrue, text: printClause(query), value };
    }
  }
}

/** How many of the customer's events a clause is about, in words: "Orders: 2 of 5". */
function eventsText(clause: EventsClause, { orders }: CustomerValues, clock: Clock): string {
  const { label } = eventSources[clause.source];
  const all = matchingEvents(orders, { ...clause, parameters: [] }, clock).length;
  if (clause.parameters.length === 0 || all === 0) return `${label}: ${all}`;
  return `${label}: ${matchingEvents(orders, clause, clock).length} of ${all}`;
}

/** What the customer has, in words: "Number of orders: 3". */
function valueText(
  attribute: AttributeName,
  customer: CustomerValues,
  clock: Clock,
  locale: string,
): string {
  const { label, type } = attributes[attribute];
  const value = valueOf(customer, attribute);
  if (value === null) return `${label}: none`;
  if (typeof value === "string") return `${label}: ${value}`;
  if (typeof value === "object") {
    return `${label}: ${value.length === 0 ? "none" : value.toSorted().join(", ")}`;
  }
  if (type === "money") return `${label}: ${formatMoney(value, clock.currency, locale)}`;
  if (type !== "date") return `${label}: ${value}`;
  const at = Temporal.Instant.fromEpochMilliseconds(value).toZonedDateTimeISO(clock.timeZone);
  return `${label}: ${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: "minute" })}`;
}
