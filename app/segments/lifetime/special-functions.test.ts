import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digamma, hypergeometric, logGamma, logistic, logOnePlusExp } from "./special-functions.ts";

const positive = fc.double({ min: 1e-3, max: 1e4, noNaN: true });

describe("special functions", () => {
  test.each([
    [1, 0],
    [2, 0],
    [0.5, 0.5 * Math.log(Math.PI)],
    [5, Math.log(24)],
    [0.001, 6.907178885383853], // Abramowitz and Stegun's tables and mpmath
    [100, 359.1342053695754],
    [1e6, 12815504.569147611],
  ])("ln of the gamma function of %d is known", (x, known) => {
    expect(Math.abs(logGamma(x) - known)).toBeLessThan(1e-13 * Math.max(1, Math.abs(known)));
  });

  test("the gamma function grows by its argument, its logarithm's slope by the reciprocal", () => {
    fc.assert(
      fc.property(positive, (x) => {
        expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 8);
        expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 8);
      }),
    );
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 13);
  });

  test("2F1 has its elementary cases", () => {
    const unit = fc.double({ min: 1e-3, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(unit, fc.double({ min: -3, max: 3, noNaN: true }), (z, a) => {
        expect(hypergeometric(a, 1.5, 1.5, z)).toBeCloseTo((1 - z) ** -a, 9);
        expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log1p(-z) / z, 9);
      }),
    );
  });

  test("exponentials do not overflow", () => {
    expect(logOnePlusExp(1000)).toBe(1000);
    expect(logOnePlusExp(-1000)).toBe(0);
    expect([logistic(1000), logistic(0), logistic(-1000)]).toEqual([1, 0.5, 0]);
  });
});
