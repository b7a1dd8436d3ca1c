import { expect, test } from "vitest";

import { randomOf, weighted } from "./random.ts";

const first = (...keys: number[]) => randomOf(...keys).next();

test("the same keys give the same numbers, on every machine", () => {
  const random = randomOf(7, 1, 42);
  const numbers = Array.from({ length: 4 }, () => random.whole(0, 999_999));
  expect(numbers).toEqual([409_275, 368_995, 982_130, 147_410]);
  expect(first(7, 1, 42)).toEqual(first(7, 1, 42));
});

test("neighbouring keys are unrelated: their first numbers fill all tenths evenly", () => {
  const tenths = new Array<number>(10).fill(0);
  for (let key = 0; key < 20_000; key++) tenths[Math.floor(randomOf(7, key).next() * 10)]! += 1;
  for (const many of tenths) expect(many).toBeGreaterThan(1800);
  for (const many of tenths) expect(many).toBeLessThan(2200);
});

test("weights are kept, and nothing is drawn at weight 0", () => {
  const draw = weighted([1, 0, 3]);
  const random = randomOf(1);
  const drawn = [0, 0, 0];
  for (let i = 0; i < 20_000; i++) drawn[draw(random)]! += 1;
  expect(drawn[1]).toBe(0);
  expect((drawn[2] ?? 0) / (drawn[0] ?? 1)).toBeCloseTo(3, 0);
});
