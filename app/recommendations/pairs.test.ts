import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basketCollector, liftOf, MAX_BASKET, pairsByProduct, type Pair } from "./pairs.ts";

const PRODUCTS = 8;

function pairsOf(
  orders: readonly (readonly number[])[],
  isOffered: (product: number) => boolean = () => true,
): Pair[] {
  const collector = basketCollector(PRODUCTS);
  for (const [order, products] of orders.entries()) {
    for (const product of products) collector.add(order, product);
  }
  return [...pairsByProduct(collector.finish(), isOffered)].flat();
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

  test("an order of a hundred products is no basket", () => {
    const collector = basketCollector(MAX_BASKET + 1);
    for (let product = 0; product <= MAX_BASKET; product++) collector.add(1, product);
    expect(collector.finish().count).toBe(0);
  });
});
