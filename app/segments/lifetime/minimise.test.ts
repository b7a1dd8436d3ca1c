import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minimise, minimiseFrom } from "./minimise.ts";

/** Rosenbrock's valley, whose least value is 0 at (1, 1). */
const valley = ([x = NaN, y = NaN]: readonly number[]) => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
});

const start = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 2 });

describe("the search for the least value", () => {
  test("finds the bottom of a crooked valley from anywhere", () => {
    fc.assert(
      fc.property(start, (from) => {
        const { at, converged, evaluations } = minimise(valley, from);
        expect(converged).toBe(true);
        expect(at[0]).toBeCloseTo(1, 4);
        expect(at[1]).toBeCloseTo(1, 4);
        expect(evaluations).toBeLessThan(2000);
      }),
    );
  });

  test("takes the deepest of several", () => {
    // Two bottoms, near -1 and near 1; the left one is deeper.
    const twoBottoms = ([x = NaN]: readonly number[]) => ({
      value: (x * x - 1) ** 2 + 0.1 * x,
      gradient: [4 * x * (x * x - 1) + 0.1],
    });
    expect(minimiseFrom([[2], [-2]], twoBottoms).at[0]).toBeCloseTo(-1.01, 2);
  });

  test("says so where there is no bottom", () => {
    const slide = ([x = NaN]: readonly number[]) => ({ value: -x, gradient: [-1] });
    expect(minimise(slide, [0]).converged).toBe(false);
  });
});
