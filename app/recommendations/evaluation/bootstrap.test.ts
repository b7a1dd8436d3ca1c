import { expect, test } from "vitest";
import { intervalOf } from "./bootstrap.ts";

test("the interval is that of the normal approximation, and the same for the same seed", () => {
  const values = Float64Array.from({ length: 2000 }, (_, at) => (at % 5 === 0 ? 1 : 0));
  const half = 1.96 * Math.sqrt((0.2 * 0.8) / 2000);
  const [low, high] = intervalOf(values, 1);
  expect(low).toBeCloseTo(0.2 - half, 2);
  expect(high).toBeCloseTo(0.2 + half, 2);
  expect(intervalOf(values, 1)).toEqual([low, high]);
});

test("what is the same for all has no doubt, and nothing has none either", () => {
  expect(intervalOf(Float64Array.of(0.5, 0.5, 0.5), 1)).toEqual([0.5, 0.5]);
  expect(intervalOf(Float64Array.of(), 1)).toEqual([0, 0]);
});
