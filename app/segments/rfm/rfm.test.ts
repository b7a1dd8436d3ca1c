import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RFM_GROUPS } from "../query/attributes.ts";
import {
  cutoffsOf,
  groupOf,
  RFM_CELLS,
  scoreAmong,
  scoreBy,
  scoreRfm,
  valueScore,
  type Score,
} from "./rfm.ts";

const SCORES: Score[] = [1, 2, 3, 4, 5];
const values = fc.array(fc.integer({ min: -5, max: 30 }), { minLength: 1, maxLength: 80 });
const ascending = (given: readonly number[]) => given.toSorted((a, b) => a - b);

describe("scores", () => {
  test("kept cut-offs score as the definition does", () => {
    fc.assert(
      fc.property(values, (given) => {
        const cutoffs = cutoffsOf(given);
        for (const value of given) {
          expect(scoreBy(cutoffs, value)).toBe(scoreAmong(ascending(given), value));
        }
      }),
    );
  });

  test("equal customers score equally, and more is never less", () => {
    fc.assert(
      fc.property(values, (given) => {
        const cutoffs = cutoffsOf(given);
        const scores = ascending(given).map((value) => scoreBy(cutoffs, value));
        expect(scores).toEqual(ascending(scores));
        expect(scores[0]).toBe(1);
      }),
    );
  });

  test("do not depend on the unit", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 1000 }), (given, unit) => {
        const scaled = given.map((value) => value * unit);
        expect(scaled.map((value) => scoreBy(cutoffsOf(scaled), value))).toEqual(
          given.map((value) => scoreBy(cutoffsOf(given), value)),
        );
      }),
    );
  });

  test.each([
    [0.6, 4],
    [0.72, 4],
    [0.8, 5],
    [0.9, 5],
  ])("with %f of buyers at one order, one is 1 and two are %i", (share, ofTwo) => {
    const buyers = Array.from({ length: 100 }, (_, index) => (index < share * 100 ? 1 : 2));
    expect(scoreBy(cutoffsOf(buyers), 1)).toBe(1);
    expect(scoreBy(cutoffsOf(buyers), 2)).toBe(ofTwo);
  });

  test("a shop with one buyer has no fifths to speak of", () => {
    expect(cutoffsOf([4])).toEqual([null, null, null, null]);
    expect(cutoffsOf([])).toEqual([null, null, null, null]);
  });
});

describe("groups", () => {
  test("every pair of scores is in exactly one", () => {
    for (const recency of SCORES) {
      for (const value of SCORES) {
        const cells = RFM_CELLS.filter(
          (cell) =>
            cell.recency[0] <= recency &&
            recency <= cell.recency[1] &&
            cell.value[0] <= value &&
            value <= cell.value[1],
        );
        expect([recency, value, cells.length]).toEqual([recency, value, 1]);
      }
    }
  });

  test("are Shopify's eleven, each reachable", () => {
    const reached = SCORES.flatMap((recency) =>
      SCORES.flatMap((frequency) =>
        SCORES.map((monetary) => groupOf(recency, frequency, monetary)),
      ),
    );
    expect(new Set([...reached, "PROSPECTS"])).toEqual(new Set(RFM_GROUPS));
  });

  test("a half rounds up", () => {
    expect(valueScore(2, 3)).toBe(3);
    expect(valueScore(1, 1)).toBe(1);
    expect(valueScore(4, 5)).toBe(5);
    expect(groupOf(5, 3, 4)).toBe("CHAMPIONS");
  });

  test("whoever never bought is a prospect", () => {
    const none = cutoffsOf([]);
    const cutoffs = { recency: none, frequency: none, monetary: none };
    expect(scoreRfm(cutoffs, null).group).toBe("PROSPECTS");
  });
});
