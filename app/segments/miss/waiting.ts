import { dayOf, startOfDay } from "#app/platform/calendar.ts";
import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { matches } from "#app/segments/query/matches.ts";
import type { Query } from "#app/segments/query/query.ts";
import type { Clock } from "#app/segments/query/spans.ts";

/** Nobody plans further. */
const MOST_DAYS = 180;

/** A clock at the first moment of the day so many days on. */
export function clockIn(days: number, clock: Clock): Clock {
  const day = dayOf(clock.now, clock.timeZone) + days;
  return { ...clock, now: Math.max(clock.now, startOfDay(day, clock.timeZone)) };
}

/** Whether what a query says of an unchanged customer can change with the days. */
const movesWithTime = (query: Query): boolean =>
  /"kind":"(offset|named-day)"|"(attribute|source)":"regulars\./.test(JSON.stringify(query));

/** In how many days the query is true of the customer by itself, if nothing else happens; null if not soon. */
export function daysUntilByItself(
  query: Query,
  customer: CustomerValues,
  clock: Clock,
): number | null {
  if (!movesWithTime(query)) return null;
  for (let days = 1; days <= MOST_DAYS; days++) {
    if (matches(query, customer, clockIn(days, clock))) return days;
  }
  return null;
}

/** The first day, counted from now, on which something no longer does; null if it does for as long as anyone plans. */
export function daysUntilTooLate(query: Query, does: (days: number) => boolean): number | null {
  if (!movesWithTime(query)) return null;
  for (let days = 1; days <= MOST_DAYS; days++) if (!does(days)) return days;
  return null;
}
