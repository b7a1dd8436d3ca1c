import fc from "fast-check";
import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

const cost = (requestedQueryCost: number, currentlyAvailable: number) => ({
  requestedQueryCost,
  actualQueryCost: null,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
});

test("nothing waits while the bucket holds enough, and what is missing is waited for at the shop's rate", () => {
  const pace = new Pace();
  expect(pace.reserve("Orders", 0)).toBe(0);
  pace.learn("Orders", cost(500, 600), 0);
  expect(pace.reserve("Orders", 0)).toBe(0); // 100 left
  expect(pace.reserve("Orders", 0)).toBe(4000); // 400 are missing
});

test("questions sent no sooner than the pace says never take more than the bucket gives", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 60 }), (costs) => {
      const pace = new Pace();
      let now = 0;
      let level = 2000;
      for (const asked of costs) {
        pace.learn("Q", cost(asked, level), now);
        const wait = pace.reserve("Q", now);
        now += wait;
        level = Math.min(2000, level + (wait / 1000) * 100) - asked;
        expect(level).toBeGreaterThan(-0.001);
      }
    }),
  );
});
