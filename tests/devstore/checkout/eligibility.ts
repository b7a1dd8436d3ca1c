import { classOf, statusAt, type Discount } from "./discount.ts";

export interface CartLine {
  readonly variantId: number;
  readonly productId: number;
  readonly collectionIds: readonly number[];
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** No discount is given on gift cards. */
  readonly isGiftCard: boolean;
}

/** Who buys, as far as discounts care. A guest has neither customer nor segments. */
export interface Buyer {
  readonly customerId: number | null;
  readonly segmentIds: ReadonlySet<number>;
}

/** A discount that wants to be applied, with how often it was used so far. */
export interface Candidate {
  readonly discount: Discount;
  /** The code that was typed, in the shop's own spelling; null for automatic ones. */
  readonly code: string | null;
  readonly uses: number;
  readonly usedByBuyer: boolean;
}

export type Refusal =
  | "not-active"
  | "not-for-this-customer"
  | "minimum-not-met"
  | "no-items"
  | "used-up"
  | "used-before";

/** Why a discount may not be applied to this cart at all; null when it may. */
export function refusalOf(
  { discount, uses, usedByBuyer }: Candidate,
  lines: readonly CartLine[],
  buyer: Buyer,
  now: number,
): Refusal | null {
  if (statusAt(discount, now) !== "ACTIVE") return "not-active";
  if (discount.usageLimit !== null && uses >= discount.usageLimit) return "used-up";
  if (!isFor(discount, buyer)) return "not-for-this-customer";
  if (discount.oncePerCustomer && usedByBuyer) return "used-before";
  const entitled = lines.filter((line) => appliesTo(discount, line));
  if (entitled.length === 0) return "no-items";
  const { minimum } = discount.terms;
  if (minimum?.kind === "subtotal" && sum(entitled.map(subtotalOf)) < minimum.minor)
    return "minimum-not-met";
  if (
    minimum?.kind === "quantity" &&
    sum(entitled.map((line) => line.quantity)) < minimum.quantity
  ) {
    return "minimum-not-met";
  }
  return null;
}

/** Whether the discount is meant for the buyer. Only someone the shop knows is ever in a segment. */
function isFor(discount: Discount, buyer: Buyer): boolean {
  const { context } = discount.terms;
  if (context.kind === "all") return true;
  const { customerId } = buyer;
  if (customerId === null) return false;
  return context.kind === "customers"
    ? context.customerIds.includes(customerId)
    : context.segmentIds.some((id) => buyer.segmentIds.has(id));
}

/** Whether two discounts may stand in one order: each has to accept the other's class. */
export function combine(one: Discount, other: Discount): boolean {
  return accepts(one, other) && accepts(other, one);
}

function accepts(discount: Discount, other: Discount): boolean {
  const { productDiscounts, orderDiscounts, shippingDiscounts } = discount.terms.combinesWith;
  return { PRODUCT: productDiscounts, ORDER: orderDiscounts, SHIPPING: shippingDiscounts }[
    classOf(other)
  ];
}

/** Whether a discount is on this line: never on a gift card. */
export function appliesTo({ terms: { items } }: Discount, line: CartLine): boolean {
  if (line.isGiftCard) return false;
  switch (items.kind) {
    case "all":
      return true;
    case "products":
      return items.productIds.includes(line.productId) || items.variantIds.includes(line.variantId);
    case "collections":
      return items.collectionIds.some((id) => line.collectionIds.includes(id));
  }
}

/** A line before discounts. */
export const subtotalOf = (line: CartLine): number => line.quantity * line.unitPriceMinor;

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
