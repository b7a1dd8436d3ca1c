import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviationOf, meanOf, measure } from "./metrics.ts";

const log2 = Math.log2;

describe("a list against a basket", () => {
  test("hits at places 1 and 3 of a basket of four", () => {
    const basket = new Set([7, 8, 9, 10]);
    const gained = 1 + 1 / log2(4);
    expect(measure([7, 1, 9], basket, 3, "capped")).toEqual({
      recall: 0.5,
      ndcg: gained / (1 + 1 / log2(3) + 1 / log2(4)),
      hitRate: 1,
    });
    expect(measure([7, 1, 9], basket, 3, "whole").ndcg).toBeCloseTo(
      gained / (1 + 1 / log2(3) + 1 / log2(4) + 1 / log2(5)),
      12,
    );
  });

  test("what comes after k does not count", () => {
    expect(measure([1, 2, 3], new Set([3]), 2, "capped")).toEqual({
      recall: 0,
      ndcg: 0,
      hitRate: 0,
    });
  });

  test("the two ideals differ only where the basket is larger than k", () => {
    expect(measure([1, 5], new Set([5, 6]), 2, "capped")).toEqual(
      measure([1, 5], new Set([5, 6]), 2, "whole"),
    );
  });

  const listAndBasket = fc.tuple(
    fc.uniqueArray(fc.nat(30), { maxLength: 20 }),
    fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 20 }),
    fc.integer({ min: 1, max: 20 }),
  );

  test("every measure is from 0 to 1, and the whole ideal is never easier", () => {
    fc.assert(
      fc.property(listAndBasket, ([list, bought, k]) => {
        const basket = new Set(bought);
        const capped = measure(list, basket, k, "capped");
        const whole = measure(list, basket, k, "whole");
        for (const value of Object.values(capped)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(whole.ndcg).toBeLessThanOrEqual(capped.ndcg);
      }),
    );
  });

  test("a list of the basket itself is perfect once k holds it", () => {
    fc.assert(
      fc.property(listAndBasket, ([, bought]) => {
        const found = measure(bought, new Set(bought), bought.length, "whole");
        expect(found.recall).toBe(1);
        expect(found.ndcg).toBeCloseTo(1, 12);
      }),
    );
  });
});

test("folds are averaged and their spread is of all of them", () => {
  const folds = [1, 3].map((value) => ({ recall: value, ndcg: 0, hitRate: value }));
  expect(meanOf(folds)).toEqual({ recall: 2, ndcg: 0, hitRate: 2 });
  expect(deviationOf(folds)).toEqual({ recall: 1, ndcg: 0, hitRate: 1 });
});
