import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedMeanValue, gammaGammaLikelihood, hasSpent } from "./gamma-gamma.ts";

const rate = fc.double({ min: 1.1, max: 20, noNaN: true });
const models = fc.record({ p: rate, q: rate, v: rate });
const spendings = fc.record({
  repeats: fc.integer({ min: 1, max: 60 }),
  meanValue: fc.double({ min: 0.01, max: 500, noNaN: true }),
});

describe("Gamma-Gamma", () => {
  test("the likelihood's slopes are its slopes", () => {
    fc.assert(
      fc.property(models, fc.array(spendings, { minLength: 1, maxLength: 5 }), (model, some) => {
        const { gradient } = gammaGammaLikelihood(model, some);
        for (const [i, name] of (["p", "q", "v"] as const).entries()) {
          const step = 1e-6 * model[name];
          const beside = (by: number) =>
            gammaGammaLikelihood({ ...model, [name]: model[name] + by }, some).value;
          const slope = (beside(step) - beside(-step)) / (2 * step);
          expect(Math.abs((gradient[i] ?? NaN) - slope)).toBeLessThan(1e-3 * (1 + Math.abs(slope)));
        }
      }),
    );
  });

  test("a customer is expected between everybody's mean and their own", () => {
    fc.assert(
      fc.property(models, spendings, (model, spending) => {
        const everybody = expectedMeanValue(model, { repeats: 0, meanValue: 0 });
        const expected = expectedMeanValue(model, spending);
        const [low, high] = [everybody, spending.meanValue].sort((one, other) => one - other);
        expect(expected).toBeGreaterThanOrEqual((low ?? NaN) * (1 - 1e-9));
        expect(expected).toBeLessThanOrEqual((high ?? NaN) * (1 + 1e-9));
      }),
    );
  });

  test("whoever never repeated, or repeated for nothing, is not fitted to", () => {
    expect(hasSpent({ repeats: 0, meanValue: 0 })).toBe(false);
    expect(hasSpent({ repeats: 3, meanValue: 0 })).toBe(false);
    expect(hasSpent({ repeats: 1, meanValue: 0.01 })).toBe(true);
  });
});
