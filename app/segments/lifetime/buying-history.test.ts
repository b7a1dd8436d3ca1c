import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysOfBuying, historyUntil, inUnits, patternsOf } from "./buying-history.ts";

const rows = fc.array(
  fc.record({
    customer: fc.integer({ min: 0, max: 3 }),
    day: fc.integer({ min: 0, max: 9 }),
    value: fc.integer({ min: 0, max: 99 }),
  }),
  { maxLength: 40 },
);
const columns = (given: { customer: number; day: number; value: number }[]) => ({
  customers: ["ann", "bob", "cat", "dee"],
  customer: given.map(({ customer }) => customer),
  day: given.map(({ day }) => day),
  value: given.map(({ value }) => value),
});

describe("buying histories", () => {
  test("purchases of one day are one, of all that was spent", () => {
    const given = [
      { customer: 1, day: 9, value: 5 },
      { customer: 1, day: 2, value: 7 },
      { customer: 1, day: 9, value: 6 },
      { customer: 1, day: 5, value: 0 },
    ];
    const days = new Map(daysOfBuying(columns(given))).get("bob") ?? [];
    expect(days).toEqual([
      { day: 2, value: 7 },
      { day: 5, value: 0 },
      { day: 9, value: 11 },
    ]);
    expect(historyUntil(days, 12)).toEqual({ repeats: 2, last: 7, age: 10, meanValue: 5.5 });
    expect(historyUntil(days, 4)).toEqual({ repeats: 0, last: 0, age: 2, meanValue: 0 });
    expect(historyUntil(days, 1)).toBeNull();
  });

  test("the order of the rows does not matter, and nothing is lost", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const days = [...daysOfBuying(columns(given))];
        expect([...daysOfBuying(columns(given.toReversed()))]).toEqual(days);
        const kept = days.flatMap(([, list]) => list).reduce((sum, { value }) => sum + value, 0);
        expect(kept).toBe(given.reduce((sum, { value }) => sum + value, 0));
        for (const [, list] of days) {
          expect(new Set(list.map(({ day }) => day)).size).toBe(list.length);
        }
      }),
    );
  });

  test("patterns count every customer once", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const histories = [...daysOfBuying(columns(given))]
          .map(([, days]) => historyUntil(days, 9))
          .filter((history) => history !== null)
          .map((history) => inUnits(history, 7));
        const counted = patternsOf(histories).reduce((sum, { customers }) => sum + customers, 0);
        expect(counted).toBe(histories.length);
      }),
    );
  });
});
