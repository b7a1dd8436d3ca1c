import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateMembers, spread } from "./estimate.ts";

test("blocks are taken in an order that has each once and is spread evenly from the start", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (n) => {
      expect(spread(n).toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }),
  );
  expect(spread(8).slice(0, 4)).toEqual([0, 4, 2, 6]);
});

test("blocks that are all alike are worth as many customers as they hold", () => {
  const blocks = Array.from({ length: 10 }, () => ({ customers: 1000, members: 500 }));
  const { members, between } = estimateMembers(blocks, { all: 100_000, allBlocks: 100 });
  expect(members).toBe(50_000);
  expect(between).toEqual([48_875, 51_125]); // Wilson for 5000 of 10000
});

test("blocks that differ make the interval wider, and none found is not none", () => {
  const alike = Array.from({ length: 10 }, () => ({ customers: 1000, members: 200 }));
  const apart = alike.map((block, index) => ({ ...block, members: index % 2 ? 0 : 400 }));
  const width = (blocks: typeof alike) => {
    const { between } = estimateMembers(blocks, { all: 100_000, allBlocks: 100 });
    return between[1] - between[0];
  };
  expect(width(apart)).toBeGreaterThan(5 * width(alike));
  const none = alike.map((block) => ({ ...block, members: 0 }));
  const { members, between } = estimateMembers(none, { all: 100_000, allBlocks: 100 });
  expect([members, between[0]]).toEqual([0, 0]);
  expect(between[1]).toBeGreaterThan(10);
});

test("in 19 of 20 shops the true number lies between", () => {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  let inside = 0;
  for (let shop = 0; shop < 400; shop++) {
    const share = 0.01 + 0.98 * random();
    const all = Array.from({ length: 100 }, () => ({
      customers: 1000,
      members: Math.round(1000 * Math.min(1, Math.max(0, share + (random() - 0.5) / 5))),
    }));
    const truth = all.reduce((total, { members }) => total + members, 0);
    const some = spread(100).slice(0, 8 + (shop % 20));
    const blocks = some.flatMap((index) => all[index] ?? []);
    const { between } = estimateMembers(blocks, { all: 100_000, allBlocks: 100 });
    if (between[0] <= truth && truth <= between[1]) inside += 1;
  }
  expect(inside / 400).toBeGreaterThan(0.92);
});
