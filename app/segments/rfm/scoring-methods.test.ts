import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutoffsOf, scoreByLeast, type Measures } from "./rfm.ts";
import { cutBy, METHODS } from "./scoring-methods.ts";

const ASOF = 1000;
const buyers = fc.array(
  fc.record({
    lastOrderDay: fc.integer({ min: 0, max: ASOF }),
    orders: fc.integer({ min: 1, max: 12 }),
    netMinor: fc.integer({ min: 0, max: 5000 }),
  }),
  { minLength: 1, maxLength: 60 },
);
const cutting = { asOfDay: ASOF, scores: 5, recencyDays: [30, 90, 180, 365], moneyUnit: 100 };

describe("scoring methods", () => {
  test.each(METHODS)("by %s, more is never less, and equal customers score equally", (method) => {
    fc.assert(
      fc.property(buyers, (given) => {
        const cutoffs = cutBy(method, given, cutting);
        const measured: [keyof Measures, readonly (number | null)[]][] = [
          ["lastOrderDay", cutoffs.recency],
          ["orders", cutoffs.frequency],
          ["netMinor", cutoffs.monetary],
        ];
        for (const [measure, least] of measured) {
          const values = given.map((buyer) => buyer[measure]).sort((one, other) => one - other);
          const scores = values.map((value) => scoreByLeast(least, value));
          expect(scores).toEqual(scores.toSorted((one, other) => one - other));
          expect(scores.every((score) => score >= 1 && score <= 5)).toBe(true);
        }
      }),
    );
  });

  test("tie-safe cut-offs are those the app keeps", () => {
    fc.assert(
      fc.property(buyers, (given) => {
        const { frequency } = cutBy("tie-safe", given, cutting);
        expect(frequency).toEqual(cutoffsOf(given.map(({ orders }) => orders)));
      }),
    );
  });

  test("quantile-7 cuts as R's quantile() does, and adds one", () => {
    // quantile(c(1, 2, 3, 4, 10), c(.2, .4, .6, .8)) is 1.8 2.6 3.4 5.2
    const given = [1, 2, 3, 4, 10].map((orders, i) => ({
      lastOrderDay: ASOF - 10 * (i + 1),
      orders,
      netMinor: orders * 100,
    }));
    const cutoffs = cutBy("quantile-7", given, cutting);
    for (const [i, edge] of [2.8, 3.6, 4.4, 6.2].entries()) {
      expect(cutoffs.frequency[i]).toBeCloseTo(edge, 12);
      expect(cutoffs.monetary[i]).toBeCloseTo(edge * 100, 9);
    }
    // Days since are 10, 20, 30, 40, 50: edges 19, 27, 35, 43; fewer than 19 days score 5.
    const scores = given.map(({ lastOrderDay }) => scoreByLeast(cutoffs.recency, lastOrderDay));
    expect(scores).toEqual([5, 4, 3, 2, 1]);
    const at = (days: number) => scoreByLeast(cutoffs.recency, ASOF - days);
    expect([at(18), at(19), at(26), at(27)]).toEqual([5, 4, 4, 3]);
  });

  test("fixed days are the most days since the last order, both ends included", () => {
    const { recency } = cutBy("fixed-days", [], cutting);
    const at = (days: number) => scoreByLeast(recency, ASOF - days);
    expect([0, 30, 31, 90, 91, 180, 181, 365, 366].map(at)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1]);
  });
});
