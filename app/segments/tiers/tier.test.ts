import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  firstDayOf,
  holdingsAfter,
  keptFrom,
  nextTier,
  PERIODS,
  tierOf,
  type Holding,
  type Tier,
  type TierRules,
} from "./tier.ts";

const RUNS = 300;
const YEAR = 365;

const rules = fc.record({
  measure: fc.constant("spend" as const),
  period: fc.constantFrom(...PERIODS),
  keepPercent: fc.integer({ min: 1, max: 100 }),
  graceDays: fc.integer({ min: 0, max: 60 }),
});
const tiers = fc
  .uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 })
  .map((thresholds): Tier[] =>
    thresholds
      .sort((one, other) => one - other)
      .map((threshold, tierId) => ({ tierId, name: `T${tierId}`, threshold })),
  );
const purchases = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 700 }), amount: fc.integer({ min: 0, max: 40 }) }),
  { maxLength: 10 },
);
type Purchases = { day: number; amount: number }[];

const valueOn = (bought: Purchases, period: TierRules["period"], day: number) => {
  const first = firstDayOf(period, day, Math.floor(day / YEAR) * YEAR) ?? -Infinity;
  return bought
    .filter((one) => one.day >= first && one.day <= day)
    .reduce((sum, { amount }) => sum + amount, 0);
};

/** A customer's tier at the end of each day. */
function replay(bought: Purchases, all: Tier[], by: TierRules): (Tier | null)[] {
  let holdings: Holding[] = [];
  return Array.from({ length: 800 }, (_, day) => {
    holdings = holdingsAfter(holdings, valueOn(bought, by.period, day), {
      ...{ tiers: all, rules: by, day },
    });
    return tierOf(all, holdings);
  });
}

describe("tiers", () => {
  test("more purchases never lower a tier, on any day", () => {
    fc.assert(
      fc.property(rules, tiers, purchases, purchases, (by, all, some, more) => {
        const fewer = replay(some, all, by);
        const richer = replay([...some, ...more], all, by);
        richer.forEach((tier, day) => {
          expect(tier?.threshold ?? 0).toBeGreaterThanOrEqual(fewer[day]?.threshold ?? 0);
        });
      }),
      { numRuns: RUNS / 3 },
    );
  });

  test("who has what it takes has the tier that day, and nobody has one above what they ever earned", () => {
    fc.assert(
      fc.property(rules, tiers, purchases, (by, all, bought) => {
        let most = 0;
        replay(bought, all, by).forEach((tier, day) => {
          const value = valueOn(bought, by.period, day);
          most = Math.max(most, value);
          const earned = all.findLast(({ threshold }) => threshold <= value);
          expect(tier?.threshold ?? 0).toBeGreaterThanOrEqual(earned?.threshold ?? 0);
          expect(tier?.threshold ?? 0).toBeLessThanOrEqual(most);
        });
      }),
      { numRuns: RUNS / 3 },
    );
  });

  test("nobody falls within the grace, and an order that brings them back stops it", () => {
    const all: Tier[] = [{ tierId: 1, name: "Gold", threshold: 100 }];
    const by: TierRules = {
      ...{ measure: "spend", period: "rolling-year" },
      ...{ keepPercent: 80, graceDays: 30 },
    };
    const step = (before: Holding[], value: number, day: number) =>
      holdingsAfter(before, value, { tiers: all, rules: by, day });
    const gold = step([], 100, 0);
    expect(gold).toEqual([{ tierId: 1, belowSinceDay: null }]);
    expect(step(gold, 80, 1)).toEqual(gold); // kept by its share
    const below = step(gold, 79, 1);
    expect(below).toEqual([{ tierId: 1, belowSinceDay: 1 }]);
    expect(step(below, 79, 30)).toEqual(below);
    expect(step(below, 80, 30)).toEqual(gold);
    expect(step(below, 79, 31)).toEqual([]);
    expect(step([], 80, 31)).toEqual([]); // the share keeps, it does not earn
  });

  test("what keeps a tier is a share of its threshold, rounded up", () => {
    expect([keptFrom(3, 80), keptFrom(1000, 75), keptFrom(5, 100)]).toEqual([3, 750, 5]);
  });

  test("the next tier is the one above, with what is missing", () => {
    const silver = { tierId: 1, name: "Silver", threshold: 3 };
    const gold = { tierId: 2, name: "Gold", threshold: 10 };
    const all = [silver, gold];
    expect(nextTier(all, { tier: null, value: 1 })).toMatchObject({ tier: silver, missing: 2 });
    expect(nextTier(all, { tier: silver, value: 5 })).toEqual({
      ...{ tier: gold, missing: 5, progress: 0.5 },
    });
    expect(nextTier(all, { tier: silver, value: 2 })).toMatchObject({ tier: gold, missing: 8 });
    expect(nextTier(all, { tier: gold, value: 8 })).toBeNull(); // kept: no higher one is missing
  });
});
