import { minorUnits } from "#app/platform/money.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { numericId } from "#app/shopify/ids.ts";
import type { Items, Minimum, Reduction, Terms } from "../terms.ts";

export type ShopifyDiscount =
  Operations["LiveDiscounts"]["data"]["discountNodes"]["nodes"][number]["discount"];
type Of<Kind extends string> = Extract<ShopifyDiscount, { __typename: Kind }>;
type Basic = Of<"DiscountAutomaticBasic" | "DiscountCodeBasic">;
type Bxgy = Of<"DiscountAutomaticBxgy" | "DiscountCodeBxgy">;
type FreeShipping = Of<"DiscountAutomaticFreeShipping" | "DiscountCodeFreeShipping">;

/**
 * What a discount of Shopify's gives, in our terms. Null for what they have no words for: another app's rule, single
 * variants, more products than a page names, subscriptions alone, several discounts on one line (tags, on Shopify Plus),
 * an amount off what is got.
 */
export function termsOfDiscount(discount: ShopifyDiscount, currency: string): Terms | null {
  switch (discount.__typename) {
    case "DiscountAutomaticApp":
    case "DiscountCodeApp":
      return null;
    case "DiscountAutomaticBasic":
    case "DiscountCodeBasic":
      return termsWith(discount, basic(discount, currency), currency);
    case "DiscountAutomaticBxgy":
    case "DiscountCodeBxgy":
      return termsWith(discount, buyXGetY(discount, currency), currency);
    case "DiscountAutomaticFreeShipping":
    case "DiscountCodeFreeShipping":
      return termsWith(discount, freeShipping(discount, currency), currency);
  }
}

function termsWith(
  discount: Basic | Bxgy | FreeShipping,
  reduction: Reduction | null,
  currency: string,
): Terms | null {
  const { combinesWith } = discount;
  if (!reduction || combinesWith.productDiscountsWithTagsOnSameCartLine?.length) return null;
  const isCode = "usageLimit" in discount;
  return {
    reduction,
    minimum:
      "minimumRequirement" in discount ? minimum(discount.minimumRequirement, currency) : null,
    combinesWith: {
      product: combinesWith.productDiscounts,
      order: combinesWith.orderDiscounts,
      shipping: combinesWith.shippingDiscounts,
    },
    oncePerCustomer: isCode && discount.appliesOncePerCustomer,
    usageLimit: isCode ? discount.usageLimit : null,
  };
}

function basic({ customerGets }: Basic, currency: string): Reduction | null {
  const { appliesOnOneTimePurchase, value } = customerGets;
  const items = itemsOf(customerGets.items);
  if (!appliesOnOneTimePurchase || !items) return null;
  if ("percentage" in value) {
    return { kind: "percentage", basisPoints: basisPointsOf(value.percentage), items };
  }
  if (!("appliesOnEachItem" in value)) return null;
  const minor = minorUnits(value.amount.amount, currency);
  const eachItem = value.appliesOnEachItem && items.kind !== "all";
  return { kind: "amount", minor, eachItem, items };
}

function buyXGetY(discount: Bxgy, currency: string): Reduction | null {
  const { customerBuys, customerGets, usesPerOrderLimit } = discount;
  const bought = itemsOf(customerBuys.items);
  const got = itemsOf(customerGets.items);
  const gets = customerGets.value;
  if (!customerBuys.isOneTimePurchase || !customerGets.appliesOnOneTimePurchase) return null;
  if (!bought || !got || !("effect" in gets) || !("percentage" in gets.effect)) return null;
  const basisPoints = basisPointsOf(gets.effect.percentage);
  return {
    kind: "buy-x-get-y",
    buys:
      "quantity" in customerBuys.value
        ? { quantity: Number(customerBuys.value.quantity), items: bought }
        : { minor: minorUnits(customerBuys.value.purchaseAmount, currency), items: bought },
    gets: { quantity: Number(gets.quantity.quantity), items: got, basisPoints },
    usesPerOrder: usesPerOrderLimit,
  };
}

function freeShipping(discount: FreeShipping, currency: string): Reduction | null {
  if (!discount.appliesOnOneTimePurchase) return null;
  const highest = discount.maximumShippingPrice;
  return { kind: "free-shipping", upToMinor: highest && minorUnits(highest.amount, currency) };
}

function itemsOf(items: Basic["customerGets"]["items"]): Items | null {
  switch (items.__typename) {
    case "AllDiscountItems":
      return { kind: "all" };
    case "DiscountCollections": {
      const { nodes, pageInfo } = items.collections;
      if (pageInfo.hasNextPage) return null;
      return { kind: "collections", collectionIds: nodes.map(({ id }) => numericId(id)) };
    }
    case "DiscountProducts": {
      const { nodes, pageInfo } = items.products;
      if (pageInfo.hasNextPage || items.productVariants.nodes.length > 0) return null;
      return { kind: "products", productIds: nodes.map(({ id }) => numericId(id)) };
    }
  }
}

function minimum(given: Basic["minimumRequirement"], currency: string): Minimum {
  if (!given) return null;
  return "greaterThanOrEqualToQuantity" in given
    ? { kind: "quantity", quantity: Number(given.greaterThanOrEqualToQuantity) }
    : {
        kind: "subtotal",
        minor: minorUnits(given.greaterThanOrEqualToSubtotal.amount, currency),
      };
}

/** Shopify's percentages are parts of one: 0.1 is a thousand basis points. */
const basisPointsOf = (fraction: number) => Math.round(fraction * 10_000);
