import { describe, expect, test } from "vitest";
import { type Sales, shelved, tastes } from "./segment-taste.ts";

const sales = (weight: number[], buyers = weight, allBuyers = 100): Sales => ({
  weight: Float64Array.from(weight),
  buyers: Int32Array.from(buyers),
  allWeight: weight.reduce((sum, one) => sum + one, 0),
  allBuyers,
});
const products = (all: readonly { product: number }[]) => all.map(({ product }) => product);

describe("what a segment likes", () => {
  test("is what it buys more than the shop does, before what everyone buys", () => {
    const found = tastes(sales([300, 250, 40]), sales([30_000, 5000, 40_000]));
    expect(products(found)).toEqual([1, 0, 2]);
    expect(found[0]?.times).toBeGreaterThan(2);
  });

  test("what two members bought is an accident, however rare it is elsewhere", () => {
    const found = tastes(sales([300, 8], [80, 2]), sales([3000, 8], [800, 2], 1000));
    expect(products(found)).toEqual([0, 1]);
  });

  test("a segment that buys as the shop does has the shop's best sellers", () => {
    const found = tastes(sales([30, 20, 10]), sales([300, 200, 100]));
    expect(products(found)).toEqual([0, 1, 2]);
    for (const { times } of found) expect(times).toBeCloseTo(1, 9);
  });
});

describe("a shelf", () => {
  const ranked = [10, 9, 8.9, 8, 7.5].map((score, product) => ({ product, score }));
  const shelving = { many: 3, wasThere: () => false, typeOf: () => "" };

  test("keeps what stood there against what is hardly better", () => {
    expect(products(shelved(ranked, shelving))).toEqual([0, 1, 2]);
    expect(products(shelved(ranked, { ...shelving, wasThere: (one) => one === 2 }))).toEqual([0, 2, 1]); // prettier-ignore
  });

  test("is not of one type where there is another", () => {
    const typeOf = (product: number) => (product < 3 ? "tea" : "cup");
    expect(products(shelved(ranked, { ...shelving, typeOf }))).toEqual([0, 3, 1]);
  });
});
