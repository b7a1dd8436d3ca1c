import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "./allocation.ts";
import {
  classOf,
  type BuyXGetY,
  type Context,
  type Discount,
  type Items,
  type Terms,
} from "./discount.ts";
import type { CartLine } from "./cart-line.ts";
import { combine } from "./combinations.ts";
import type { Buyer, Candidate } from "./eligibility.ts";
import { priceCart } from "./pricing.ts";

const NOW = 1_000_000;
const guest: Buyer = { customerId: null, segmentIds: new Set() };
const member: Buyer = { customerId: 1, segmentIds: new Set([7]) };

const nothing = { productDiscounts: false, orderDiscounts: false, shippingDiscounts: false };
const everything = { productDiscounts: true, orderDiscounts: true, shippingDiscounts: true };

function discount(id: number, terms: Partial<Terms>, more: Partial<Discount> = {}): Discount {
  return {
    id,
    method: "automatic",
    kind: "basic",
    title: `Discount ${id}`,
    startsAt: 0,
    endsAt: null,
    usageLimit: null,
    oncePerCustomer: false,
    createdAt: 0,
    updatedAt: 0,
    ...more,
    terms: {
      value: { kind: "percentage", percentage: 0.1 },
      items: { kind: "all" },
      context: { kind: "all" },
      minimum: null,
      combinesWith: nothing,
      ...terms,
    },
  };
}
const candidate = (of: Discount): Candidate => ({
  discount: of,
  code: null,
  uses: 0,
  usedByBuyer: false,
});
const line = (unitPriceMinor: number, quantity = 1, productId = 1): CartLine => ({
  variantId: productId * 10,
  productId,
  collectionIds: [],
  quantity,
  unitPriceMinor,
  isGiftCard: false,
});
const price = (lines: CartLine[], discounts: Discount[], buyer: Buyer = guest, shippingMinor = 0) =>
  priceCart({ lines, shippingMinor }, discounts.map(candidate), buyer, NOW);

describe("a cart's price", () => {
  it("is the sum of its lines without discounts", () => {
    expect(price([line(1000, 2), line(50)], [])).toMatchObject({
      subtotalMinor: 2050,
      discountMinor: 0,
      totalMinor: 2050,
    });
  });

  it("takes a percentage off the whole and gives each line its share", () => {
    const priced = price([line(333), line(333), line(333)], [discount(1, {})]);
    expect(priced.discountMinor).toBe(100);
    expect(priced.lines.map((each) => each.discountMinor)).toEqual([34, 33, 33]);
  });

  it("takes the better of two discounts that do not combine", () => {
    const priced = price(
      [line(1000)],
      [discount(1, {}), discount(2, { value: { kind: "percentage", percentage: 0.2 } })],
    );
    expect(priced.applied).toMatchObject([{ discountId: 2, amountMinor: 200 }]);
    expect(priced.refused).toMatchObject([{ why: "outdone" }]);
  });

  it("combines only when both sides agree", () => {
    const open = discount(1, { combinesWith: everything });
    const closed = discount(2, {});
    expect(combine(open, closed)).toBe(false);
    expect(combine(open, discount(3, { combinesWith: everything }))).toBe(true);
  });

  it("counts an order discount from what product discounts leave", () => {
    const half = discount(1, {
      value: { kind: "percentage", percentage: 0.5 },
      items: { kind: "products", productIds: [1], variantIds: [] },
      combinesWith: everything,
    });
    const tenth = discount(2, { combinesWith: everything });
    expect(price([line(1000, 1, 1), line(1000, 1, 2)], [half, tenth]).totalMinor).toBe(1350);
  });

  it("gives a fixed amount once, or on each item, and never more than there is", () => {
    const once = discount(1, { value: { kind: "amount", amountMinor: 300, onEachItem: false } });
    const each = discount(1, { value: { kind: "amount", amountMinor: 300, onEachItem: true } });
    expect(price([line(1000, 2)], [once]).discountMinor).toBe(300);
    expect(price([line(1000, 2)], [each]).discountMinor).toBe(600);
    expect(price([line(100, 2)], [each]).totalMinor).toBe(0);
  });

  it("asks for its minimum, its time and its uses", () => {
    const cart = [line(1000, 2)];
    const why = (of: Discount, more: Partial<Candidate> = {}) =>
      priceCart({ lines: cart, shippingMinor: 0 }, [{ ...candidate(of), ...more }], member, NOW)
        .refused[0]?.why;
    expect(why(discount(1, { minimum: { kind: "subtotal", minor: 2001 } }))).toBe(
      "minimum-not-met",
    );
    expect(why(discount(1, { minimum: { kind: "quantity", quantity: 2 } }))).toBeUndefined();
    expect(why(discount(1, {}, { startsAt: NOW + 1 }))).toBe("not-active");
    expect(why(discount(1, {}, { endsAt: NOW }))).toBe("not-active");
    expect(why(discount(1, {}, { usageLimit: 3 }), { uses: 3 })).toBe("used-up");
    expect(why(discount(1, {}, { oncePerCustomer: true }), { usedByBuyer: true })).toBe(
      "used-before",
    );
    expect(why(discount(1, { context: { kind: "segments", segmentIds: [8] } }))).toBe(
      "not-for-this-customer",
    );
    expect(why(discount(1, { context: { kind: "segments", segmentIds: [7] } }))).toBeUndefined();
  });
});

const named = (...productIds: number[]): Items => ({
  kind: "products",
  productIds,
  variantIds: [],
});
const trade = (more: Partial<BuyXGetY> = {}): BuyXGetY => ({
  kind: "bxgy",
  buys: { kind: "quantity", quantity: 2, items: named(1) },
  getsQuantity: 1,
  effect: { kind: "percentage", percentage: 1 },
  usesPerOrder: null,
  ...more,
});
const bxgy = (id: number, more: Partial<BuyXGetY> = {}, terms: Partial<Terms> = {}): Discount =>
  discount(id, { value: trade(more), items: named(1), ...terms }, { kind: "bxgy" });
const freeShipping = (id: number, upToMinor: number | null, terms: Partial<Terms> = {}): Discount =>
  discount(
    id,
    { value: { kind: "free-shipping", upToMinor, destination: { kind: "all" } }, ...terms },
    { kind: "free-shipping" },
  );

describe("buy X get Y", () => {
  it("gives the cheapest of what is left once the dearest were bought, as often as that fits", () => {
    const cart = [line(1000), line(300), line(700), line(500), line(200), line(900)];
    const priced = price(cart, [bxgy(1)]);
    expect(priced.lines.map((each) => each.discountMinor)).toEqual([0, 300, 0, 0, 200, 0]);
    expect(price(cart, [bxgy(1, { usesPerOrder: 1 })]).discountMinor).toBe(200);
    expect(price([line(1000, 2)], [bxgy(1)]).refused).toMatchObject([{ why: "minimum-not-met" }]);
    expect(price([line(1000, 3, 2)], [bxgy(1)]).refused).toMatchObject([{ why: "no-items" }]);
  });

  it("counts each unit once, also where what is bought may be got", () => {
    expect(price([line(1000, 3)], [bxgy(1)]).discountMinor).toBe(1000);
    expect(price([line(1000, 5)], [bxgy(1)]).discountMinor).toBe(1000);
    expect(price([line(1000, 6)], [bxgy(1)]).discountMinor).toBe(2000);
  });

  it("takes the later line among equal prices, and half a unit of money in the buyer's favour", () => {
    const half = { effect: { kind: "percentage", percentage: 0.5 } } as const;
    const priced = price([line(333, 1), line(333, 1), line(333, 1)], [bxgy(1, half)]);
    expect(priced.lines.map((each) => each.discountMinor)).toEqual([0, 0, 167]);
  });

  it("may ask for money instead, the dearest units first", () => {
    const spend = { buys: { kind: "amount", minor: 1500, items: named(1) } } as const;
    const gets = { items: named(2) };
    const cart = [line(1000, 2, 1), line(400, 1, 2)];
    expect(price(cart, [bxgy(1, spend, gets)]).discountMinor).toBe(400);
    expect(price([line(1000, 1, 1), line(400, 1, 2)], [bxgy(1, spend, gets)]).discountMinor).toBe(
      0,
    );
  });

  it("shares no line with another product discount: the better for the line is given", () => {
    const all = { combinesWith: everything };
    const tenth = discount(2, { items: named(1, 2), ...all });
    const priced = price(
      [line(1000, 2, 1), line(400, 1, 2)],
      [bxgy(1, {}, { items: named(2), ...all }), tenth],
    );
    expect(priced.lines.map((each) => each.allocations)).toEqual([
      [{ discountId: 2, amountMinor: 200 }],
      [{ discountId: 1, amountMinor: 400 }],
    ]);
  });
});

describe("free shipping", () => {
  it("takes the rate off, up to its limit, and is chosen where it saves more than what it does not combine with", () => {
    const cart = [line(1000)];
    expect(price(cart, [freeShipping(1, null)], guest, 490)).toMatchObject({
      discountMinor: 0,
      shippingDiscountMinor: 490,
      totalMinor: 1000,
      applied: [{ discountId: 1, class: "SHIPPING", amountMinor: 490 }],
    });
    expect(price(cart, [freeShipping(1, 490)], guest, 490).totalMinor).toBe(1000);
    expect(price(cart, [freeShipping(1, 489)], guest, 490)).toMatchObject({
      totalMinor: 1490,
      refused: [{ why: "shipping-too-dear" }],
    });
    const half = discount(2, { value: { kind: "percentage", percentage: 0.5 } });
    expect(price(cart, [freeShipping(1, null), half], guest, 490).totalMinor).toBe(990);
    expect(price(cart, [freeShipping(1, null), half], guest, 510).totalMinor).toBe(1000);
  });

  it("looks for its minimum at the whole cart without gift cards, and counts once", () => {
    const minimum = { kind: "subtotal", minor: 1000 } as const;
    const card = { ...line(5000), isGiftCard: true };
    expect(
      price([line(900), card], [freeShipping(1, null, { minimum })], guest, 490),
    ).toMatchObject({ shippingDiscountMinor: 0, refused: [{ why: "minimum-not-met" }] });
    const open = { combinesWith: everything };
    const both = [freeShipping(1, null, open), freeShipping(2, null, open)];
    expect(price([line(900)], both, guest, 490)).toMatchObject({
      shippingDiscountMinor: 490,
      applied: [{ discountId: 1 }],
      totalMinor: 900,
    });
  });
});

describe("several order discounts", () => {
  it("count each from what product discounts leave, and never take more than that", () => {
    const open = { combinesWith: everything };
    const off = (id: number, amountMinor: number) =>
      discount(id, { value: { kind: "amount", amountMinor, onEachItem: false }, ...open });
    const threePens = [line(1), line(1), line(1)];
    expect(price(threePens, [off(1, 1), off(2, 1)]).totalMinor).toBe(1);
    expect(price(threePens, [off(1, 2), off(2, 2)]).totalMinor).toBe(0);
    const half = (id: number) =>
      discount(id, { value: { kind: "percentage", percentage: 0.5 }, ...open });
    expect(price([line(999)], [half(1), half(2)]).totalMinor).toBe(0);
  });
});

const lines = fc.array(
  fc.record({
    variantId: fc.integer({ min: 1, max: 5 }),
    productId: fc.integer({ min: 1, max: 5 }),
    collectionIds: fc.subarray([1, 2]),
    quantity: fc.integer({ min: 1, max: 9 }),
    unitPriceMinor: fc.integer({ min: 0, max: 50_000 }),
    isGiftCard: fc.boolean(),
  }),
  { maxLength: 6 },
);
const contexts = fc.constantFrom<Context>(
  { kind: "all" },
  { kind: "customers", customerIds: [1] },
  { kind: "segments", segmentIds: [7] },
  { kind: "segments", segmentIds: [8] },
);
const terms = fc.record<Terms>({
  value: fc.oneof(
    fc.record({
      kind: fc.constant("percentage" as const),
      percentage: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("amount" as const),
      amountMinor: fc.integer({ min: 1, max: 20_000 }),
      onEachItem: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("free-shipping" as const),
      upToMinor: fc.option(fc.integer({ min: 0, max: 1000 })),
      destination: fc.constant({ kind: "all" as const }),
    }),
    fc.record({
      kind: fc.constant("bxgy" as const),
      buys: fc.oneof(
        fc.record({
          kind: fc.constant("quantity" as const),
          quantity: fc.integer({ min: 1, max: 4 }),
          items: fc.constant(named(1, 2, 3)),
        }),
        fc.record({
          kind: fc.constant("amount" as const),
          minor: fc.integer({ min: 1, max: 60_000 }),
          items: fc.constant(named(1, 2, 3)),
        }),
      ),
      getsQuantity: fc.integer({ min: 1, max: 3 }),
      effect: fc.record({
        kind: fc.constant("percentage" as const),
        percentage: fc.constantFrom(0.25, 0.5, 1),
      }),
      usesPerOrder: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
  ),
  items: fc.constantFrom(
    { kind: "all" },
    { kind: "products", productIds: [1, 2], variantIds: [3] },
    { kind: "collections", collectionIds: [1] },
  ),
  context: contexts,
  minimum: fc.constantFrom(
    null,
    { kind: "subtotal", minor: 5000 },
    { kind: "quantity", quantity: 3 },
  ),
  combinesWith: fc.record({
    productDiscounts: fc.boolean(),
    orderDiscounts: fc.boolean(),
    shippingDiscounts: fc.boolean(),
  }),
});
const discounts = fc
  .array(terms, { maxLength: 6 })
  .map((list) => list.map((each, index) => discount(index + 1, each)));
const rates = fc.constantFrom(0, 490, 1000);
const buyers = fc.constantFrom(guest, member);

describe("every cart's price", () => {
  it("is the sum of its parts, and nothing in it is negative", () => {
    fc.assert(
      fc.property(lines, discounts, buyers, rates, (cart, all, buyer, rate) => {
        const priced = price(cart, all, buyer, rate);
        const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0);
        const sent = priced.shippingMinor - priced.shippingDiscountMinor;
        const saved = priced.discountMinor + priced.shippingDiscountMinor;
        expect(sum(priced.applied.map((each) => each.amountMinor))).toBe(saved);
        expect(sum(priced.lines.map((each) => each.totalMinor)) + sent).toBe(priced.totalMinor);
        expect(priced.subtotalMinor - priced.discountMinor + sent).toBe(priced.totalMinor);
        expect(sent).toBeGreaterThanOrEqual(0);
        for (const each of priced.lines) {
          expect(each.totalMinor).toBeGreaterThanOrEqual(0);
          expect(sum(each.allocations.map((part) => part.amountMinor))).toBe(each.discountMinor);
          for (const part of each.allocations) expect(part.amountMinor).toBeGreaterThan(0);
          if (each.line.isGiftCard) expect(each.discountMinor).toBe(0);
        }
      }),
    );
  });

  it("never gives a stranger what is for a segment or for named customers", () => {
    fc.assert(
      fc.property(lines, discounts, (cart, all) => {
        const open = new Set(
          all.filter((each) => each.terms.context.kind === "all").map((each) => each.id),
        );
        for (const applied of price(cart, all, guest).applied)
          expect(open).toContain(applied.discountId);
      }),
    );
  });

  it("joins only discounts that accept each other, and at most one product discount on a line", () => {
    fc.assert(
      fc.property(lines, discounts, (cart, all) => {
        const priced = price(cart, all, member);
        const byId = new Map(all.map((each) => [each.id, each]));
        const used = priced.applied.flatMap(({ discountId }) => byId.get(discountId) ?? []);
        for (const one of used)
          for (const other of used) if (one !== other) expect(combine(one, other)).toBe(true);
        for (const each of priced.lines) {
          const products = each.allocations.filter(({ discountId }) => {
            const of = byId.get(discountId);
            return of !== undefined && classOf(of) === "PRODUCT";
          });
          expect(products.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("is never higher for one who has more discounts, nor for a member than for a stranger", () => {
    fc.assert(
      fc.property(lines, discounts, rates, (cart, all, rate) => {
        const total = price(cart, all, member, rate).totalMinor;
        for (const each of all)
          expect(total).toBeLessThanOrEqual(price(cart, [each], member, rate).totalMinor);
        expect(total).toBeLessThanOrEqual(price(cart, all, guest, rate).totalMinor);
      }),
    );
  });
});

describe("allocation", () => {
  it("sums to the whole, gives nobody more than a unit off their share, and nothing to weight zero", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), weights, (amount, each) => {
        const whole = each.reduce((sum, weight) => sum + weight, 0);
        const parts = allocate(amount, each);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole === 0 ? 0 : amount);
        parts.forEach((part, index) => {
          const weight = each[index] ?? 0;
          if (weight === 0) expect(part).toBe(0);
          else expect(Math.abs(part - (amount * weight) / whole)).toBeLessThan(1);
        });
      }),
    );
  });
});
