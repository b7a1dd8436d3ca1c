import fc from "fast-check";
import type { Cart, CartLine, Discount } from "#app/offers/pricing/cart.ts";
import type { Items, Minimum, Reduction, Terms } from "#app/offers/terms.ts";

/** A currency as its shops write prices: the last digits that are usual, and what is much and little in minor units. */
export interface PriceScale {
  currency: "JPY" | "EUR" | "KWD";
  /** The smallest amount that most prices are a multiple of. */
  step: number;
  /** A usual price. */
  usual: number;
}

export const SCALES = [
  { currency: "JPY", step: 10, usual: 3_000 },
  { currency: "EUR", step: 5, usual: 2_500 },
  { currency: "KWD", step: 50, usual: 8_000 },
] as const satisfies readonly PriceScale[];

const PRODUCTS = 6;
const COLLECTIONS = 3;

/** Every product is in some of three collections; the sixth is a gift card. */
const collectionsOf = (productId: number) =>
  [1, 2, 3].filter((collectionId) => (productId * 5 + collectionId) % 3 !== 0);

export const carts = (scale: PriceScale): fc.Arbitrary<Cart> =>
  fc.record({
    lines: fc.array(lines(scale), { minLength: 1, maxLength: 6 }),
    shippingMinor: fc.oneof(fc.constant(0), amounts({ ...scale, usual: scale.usual / 5 })),
  });

const lines = (scale: PriceScale): fc.Arbitrary<CartLine> =>
  fc
    .record({
      productId: fc.integer({ min: 1, max: PRODUCTS }),
      quantity: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 })),
      unitPriceMinor: fc.oneof(fc.constant(0), amounts(scale), amounts(scale), amounts(scale)),
    })
    .map((line) => ({
      ...line,
      collectionIds: collectionsOf(line.productId),
      isGiftCard: line.productId === PRODUCTS,
    }));

/** Mostly round, sometimes to the last minor unit, now and then large. */
const amounts = ({ step, usual }: PriceScale) =>
  fc.oneof(
    fc.integer({ min: 1, max: Math.ceil((2 * usual) / step) }).map((steps) => steps * step),
    fc.integer({ min: 1, max: Math.ceil(2 * usual) }),
    fc.integer({ min: 1, max: Math.ceil(400 * usual) }),
  );

const some = (most: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max: most }), { minLength: 1, maxLength: 3 });
const named: fc.Arbitrary<Items> = fc.oneof(
  some(PRODUCTS).map((productIds) => ({ kind: "products" as const, productIds })),
  some(COLLECTIONS).map((collectionIds) => ({ kind: "collections" as const, collectionIds })),
);
const items: fc.Arbitrary<Items> = fc.oneof(fc.constant({ kind: "all" as const }), named);
const basisPoints = fc.oneof(
  fc.constantFrom(500, 1_000, 1_500, 2_500, 3_333, 5_000, 10_000),
  fc.integer({ min: 100, max: 10_000 }),
);
const pieces = fc.integer({ min: 1, max: 4 });

const reductions = (scale: PriceScale): fc.Arbitrary<Reduction> =>
  fc.oneof(
    fc.record({ kind: fc.constant("percentage" as const), basisPoints, items }),
    fc.record({
      kind: fc.constant("amount" as const),
      ...{ minor: amounts(scale), eachItem: fc.constant(false), items },
    }),
    fc.record({
      kind: fc.constant("amount" as const),
      ...{ minor: amounts(scale), eachItem: fc.constant(true), items: named },
    }),
    fc.record({
      kind: fc.constant("free-shipping" as const),
      upToMinor: fc.option(amounts({ ...scale, usual: scale.usual / 4 })),
    }),
    fc.record({
      kind: fc.constant("buy-x-get-y" as const),
      buys: fc.oneof(
        fc.record({ quantity: pieces, items: named }),
        fc.record({ minor: amounts(scale), items: named }),
      ),
      gets: fc.record({ quantity: pieces, items: named, basisPoints }),
      usesPerOrder: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
  );

const minimums = (scale: PriceScale): fc.Arbitrary<Minimum> =>
  fc.oneof(
    fc.constant(null),
    fc.constant(null),
    fc.record({ kind: fc.constant("subtotal" as const), minor: amounts(scale) }),
    fc.record({ kind: fc.constant("quantity" as const), quantity: fc.integer({ min: 1, max: 9 }) }),
  );

/** Mostly willing to stand beside others. */
const willing = fc.constantFrom(true, true, false);

export const termsFor = (scale: PriceScale): fc.Arbitrary<Terms> =>
  fc
    .record({
      reduction: reductions(scale),
      minimum: minimums(scale),
      combinesWith: fc.record({ product: willing, order: willing, shipping: willing }),
      oncePerCustomer: fc.constant(false),
      usageLimit: fc.constant(null),
    })
    .map((terms) => (terms.reduction.kind === "buy-x-get-y" ? { ...terms, minimum: null } : terms));

/** Discounts of every kind, automatic and by code. */
export const discountsFor = (scale: PriceScale, { most }: { most: number }) =>
  fc
    .array(fc.tuple(termsFor(scale), fc.constantFrom("automatic" as const, "code" as const)), {
      minLength: 1,
      maxLength: most,
    })
    .map((given) =>
      given.map(([terms, method], at): Discount => ({ key: String(at + 1), method, terms })),
    );
