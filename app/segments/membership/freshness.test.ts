import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf, startOfDay } from "#app/platform/calendar.ts";
import { customers, nows, queries, zones } from "#tests/support/queries.ts";
import { matches } from "../query/matches.ts";
import { parseQuery } from "../query/parse-query.ts";
import type { CustomerValues } from "../query/customer-values.ts";

const RUNS = 400;
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Moments of one local day: its first, its last, and two between. */
const momentsOfADay = fc
  .tuple(nows, zones, share, share)
  .map(([now, timeZone, ...shares]): [string, number[]] => {
    const first = startOfDay(dayOf(now, timeZone), timeZone);
    const last = startOfDay(dayOf(now, timeZone) + 1, timeZone) - 1;
    const between = shares.map((part) => first + Math.floor((last - first) * part));
    return [timeZone, [first, last, ...between]];
  });

test("between two local midnights nobody comes or goes, by any query, in any zone, summer time or not", () => {
  fc.assert(
    fc.property(
      queries,
      fc.array(customers, { minLength: 1, maxLength: 5 }),
      momentsOfADay,
      (query, some, [timeZone, moments]) => {
        const [first, ...others] = moments.map((now) =>
          some.map((customer) => matches(query, customer, { now, timeZone, currency: "EUR" })),
        );
        for (const other of others) expect(other).toEqual(first);
      },
    ),
    { numRuns: RUNS },
  );
});

test("a time of day is absolute: what lies behind it changes with orders, never with the clock", () => {
  const parsed = parseQuery("last_order_date >= 2026-03-10T12:00:00");
  if (parsed.kind === "refused") throw new Error("refused");
  const at = (now: string, lastOrderAt: string) => {
    const [customer] = fc.sample(customers, { numRuns: 1, seed: 1 });
    if (!customer) throw new Error("nobody");
    const values: CustomerValues = { ...customer, lastOrderAt: Date.parse(lastOrderAt) };
    return matches(parsed.query, values, {
      now: Date.parse(now),
      timeZone: "UTC",
      currency: "EUR",
    });
  };
  for (const now of ["2026-03-10T11:59:59Z", "2026-03-10T12:00:00Z", "2027-01-01T00:00:00Z"]) {
    expect(at(now, "2026-03-10T11:59:59Z")).toBe(false);
    expect(at(now, "2026-03-10T12:00:00Z")).toBe(true);
  }
});
