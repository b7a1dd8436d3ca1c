import fc from "fast-check";
import { coerceInputValue, isInputType } from "graphql";
import { describe, expect, test } from "vitest";
import { plainTerms, type Items, type Reduction, type Terms } from "#app/offers/terms.ts";
import { readAdminSchema } from "#scripts/admin-schema.ts";
import { SCALES, termsFor } from "#tests/support/random-carts.ts";
import type { Carried } from "./carried.ts";
import { canBecome, discountInput } from "./discount-input.ts";
import type { HeldDiscount } from "./held.ts";

const { schema } = readAdminSchema();
const SHOP = { currency: "EUR", twinId: 7 };
const ALL: Items = { kind: "all" };
const SOME: Items = { kind: "products", productIds: [1, 2] };

const carried = (terms: Terms, changes: Partial<Carried> = {}): Carried => ({
  ...{ title: "A thank-you", method: "automatic", code: null, terms },
  ...{ startsAt: Date.UTC(2026, 10, 1), endsAt: null, isResting: false },
  ...changes,
});

const INPUTS = {
  "automatic-basic": "DiscountAutomaticBasicInput",
  "automatic-bxgy": "DiscountAutomaticBxgyInput",
  "automatic-free-shipping": "DiscountAutomaticFreeShippingInput",
  "code-basic": "DiscountCodeBasicInput",
  "code-bxgy": "DiscountCodeBxgyInput",
  "code-free-shipping": "DiscountCodeFreeShippingInput",
} as const;

/** What Shopify's schema minds about an input. */
function faultsOf(request: ReturnType<typeof discountInput>): string[] {
  const type = schema.getType(INPUTS[request.native]);
  if (!isInputType(type)) throw new Error(request.native);
  const faults: string[] = [];
  coerceInputValue(request.discount, type, (path, _value, error) => {
    faults.push(`${path.join(".")}: ${error.message}`);
  });
  return faults;
}

const held = (changes: Partial<HeldDiscount>): HeldDiscount => ({
  ...{ title: "", kind: "basic", method: "automatic", code: null, reduction: null, minimum: null },
  combinesWith: { product: false, order: false, shipping: false },
  ...{ oncePerCustomer: false, usageLimit: null, startsAt: 0, endsAt: null, isOver: false },
  ...{ segmentIds: [7], items: ALL, buysItems: null },
  ...changes,
});

describe("a discount's input", () => {
  test.each(SCALES)("is one of Shopify's schema, whatever the terms, in $currency", (scale) => {
    fc.assert(
      fc.property(
        termsFor(scale),
        fc.constantFrom("automatic", "code", "member-codes"),
        (terms, method) => {
          const shop = { ...SHOP, currency: scale.currency };
          const code = method === "automatic" ? null : "TEN";
          const request = discountInput(carried(terms, { method }), { shop, held: null, code });
          expect(faultsOf(request)).toEqual([]);
          expect(request.native.startsWith("code")).toBe(method !== "automatic");
        },
      ),
    );
  });

  test("writes money as the shop's currency has it", () => {
    const amount = plainTerms({ kind: "amount", minor: 1500, eachItem: false, items: ALL });
    for (const [currency, text] of [
      ["EUR", "15.00"],
      ["JPY", "1500"],
      ["KWD", "1.500"],
    ] as const) {
      const shop = { ...SHOP, currency };
      expect(discountInput(carried(amount), { shop, held: null, code: null })).toMatchObject({
        discount: { customerGets: { value: { discountAmount: { amount: text } } } },
      });
    }
  });

  test("tells Shopify of lists what comes and what goes", () => {
    const terms = plainTerms({
      ...{ kind: "percentage", basisPoints: 1000 },
      items: { kind: "products", productIds: [2, 3] },
    });
    const before = held({ items: SOME, segmentIds: [7, 9] });
    expect(discountInput(carried(terms), { shop: SHOP, held: before, code: null })).toMatchObject({
      discount: {
        context: {
          customerSegments: {
            add: ["gid://shopify/Segment/7"],
            remove: ["gid://shopify/Segment/9"],
          },
        },
        customerGets: {
          items: {
            products: {
              productsToAdd: ["gid://shopify/Product/3"],
              productsToRemove: ["gid://shopify/Product/1"],
            },
          },
        },
      },
    });
  });

  test("is another object's where the kind, the method or the sort of items is another", () => {
    const ten: Reduction = { kind: "percentage", basisPoints: 1000, items: ALL };
    const free: Reduction = { kind: "free-shipping", upToMinor: null };
    expect(canBecome(held({}), carried(plainTerms(ten)))).toBe(true);
    expect(canBecome(held({ items: SOME }), carried(plainTerms(ten)))).toBe(false);
    expect(canBecome(held({}), carried(plainTerms(free)))).toBe(false);
    expect(canBecome(held({}), carried(plainTerms(ten), { method: "code", code: "A" }))).toBe(
      false,
    );
    const amount: Reduction = { kind: "amount", minor: 5, eachItem: false, items: ALL };
    expect(canBecome(held({}), carried(plainTerms(amount)))).toBe(true);
  });
});
