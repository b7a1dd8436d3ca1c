import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Baskets, itemsOf, knownWithout, profiles, transposed } from "./baskets.ts";
import { evaluate, learners } from "./evaluate.ts";
import { neighbourVotes } from "./neighbours.ts";

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
const meter = { now: () => 0, peakMemory: () => 0 };
const question = { ks: [3], ideal: "capped", seed: 1, timeBudget: 10 } as const;

describe("profiles", () => {
  test("older baskets weigh less, and the basket to foretell is not seen", () => {
    const baskets = basketsFrom([[[0, 1], [1], [2]]]);
    const known = knownWithout(baskets, [0]);
    const { column, weight } = profiles(baskets, known, {
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
        const rows = profiles(baskets, knownWithout(baskets, []), {
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

test("a neighbour's vote is their share, and nobody votes for themselves", () => {
  const baskets = basketsFrom([[[0]], [[0, 1]], [[5]]]);
  const rows = profiles(baskets, knownWithout(baskets, []), {
    from: 0,
    length: 1,
    weigh: () => 1,
  });
  const scores = new Float64Array(6);
  const poll = { votes: rows, neighbours: 5, power: 1 };
  neighbourVotes(rows, rows, { rarity: 0, asymmetry: 0.5 }, [poll])(0, [scores]);
  expect([...scores]).toEqual([1, 1, 0, 0, 0, 0]);
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
    const [engine] = known([7]);
    const [other] = known([8]);
    expect(engine?.at[0]?.mean.recall).toBe(1);
    expect(other?.at[0]?.mean.recall).toBe(0);
    expect(other?.learnedFrom).toEqual(engine?.learnedFrom);
  });

  test("any histories are judged, all measures are numbers, and twice is the same", () => {
    fc.assert(
      fc.property(histories, (users) => {
        const baskets = basketsFrom(users);
        const folds = [[0, 1], [2]];
        const results = evaluate(baskets, { ...question, folds }, meter);
        expect(results).toHaveLength(6);
        for (const { at } of results)
          for (const value of at.flatMap(({ mean }) => Object.values(mean) as number[]))
            expect(value).toBeGreaterThanOrEqual(0);
        expect(evaluate(baskets, { ...question, folds }, meter)).toEqual(results);
      }),
      { numRuns: 30 },
    );
  });

  test("the blend is learned from those who are not judged, where there are enough", () => {
    const baskets = basketsFrom(Array.from({ length: 500 }, () => [[0], [1], [2]]));
    const judged = Array.from({ length: 100 }, (_, user) => user);
    const from = learners(baskets, judged, 7);
    expect(from).toHaveLength(200);
    expect(new Set(from).size).toBe(200);
    expect(Math.min(...from)).toBeGreaterThanOrEqual(100);
    expect(learners(baskets, judged, 7)).toEqual(from);
    expect(learners(baskets, judged, 8)).not.toEqual(from);
  });
});
