import fc from "fast-check";
import { expect, test } from "vitest";
import { percentOf, spread } from "./share.ts";

const minors = fc.oneof(fc.nat(5000), fc.integer({ min: 0, max: 900_000_000_000 }));

test("a percentage is rounded to the minor unit, a half upwards, and exact for the largest amounts", () => {
  expect(percentOf(5, 1000)).toBe(1);
  expect(percentOf(1005, 1000)).toBe(101);
  fc.assert(
    fc.property(minors, fc.integer({ min: 0, max: 10_000 }), (minor, basisPoints) => {
      const exact = (BigInt(minor) * BigInt(basisPoints) + 5000n) / 10_000n;
      expect(BigInt(percentOf(minor, basisPoints))).toBe(exact);
    }),
  );
});

test("what is spread comes to the amount, each share within one of its part, and none above its weight", () => {
  fc.assert(
    fc.property(fc.array(minors, { minLength: 1, maxLength: 9 }), fc.nat(1000), (weights, part) => {
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const minor = percentOf(sum, part * 10);
      const shares = spread(minor, weights);
      expect(shares.reduce((total, share) => total + share, 0)).toBe(minor);
      shares.forEach((share, line) => {
        const weight = weights[line] ?? 0;
        expect(share).toBeLessThanOrEqual(weight);
        if (sum > 0) expect(Math.abs(share - (minor / sum) * weight)).toBeLessThan(1.001);
      });
    }),
  );
});

test("of equal remainders the first line has the odd minor unit", () => {
  expect(spread(100, [1000, 1000, 1000])).toEqual([34, 33, 33]);
  expect(spread(2, [1, 1, 1])).toEqual([1, 1, 0]);
  expect(spread(0, [0, 0])).toEqual([0, 0]);
});
