import fc from "fast-check";
import { expect, test } from "vitest";
import type { Items, Reduction } from "../terms.ts";
import { buyXGetY } from "./buy-x-get-y.ts";
import type { CartLine } from "./cart.ts";
import { percentOf } from "./share.ts";

type BuyXGetY = Extract<Reduction, { kind: "buy-x-get-y" }>;

const line = (productId: number, quantity: number, unitPriceMinor: number): CartLine => ({
  ...{ productId, quantity, unitPriceMinor, collectionIds: [], isGiftCard: false },
});
const products = (...productIds: number[]): Items => ({ kind: "products", productIds });
const terms = (
  buys: BuyXGetY["buys"],
  gets: BuyXGetY["gets"],
  usesPerOrder: number | null = null,
): BuyXGetY => ({ kind: "buy-x-get-y", buys, gets, usesPerOrder });

test("the most expensive are bought, the cheapest of the rest are got", () => {
  const oneFree = terms(
    { quantity: 1, items: products(1, 2, 3) },
    { quantity: 1, items: products(1, 2, 3), basisPoints: 10_000 },
  );
  const lines = [line(1, 1, 3000), line(2, 1, 1000), line(3, 1, 2000)];
  expect(buyXGetY(oneFree)(lines)).toEqual([0, 1000, 0]);
  expect(buyXGetY(oneFree)([line(1, 5, 1000)])).toEqual([2000]);
  expect(buyXGetY({ ...oneFree, usesPerOrder: 1 })([line(1, 5, 1000)])).toEqual([1000]);
});

test("of equal prices the last line is got", () => {
  const half = terms(
    { quantity: 1, items: products(1, 2) },
    { quantity: 1, items: products(1, 2), basisPoints: 5_000 },
  );
  expect(buyXGetY(half)([line(1, 1, 999), line(2, 1, 999)])).toEqual([0, 500]);
});

test("an amount is spent anew for every use", () => {
  const spend = terms(
    { minor: 100, items: products(1) },
    { quantity: 1, items: products(2), basisPoints: 10_000 },
  );
  const gets = line(2, 9, 10);
  expect(buyXGetY(spend)([line(1, 3, 60), gets])).toEqual([0, 10]);
  expect(buyXGetY(spend)([line(1, 4, 60), gets])).toEqual([0, 20]);
  expect(buyXGetY(spend)([line(1, 1, 99), gets])).toEqual([0, 0]);
  expect(buyXGetY(spend)([line(1, 5, 0), gets])).toEqual([0, 0]);
});

test("by whole lines it is what counting unit for unit says", () => {
  const items = fc.constantFrom(products(1), products(2, 3), products(1, 2, 3));
  const discounts = fc.record({
    kind: fc.constant("buy-x-get-y" as const),
    buys: fc.oneof(
      fc.record({ quantity: fc.integer({ min: 1, max: 3 }), items }),
      fc.record({ minor: fc.integer({ min: 1, max: 400 }), items }),
    ),
    gets: fc.record({
      quantity: fc.integer({ min: 1, max: 3 }),
      items,
      basisPoints: fc.constantFrom(10_000, 5_000, 3_333),
    }),
    usesPerOrder: fc.option(fc.integer({ min: 1, max: 3 })),
  });
  const carts = fc.array(
    fc
      .record({
        productId: fc.integer({ min: 1, max: 3 }),
        quantity: fc.integer({ min: 1, max: 6 }),
        unitPriceMinor: fc.constantFrom(0, 50, 99, 100, 150),
      })
      .map((given) => line(given.productId, given.quantity, given.unitPriceMinor)),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(discounts, carts, (discount, lines) => {
      expect(buyXGetY(discount)(lines)).toEqual(unitForUnit(discount, lines));
    }),
    { numRuns: 500 },
  );
});

/** The rule with a list of single units, use after use until one does not fit. */
function unitForUnit({ buys, gets, usesPerOrder }: BuyXGetY, lines: readonly CartLine[]): number[] {
  const names = (items: Items, { productId }: CartLine) =>
    items.kind === "products" && items.productIds.includes(productId ?? 0);
  const units = lines.flatMap((one, at) =>
    Array.from({ length: one.quantity }, () => ({ at, price: one.unitPriceMinor, line: one })),
  );
  let off = lines.map(() => 0);
  for (let uses = 1; uses <= (usesPerOrder ?? units.length); uses++) {
    const left = [...units];
    const bought = units
      .filter((unit) => names(buys.items, unit.line))
      .sort((a, b) => b.price - a.price || a.at - b.at);
    for (let use = 0; use < uses; use++) {
      let worth = 0;
      for (let count = 0; "minor" in buys ? worth < buys.minor : count < buys.quantity; count++) {
        const unit = bought.shift();
        if (!unit) return off;
        left.splice(left.indexOf(unit), 1);
        worth += unit.price;
      }
    }
    const got = left
      .filter((unit) => names(gets.items, unit.line))
      .sort((a, b) => a.price - b.price || b.at - a.at)
      .slice(0, uses * gets.quantity);
    if (got.length < uses * gets.quantity) return off;
    off = lines.map((_, at) =>
      got.reduce(
        (sum, unit) => sum + (unit.at === at ? percentOf(unit.price, gets.basisPoints) : 0),
        0,
      ),
    );
  }
  return off;
}
