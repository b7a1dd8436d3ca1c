import {
  ITEMS_NAMED,
  type Items,
  type Minimum,
  type Reduction,
  type Terms,
} from "#app/offers/terms.ts";
import { minorUnits } from "#app/platform/money.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { numericId } from "#app/shopify/ids.ts";

type HeldNode = NonNullable<Operations["HeldOffer"]["data"]["discountNode"]>["discount"];
type Native = Exclude<HeldNode, { __typename: "DiscountAutomaticApp" | "DiscountCodeApp" }>;
type Bxgy = Extract<Native, { customerBuys: unknown }>;
type AmountOff = Exclude<Extract<Native, { customerGets: unknown }>, Bxgy>;
type HeldItems = AmountOff["customerGets"]["items"];

/** A discount as Shopify holds it, in our words. What our words cannot say is null. */
export interface HeldDiscount {
  title: string;
  /** Shopify's three kinds of input: one does not become another. */
  kind: "basic" | "bxgy" | "free-shipping";
  method: "automatic" | "code";
  code: string | null;
  reduction: Reduction | null;
  minimum: Minimum;
  combinesWith: Terms["combinesWith"];
  oncePerCustomer: boolean;
  usageLimit: number | null;
  startsAt: number;
  endsAt: number | null;
  isOver: boolean;
  /** Of everybody, or of some segments; null for customers or markets one by one. */
  segmentIds: number[] | "all" | null;
  /** What it is on, and what must be bought for it: to know what to take away when that changes. */
  items: Items | null;
  buysItems: Items | null;
}

/** @returns null for a discount of an app's function, which ours never is */
export function heldDiscount(node: HeldNode, currency: string): HeldDiscount | null {
  if (node.__typename === "DiscountAutomaticApp" || node.__typename === "DiscountCodeApp")
    return null;
  const isCode = "codes" in node;
  return {
    title: node.title,
    method: isCode ? "code" : "automatic",
    code: isCode ? (node.codes.nodes[0]?.code ?? null) : null,
    ...givenBy(node, currency),
    minimum: "minimumRequirement" in node ? minimumOf(node.minimumRequirement, currency) : null,
    combinesWith: {
      product: node.combinesWith.productDiscounts,
      order: node.combinesWith.orderDiscounts,
      shipping: node.combinesWith.shippingDiscounts,
    },
    oncePerCustomer: isCode && node.appliesOncePerCustomer,
    usageLimit: isCode ? node.usageLimit : null,
    startsAt: Date.parse(node.startsAt),
    endsAt: node.endsAt === null ? null : Date.parse(node.endsAt),
    isOver: node.status === "EXPIRED",
    segmentIds: segmentsOf(node.context),
  };
}

type Given = Pick<HeldDiscount, "kind" | "reduction" | "items" | "buysItems">;

function givenBy(node: Native, currency: string): Given {
  if ("customerBuys" in node) return boughtAndGot(node, currency);
  if ("customerGets" in node) {
    const items = itemsOf(node.customerGets.items);
    const reduction = items && amountOff(node.customerGets.value, items, currency);
    return { kind: "basic", reduction, items, buysItems: null };
  }
  const { maximumShippingPrice, destinationSelection } = node;
  const upToMinor = maximumShippingPrice && minorUnits(maximumShippingPrice.amount, currency);
  const isEverywhere = destinationSelection.__typename === "DiscountCountryAll";
  const reduction: Reduction | null = isEverywhere ? { kind: "free-shipping", upToMinor } : null;
  return { kind: "free-shipping", reduction, items: null, buysItems: null };
}

function amountOff(
  value: AmountOff["customerGets"]["value"],
  items: Items,
  currency: string,
): Reduction | null {
  switch (value.__typename) {
    case "DiscountPercentage": {
      const basisPoints = basisPointsOf(value.percentage);
      return basisPoints === null ? null : { kind: "percentage", basisPoints, items };
    }
    case "DiscountAmount": {
      // Off each unit of everything and off everything once is one thing to us: it says the second.
      const eachItem = value.appliesOnEachItem && items.kind !== "all";
      const minor = minorUnits(value.amount.amount, currency);
      return { kind: "amount", minor, eachItem, items };
    }
    case "DiscountOnQuantity":
      return null;
  }
}

function boughtAndGot(node: Bxgy, currency: string): Given {
  const items = itemsOf(node.customerGets.items);
  const buysItems = itemsOf(node.customerBuys.items);
  const bought = node.customerBuys.value;
  const got = node.customerGets.value;
  const given = { kind: "bxgy", items, buysItems } as const;
  if (!items || !buysItems || got.__typename !== "DiscountOnQuantity") {
    return { ...given, reduction: null };
  }
  const basisPoints =
    got.effect.__typename === "DiscountPercentage" ? basisPointsOf(got.effect.percentage) : null;
  if (basisPoints === null) return { ...given, reduction: null };
  const buys =
    bought.__typename === "DiscountQuantity"
      ? { quantity: Number(bought.quantity), items: buysItems }
      : { minor: minorUnits(bought.amount, currency), items: buysItems };
  const gets = { quantity: Number(got.quantity.quantity), items, basisPoints };
  const usesPerOrder = node.usesPerOrderLimit;
  return { ...given, reduction: { kind: "buy-x-get-y", buys, gets, usesPerOrder } };
}

/** Shopify's share of one; null when it is finer than a hundredth of a per cent. */
function basisPointsOf(share: number): number | null {
  const basisPoints = Math.round(share * 10_000);
  return Math.abs(share * 10_000 - basisPoints) < 1e-6 && basisPoints > 0 ? basisPoints : null;
}

/** In the order of their numbers; null for single variants, and for more than a discount of ours names. */
function itemsOf(held: HeldItems): Items | null {
  switch (held.__typename) {
    case "AllDiscountItems":
      return { kind: "all" };
    case "DiscountProducts": {
      const productIds = held.products.nodes.map(({ id }) => numericId(id)).sort(byNumber);
      const isPlain = held.productVariants.nodes.length === 0 && productIds.length <= ITEMS_NAMED;
      return isPlain ? { kind: "products", productIds } : null;
    }
    case "DiscountCollections": {
      const collectionIds = held.collections.nodes.map(({ id }) => numericId(id)).sort(byNumber);
      return collectionIds.length <= ITEMS_NAMED ? { kind: "collections", collectionIds } : null;
    }
  }
}

const byNumber = (a: number, b: number) => a - b;

function minimumOf(held: AmountOff["minimumRequirement"], currency: string): Minimum {
  if (!held) return null;
  if (held.__typename === "DiscountMinimumQuantity") {
    const quantity = Number(held.greaterThanOrEqualToQuantity);
    return quantity > 0 ? { kind: "quantity", quantity } : null;
  }
  const minor = minorUnits(held.greaterThanOrEqualToSubtotal.amount, currency);
  return minor > 0 ? { kind: "subtotal", minor } : null;
}

function segmentsOf(context: Native["context"]): HeldDiscount["segmentIds"] {
  switch (context.__typename) {
    case "DiscountBuyerSelectionAll":
      return "all";
    case "DiscountCustomerSegments":
      return context.segments.map(({ id }) => numericId(id));
    case "DiscountCustomers":
    case "DiscountMarkets":
      return null;
  }
}
