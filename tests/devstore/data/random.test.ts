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
  const firsts = Array.from({ length: 20_000 }, (_, key) => first(7, key));
  const tenths = Map.groupBy(firsts, (number) => Math.floor(number * 10));
  expect([...tenths.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const { length } of tenths.values()) expect(Math.abs(length - 2000)).toBeLessThan(200);
});

test("weights are kept, and nothing is drawn at weight 0", () => {
  const draw = weighted([1, 0, 3]);
  const random = randomOf(1);
  const drawn = Map.groupBy(
    Array.from({ length: 20_000 }, () => draw(random)),
    (index) => index,
  );
  expect([...drawn.keys()].sort()).toEqual([0, 2]);
  expect((drawn.get(2)?.length ?? 0) / (drawn.get(0)?.length ?? 1)).toBeCloseTo(3, 0);
});
