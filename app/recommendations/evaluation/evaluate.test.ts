import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Baskets, itemsOf, knownWithout, profiles, transposed } from "../baskets/baskets.ts";
import { planOf } from "../engine/work-plan.ts";
import { evaluate } from "./evaluate.ts";
import { chooseLearners } from "./learners.ts";

function basketsFrom(users: number[][][]): Baskets {
  const all = users.flat();
  const running = (counts: number[]) => {
    let sum = 0;
    return Int32Array.from([0, ...counts.map((count) => (sum += count))]);
  };
  return {
    users: users.length,
    items: Math.max(0, ...all.flat()) + 1,
    basketStart: running(users.map((baskets) => baskets.length)),
    lineStart: running(all.map((basket) => basket.length)),
    item: Int32Array.from(all.flat()),
  };
}

const basket = fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 4 });
const histories = fc.array(fc.array(basket, { minLength: 1, maxLength: 4 }), {
  minLength: 4,
  maxLength: 12,
});
const meter = { spent: () => 0, peakMemory: () => 0 };
const question = { ks: [3], ideal: "capped", seed: 1, timeBudget: 10 } as const;

describe("profiles", () => {
  test("older baskets weigh less, and the basket to foretell is not seen", () => {
    const baskets = basketsFrom([[[0, 1], [1], [2]]]);
    const known = knownWithout(baskets, [0]);
    const { column, weight } = profiles(baskets, known, Int32Array.of(0), {
      from: 0,
      length: 9,
      weigh: (age) => 0.5 ** age,
    });
    expect([...itemsOf(baskets, known[0] ?? 0)]).toEqual([2]);
    expect(Object.fromEntries([...column].map((item, at) => [item, weight[at]]))).toEqual({
      0: 0.5,
      1: 1.5,
    });
  });

  test("turning twice changes nothing but the order within a row", () => {
    fc.assert(
      fc.property(histories, (users) => {
        const baskets = basketsFrom(users);
        const rows = profiles(baskets, knownWithout(baskets, []), Int32Array.from(users.keys()), {
          from: 0,
          length: 9,
          weigh: () => 1,
        });
        const again = transposed(transposed(rows));
        expect(again.start).toEqual(rows.start);
        expect([...again.column].sort()).toEqual([...rows.column].sort());
      }),
    );
  });
});

describe("the evaluation", () => {
  test("what is to be foretold changes no list: other targets, other measures, the same learning", () => {
    const users = Array.from({ length: 40 }, (_, user) => [
      [user % 4, 4 + (user % 3)],
      [user % 4],
      [user % 4, 7],
    ]);
    const judged = [0, 1, 2, 3];
    const known = (targets: number[]) =>
      evaluate(
        basketsFrom(users.map((all, user) => (user < 4 ? [...all.slice(0, 2), targets] : all))),
        { ...question, folds: [judged] },
        meter,
      );
    const [engine] = known([7]).results;
    const [other] = known([8]).results;
    expect(engine?.at[0]?.mean.recall).toBe(1);
    expect(other?.at[0]?.mean.recall).toBe(0);
    expect(other?.learnedFrom).toEqual(engine?.learnedFrom);
    expect(other?.uses).toEqual(engine?.uses);
  });

  test("any histories are judged, all measures are numbers, and twice is the same", () => {
    fc.assert(
      fc.property(histories, (users) => {
        const baskets = basketsFrom(users);
        const folds = [[0, 1], [2]];
        const { results, plan } = evaluate(baskets, { ...question, folds }, meter);
        expect(results).toHaveLength(6);
        for (const { at } of results)
          for (const value of at.flatMap(({ mean }) => Object.values(mean) as number[]))
            expect(value).toBeGreaterThanOrEqual(0);
        expect(evaluate(baskets, { ...question, folds }, meter)).toEqual({ results, plan });
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  test("when time is over, everything is judged by those for whom there was some", () => {
    const baskets = basketsFrom(
      Array.from({ length: 900 }, (_, user) => [[user % 7], [user % 5], [user % 7]]),
    );
    const folds = [Array.from({ length: 300 }, (_, user) => user)];
    let clock = 0;
    const slow = { spent: () => (clock += 1000), peakMemory: () => 0 };
    const { results } = evaluate(baskets, { ...question, folds }, slow);
    expect(results).toHaveLength(6);
    for (const { judged, at } of results) {
      expect(judged[0]).toBe(50);
      expect(at[0]?.mean.recall).toBeGreaterThanOrEqual(0);
    }
  });

  test("the same seed learns from the same users, and checks with others", () => {
    const baskets = basketsFrom(Array.from({ length: 500 }, () => [[0], [1], [2]]));
    const judged = Array.from({ length: 100 }, (_, user) => user);
    const { learners, checkers } = chooseLearners(baskets, judged, 7);
    const all = [...learners, ...checkers];
    expect(new Set(all).size).toBe(300);
    expect(checkers).toHaveLength(75);
    expect(all.filter((user) => user < 100).length).toBeLessThan(100);
    expect(chooseLearners(baskets, judged, 7)).toEqual({ learners, checkers });
    expect(chooseLearners(baskets, judged, 8).learners).not.toEqual(learners);
  });

  test("a method that does better with users who are not judged is taken instead of the engine", () => {
    // Everyone buys their own again, and all buy what is sold most in their latest: nothing is left for the engine.
    const baskets = basketsFrom(Array.from({ length: 30 }, (_, user) => [[user], [user], [user]]));
    const { results } = evaluate(baskets, { ...question, folds: [[0, 1, 2, 3]] }, meter);
    expect(results[0]?.at[0]?.mean.recall).toBe(1);
  }, 60_000);
});

describe("the plan", () => {
  const baskets = basketsFrom(Array.from({ length: 5000 }, (_, user) => [[0, user % 50], [1]]));
  const work = { baskets, lists: 5000, folds: 1, learners: 1500 };

  test("is made by counting: everything where there is time", () => {
    expect(planOf({ ...work, timeBudget: 60 })).toMatchObject({
      crowd: 5000,
      learners: 1500,
      cut: [],
    });
  });

  test("leaves out and says so where there is not", () => {
    const { crowd, learners, cut } = planOf({ ...work, timeBudget: 1 });
    expect({ crowd, learners }).toEqual({ crowd: 500, learners: 300 });
    expect(cut.join(" ")).toContain("among 500 of 5000");
  });
});
