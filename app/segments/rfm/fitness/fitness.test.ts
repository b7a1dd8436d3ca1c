import { describe, expect, test } from "vitest";
import { fitnessOf, RULES, verdictOn, type FitnessFigures, type FitnessRule } from "./fitness.ts";

/** A shop that RFM was made for. */
const FITTING: FitnessFigures = {
  buyers: 5000,
  oneTimers: 3000,
  historyDays: 900,
  hasAllOrders: true,
  frequencyScores: 4,
  monetaryScores: 5,
  rhythms: { customers: 800, quick: 20, slow: 120 },
  recency: {
    horizonDays: 60,
    recent: { customers: 2000, returned: 600 },
    others: { customers: 2000, returned: 200 },
  },
};

/** For each rule a shop that just breaks it, and one that just does not. */
const FIXTURES: Record<
  FitnessRule,
  { breaks: Partial<FitnessFigures>; keeps: Partial<FitnessFigures> }
> = {
  "few-buyers": { breaks: { buyers: 99, oneTimers: 50 }, keeps: { buyers: 100, oneTimers: 50 } },
  "short-history": { breaks: { historyDays: 181 }, keeps: { historyDays: 182 } },
  "sixty-days": {
    breaks: { hasAllOrders: false, historyDays: 60 },
    keeps: { hasAllOrders: true, historyDays: 200 },
  },
  "one-timers": { breaks: { oneTimers: 4500 }, keeps: { oneTimers: 4499 } },
  "frequency-collapsed": { breaks: { frequencyScores: 2 }, keeps: { frequencyScores: 3 } },
  "monetary-collapsed": { breaks: { monetaryScores: 1 }, keeps: { monetaryScores: 3 } },
  "rhythms-differ": {
    breaks: { rhythms: { customers: 50, quick: 10, slow: 80 } },
    keeps: { rhythms: { customers: 49, quick: 10, slow: 80 } },
  },
  "recency-says-little": {
    breaks: {
      recency: {
        horizonDays: 60,
        recent: { customers: 100, returned: 24 },
        others: { customers: 100, returned: 20 },
      },
    },
    keeps: {
      recency: {
        horizonDays: 60,
        recent: { customers: 100, returned: 25 },
        others: { customers: 100, returned: 20 },
      },
    },
  },
};

describe("RFM's fitness", () => {
  test("nothing is said of a shop that it fits", () => {
    expect(fitnessOf(FITTING)).toEqual([]);
    expect(verdictOn([])).toBe("fits");
  });

  test.each(RULES)("%s is found where it holds, and not where it just does not", (rule) => {
    const { breaks, keeps } = FIXTURES[rule];
    expect(fitnessOf({ ...FITTING, ...breaks }).map((finding) => finding.rule)).toEqual([rule]);
    expect(fitnessOf({ ...FITTING, ...keeps })).toEqual([]);
  });

  test("too few, too young and once-only shops are told to leave it, the others to take care", () => {
    const stops = RULES.filter(
      (rule) => verdictOn(fitnessOf({ ...FITTING, ...FIXTURES[rule].breaks })) === "stop",
    );
    expect(stops).toEqual(["few-buyers", "short-history", "one-timers"]);
  });

  test("a shop without buyers is told so, and nothing else of its scores", () => {
    const empty: FitnessFigures = {
      ...FITTING,
      ...{ buyers: 0, oneTimers: 0, frequencyScores: 0, monetaryScores: 0 },
    };
    expect(fitnessOf(empty).map(({ rule }) => rule)).toEqual(["few-buyers"]);
  });
});
