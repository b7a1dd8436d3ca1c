import fc from "fast-check";
import { expect, test } from "vitest";
import { plainTerms, type CombinesWith, type Items, type Reduction, type Terms } from "../terms.ts";
import { subtotalOf, type Cart, type CartLine, type Discount } from "./cart.ts";
import { priceCart } from "./price-cart.ts";

const everything = { product: true, order: true, shipping: true };
const [PANTS, SHIRTS, BOOTS, GIFT_CARD] = [1, 2, 3, 4];
const line = (productId: number, unitPriceMinor: number, quantity = 1): CartLine => ({
  ...{ productId, unitPriceMinor, quantity, collectionIds: [] },
  isGiftCard: productId === GIFT_CARD,
});
/** The cart of Shopify's own examples. */
const clothes: Cart = {
  lines: [line(PANTS, 10_000), line(SHIRTS, 5_000), line(BOOTS, 20_000)],
  shippingMinor: 2_000,
};
const named = (...productIds: number[]): Items => ({ kind: "products", productIds });
const all: Items = { kind: "all" };

const offer = (
  key: string,
  reduction: Reduction,
  given: Partial<Terms> & { combinesWith?: CombinesWith } = {},
): Discount => ({
  ...{ key, method: "automatic" },
  terms: { ...plainTerms(reduction), combinesWith: everything, ...given },
});
const percent = (basisPoints: number, items: Items = all): Reduction => ({
  ...{ kind: "percentage", basisPoints, items },
});
const amount = (minor: number, items: Items = all, eachItem = false): Reduction => ({
  ...{ kind: "amount", minor, eachItem, items },
});
const freeShipping: Reduction = { kind: "free-shipping", upToMinor: null };

// https://shopify.dev/docs/apps/selling-strategies/discounts/discount-function-examples
test("Shopify's example: two amounts off products, and free shipping over a subtotal", () => {
  const priced = priceCart(clothes, [
    offer("20offPants", amount(2_000, named(PANTS))),
    offer("10offShirts", amount(1_000, named(SHIRTS))),
    offer("Freeship100", freeShipping, { minimum: { kind: "subtotal", minor: 10_000 } }),
  ]);
  expect(priced.lines.map(({ discountMinor }) => discountMinor)).toEqual([2_000, 1_000, 0]);
  expect(priced.totalMinor).toBe(32_000);
});

test("Shopify's example: an amount off a product, and a percentage off what that leaves", () => {
  const priced = priceCart(clothes, [
    offer("20offPants", amount(2_000, named(PANTS))),
    offer("10offOrder", percent(1_000)),
  ]);
  expect(priced.totalMinor - 2_000).toBe(29_700);
});

test("two percentages off an order are each taken from the same subtotal", () => {
  const lines = [line(PANTS, 10_000)];
  const off = (...basisPoints: number[]) =>
    priceCart(
      { lines, shippingMinor: 0 },
      basisPoints.map((one) => offer(String(one), percent(one))),
    ).discountMinor;
  expect(off(1_000, 1_500)).toBe(2_500);
  expect(off(6_000, 7_000)).toBe(10_000);
});

test("a line carries its best product discount alone", () => {
  const priced = priceCart(clothes, [
    offer("pants", percent(1_000, named(PANTS))),
    offer("more", percent(2_000, named(PANTS, BOOTS))),
  ]);
  expect(priced.lines.map(({ byKey }) => byKey)).toEqual([{ more: 2_000 }, {}, { more: 4_000 }]);
  expect(priced.refused).toEqual([{ key: "pants", why: "outdone" }]);
});

test("both must accept the other: what only one of them wants does not combine", () => {
  const shy = { product: false, order: false, shipping: false };
  const priced = priceCart(clothes, [
    offer("order", percent(1_000)),
    offer("product", percent(1_000, named(BOOTS)), { combinesWith: shy }),
  ]);
  expect(priced.applied).toEqual([{ key: "order", minor: 3_500 }]);
  expect(priced.refused).toEqual([{ key: "product", why: "outdone" }]);
});

test("gift cards are never discounted, and count towards no minimum", () => {
  const cart = { lines: [line(GIFT_CARD, 5_000), line(PANTS, 1_000)], shippingMinor: 0 };
  const minimum = { kind: "subtotal", minor: 1_001 } as const;
  expect(priceCart(cart, [offer("half", percent(5_000))]).discountMinor).toBe(500);
  expect(priceCart(cart, [offer("half", percent(5_000), { minimum })]).refused).toEqual([
    { key: "half", why: "minimum-not-met" },
  ]);
});

test("shipping is free up to a rate, and once", () => {
  const upTo = (upToMinor: number) =>
    priceCart(clothes, [
      offer("up to", { kind: "free-shipping", upToMinor }),
      offer("rich", freeShipping, { minimum: { kind: "quantity", quantity: 4 } }),
    ]);
  expect(upTo(2_000).shippingDiscountMinor).toBe(2_000);
  expect(upTo(1_999).refused).toEqual([
    { key: "up to", why: "rate-too-high" },
    { key: "rich", why: "minimum-not-met" },
  ]);
});

const items = fc.constantFrom<Items[]>(all, named(PANTS), named(SHIRTS, BOOTS), {
  ...{ kind: "collections", collectionIds: [7] },
});
const reductions: fc.Arbitrary<Reduction> = fc.oneof(
  fc.record({
    kind: fc.constant("percentage" as const),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
    items,
  }),
  fc.record({
    kind: fc.constant("amount" as const),
    minor: fc.integer({ min: 1, max: 5_000 }),
    ...{ eachItem: fc.boolean(), items },
  }),
  fc.record({
    kind: fc.constant("free-shipping" as const),
    upToMinor: fc.option(fc.nat(1_000)),
  }),
);
const discounts = fc
  .array(
    fc.tuple(
      reductions,
      fc.record({ product: fc.boolean(), order: fc.boolean(), shipping: fc.boolean() }),
    ),
    { maxLength: 6 },
  )
  .map((given) =>
    given.map(([reduction, combinesWith], at) => offer(`d${at}`, reduction, { combinesWith })),
  );
const carts: fc.Arbitrary<Cart> = fc.record({
  lines: fc.array(
    fc.record({
      productId: fc.integer({ min: 1, max: 4 }),
      collectionIds: fc.constantFrom([], [7]),
      quantity: fc.integer({ min: 1, max: 4 }),
      unitPriceMinor: fc.nat(3_000),
      isGiftCard: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 5 },
  ),
  shippingMinor: fc.constantFrom(0, 500, 900),
});

test("nothing becomes less than free, and the figures are of one piece", () => {
  fc.assert(
    fc.property(carts, discounts, (cart, given) => {
      const priced = priceCart(cart, given);
      let fromLines = 0;
      expect(priced.lines).toHaveLength(cart.lines.length);
      for (const [at, line] of cart.lines.entries()) {
        const { discountMinor = NaN, byKey = {} } = priced.lines[at] ?? {};
        expect(discountMinor).toBeLessThanOrEqual(line.isGiftCard ? 0 : subtotalOf(line));
        expect(Object.values(byKey).every((minor) => minor > 0)).toBe(true);
        fromLines += discountMinor;
      }
      expect(fromLines + priced.shippingDiscountMinor).toBe(priced.discountMinor);
      expect(priced.shippingDiscountMinor).toBeLessThanOrEqual(cart.shippingMinor);
      expect(priced.applied.reduce((sum, { minor }) => sum + minor, 0)).toBe(priced.discountMinor);
      expect([...priced.applied, ...priced.refused].map(({ key }) => key).sort()).toEqual(
        given.map(({ key }) => key),
      );
    }),
    { numRuns: 500 },
  );
});

test("no discount alone saves more than all of them together, but for a rounded minor unit each", () => {
  fc.assert(
    fc.property(carts, discounts, (cart, given) => {
      const together = priceCart(cart, given).discountMinor;
      for (const one of given) {
        expect(priceCart(cart, [one]).discountMinor).toBeLessThanOrEqual(together + given.length);
      }
    }),
    { numRuns: 300 },
  );
});
