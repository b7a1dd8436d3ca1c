import { expect, test } from "vitest";
import { bandOf, horizonFor, lookBack, verdictOf } from "./hit-rate.ts";

test("who buys every ten days and was away for twenty was late, and is counted as back only within the horizon", () => {
  const days = [0, 10, 20];
  expect(lookBack([...days, 45], { day: 40, horizonDays: 14 })).toEqual({
    band: bandOf(2),
    returned: true,
  });
  expect(lookBack([...days, 55], { day: 40, horizonDays: 14 })).toEqual({
    band: bandOf(2),
    returned: false,
  });
  expect(lookBack(days, { day: 10, horizonDays: 14 })).toBeNull(); // two days say nothing of their own
});

test("the horizon is a usual gap, neither a few days nor half a year", () => {
  expect([3, 30, 400, null].map(horizonFor)).toEqual([14, 30, 91, 30]);
});

const bands = (late: number) => [
  { from: 0, until: 0.8, customers: 60, returned: 36 },
  { from: 0.8, until: 1.2, customers: 40, returned: 24 },
  { from: 1.2, until: 2, customers: late, returned: late / 2 },
  { from: 2, until: 3, customers: late, returned: 0 },
  { from: 3, until: null, customers: 0, returned: 0 },
];

test("late customers are told apart from the others once there are thirty of both", () => {
  const rate = { horizonDays: 30, days: [1], bands: bands(20) };
  expect(verdictOf(rate)).toMatchObject({ canTell: true, lateShare: 0.25, othersShare: 0.6 });
  expect(verdictOf({ ...rate, bands: bands(10) }).canTell).toBe(false);
});
