import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFrom } from "../evaluation/random.ts";
import { log10Chance } from "./significance.ts";
import { eventsOf } from "./co-occurrence.ts";
import { MAX_BASKET, orderCollector } from "./orders.ts";
import { liftOf, pairsByProduct, type Pair } from "./pairs.ts";

const PRODUCTS = 8;

function pairsOf(
  orders: readonly (readonly number[])[],
  isOffered: (product: number) => boolean = () => true,
): Pair[] {
  const collector = orderCollector();
  for (const [order, products] of orders.entries()) {
    for (const product of products) collector.add(order, product);
  }
  const rows = collector.finish();
  return pairsByProduct(eventsOf(rows, rows, PRODUCTS), isOffered).flat();
}

const shops = fc.array(fc.array(fc.nat(PRODUCTS - 1), { minLength: 1, maxLength: 5 }), {
  maxLength: 60,
});

describe("what is bought together", () => {
  test("is counted once an order, as by looking at every order", () => {
    fc.assert(
      fc.property(shops, (orders) => {
        const having = (...products: number[]) =>
          orders.filter((order) => products.every((product) => order.includes(product))).length;
        for (const pair of pairsOf(orders)) {
          expect(pair).toEqual({
            ...{ product: pair.product, other: pair.other },
            together: having(pair.product, pair.other),
            ordersWith: having(pair.product),
            ordersWithOther: having(pair.other),
          });
          expect(liftOf(pair, orders.length)).toBeGreaterThanOrEqual(1.2);
          expect(pair.together).toBeGreaterThanOrEqual(3);
          expect(pair.product).not.toBe(pair.other);
        }
      }),
    );
  });

  test("two products that everyone buys do not go together for that", () => {
    expect(pairsOf(Array.from({ length: 50 }, () => [0, 1]))).toEqual([]);
  });

  test("two that are in the same few orders do", () => {
    const others = Array.from({ length: 40 }, (_, index) => [2 + (index % 3)]);
    const pairs = pairsOf([...Array.from({ length: 5 }, () => [0, 1]), ...others]);
    expect(pairs).toEqual([
      { product: 0, other: 1, together: 5, ordersWith: 5, ordersWithOther: 5 },
      { product: 1, other: 0, together: 5, ordersWith: 5, ordersWithOther: 5 },
    ]);
    expect(liftOf({ together: 5, ordersWith: 5, ordersWithOther: 5 }, 45)).toBe(9);
  });

  test("what is not for sale goes with nothing", () => {
    const others = Array.from({ length: 40 }, () => [2]);
    const orders = [...Array.from({ length: 5 }, () => [0, 1]), ...others];
    expect(pairsOf(orders, (product) => product !== 1).map(({ product }) => product)).toEqual([1]);
  });

  test("whatever is bought and sold out, nothing goes with itself, with what is not for sale, or twice", () => {
    const sets = [[0, 1], [2, 3, 4], [5], [6], [7]]; // bought as sets, so that pairs are found
    const orders = fc.array(fc.constantFrom(...sets), { minLength: 20, maxLength: 60 });
    let found = 0;
    fc.assert(
      fc.property(orders, fc.uniqueArray(fc.nat(PRODUCTS - 1)), (all, notOffered) => {
        const pairs = pairsOf(all, (product) => !notOffered.includes(product));
        found += pairs.length;
        for (const { product, other } of pairs) {
          expect(other).not.toBe(product);
          expect(notOffered).not.toContain(other);
        }
        const both = pairs.map(({ product, other }) => `${product} ${other}`);
        expect(new Set(both).size).toBe(both.length);
      }),
    );
    expect(found).toBeGreaterThan(0);
  });

  test("an order of a hundred products is no basket", () => {
    const collector = orderCollector();
    for (let product = 0; product <= MAX_BASKET; product++) collector.add(1, product);
    expect(collector.finish().start).toHaveLength(1);
  });
});

describe("an accident", () => {
  const shop = (products: number, orders: number, seed: number) => {
    const random = randomFrom(seed);
    const one = () => Math.floor(random() * products);
    const rows = Array.from({ length: orders }, () => [...new Set([one(), one(), one(), one()])]);
    const start = Int32Array.from([0, ...rows.map(() => 0)]);
    rows.forEach((row, at) => (start[at + 1] = (start[at] ?? 0) + row.length));
    const all = { start, product: Int32Array.from(rows.flat()) };
    return eventsOf(all, all, products);
  };

  test("is kept out: where all buying is by chance, hardly anything goes with anything", () => {
    const found = [1, 2, 3, 4, 5].map(
      (seed) => pairsByProduct(shop(60, 3000, seed), () => true).flat().length,
    );
    // Of 3,540 pairs each.
    expect(Math.max(...found)).toBeLessThanOrEqual(4);
  });
});

describe("the chance of so many together", () => {
  test.each([
    [3, 0.3, 0.0035995],
    [10, 2, 0.0000465],
    [5, 5, 1],
    [200, 100, 9.343e-19],
  ])("%d where %d is expected", (support, expected, chance) => {
    expect(10 ** log10Chance(support, expected) / chance).toBeCloseTo(1, 1);
  });
});
