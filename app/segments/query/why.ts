import { Temporal } from "temporal-polyfill";
import { plainDate } from "#app/platform/calendar.ts";
import { formatMoney } from "#app/platform/money.ts";
import { attributeOf } from "./attributes.ts";
import type { CustomerValues } from "./customer-values.ts";
import { hasEventsToCount, sourceOf } from "./event-sources.ts";
import { matchingEvents, type EventsClause } from "./events.ts";
import type { Attribute } from "./filters/filter.ts";
import { matches } from "./matches.ts";
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
      const value = valueText(attributeOf(query), customer, clock, locale);
      return { kind: "clause", isTrue, text: printClause(query), value };
    }
    case "events": {
      const value = eventsText(query, customer, clock, locale);
      return { kind: "clause", isTrue, text: printClause(query), value };
    }
  }
}

/** How many of the customer's events a clause is about, in words: "Orders: 2 of 5". */
function eventsText(
  clause: EventsClause,
  customer: CustomerValues,
  clock: Clock,
  locale: string,
): string {
  const source = sourceOf(clause.source);
  const { label } = source;
  const { parameters } = clause;
  if (!hasEventsToCount(source)) {
    return `${label}: ${source.describe(customer, { parameters, clock, locale })}`;
  }
  const all = source.events(customer).length;
  if (clause.parameters.length === 0 || all === 0) return `${label}: ${all}`;
  return `${label}: ${matchingEvents(customer, clause, clock).length} of ${all}`;
}

/** What the customer has, in words: "Number of orders: 3". */
function valueText(
  attribute: Attribute,
  customer: CustomerValues,
  clock: Clock,
  locale: string,
): string {
  const { label, type, decimals } = attribute;
  const value = attribute.valueOf(customer, clock);
  if (value === null) return `${label}: none`;
  if (typeof value === "string") return `${label}: ${value}`;
  if (typeof value === "object") {
    return `${label}: ${value.length === 0 ? "none" : value.toSorted().join(", ")}`;
  }
  if (type === "money") return `${label}: ${formatMoney(value, clock.currency, locale)}`;
  if (type === "boolean") return `${label}: ${value === 1 ? "yes" : "no"}`;
  if (type === "day") return `${label}: ${plainDate(value).toString()}`;
  if (type === "month-day") {
    const [month, day] = [Math.floor(value / 100), value % 100];
    return `${label}: ${Temporal.PlainMonthDay.from({ month, day }).toString()}`;
  }
  if (type !== "date") return `${label}: ${value / 10 ** (decimals ?? 0)}`;
  const at = Temporal.Instant.fromEpochMilliseconds(value).toZonedDateTimeISO(clock.timeZone);
  return `${label}: ${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: "minute" })}`;
}
