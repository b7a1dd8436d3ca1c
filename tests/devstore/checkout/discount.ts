/** A discount's terms as the shop agreed them: what it gives, on what, for whom, from when until when, and beside what. */
export interface Discount {
  readonly id: number;
  readonly method: "automatic" | "code";
  /** Later kinds: bxgy, free shipping, app. */
  readonly kind: "basic";
  readonly title: string;
  /** Empty for automatic ones. */
  readonly codes: readonly string[];
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly terms: Terms;
  /** Codes only; null: no limit. */
  readonly usageLimit: number | null;
  readonly oncePerCustomer: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The part of a discount that is kept as JSON. */
export interface Terms {
  readonly value: Value;
  readonly items: Items;
  readonly context: Context;
  readonly minimum: Minimum | null;
  readonly combinesWith: CombinesWith;
}

export type Value =
  /** 0 to 1. */
  | { readonly kind: "percentage"; readonly percentage: number }
  /** Once over all items it applies to, or on each unit of them. */
  | { readonly kind: "amount"; readonly amountMinor: number; readonly onEachItem: boolean };

export type Items =
  | { readonly kind: "all" }
  | {
      readonly kind: "products";
      readonly productIds: readonly number[];
      readonly variantIds: readonly number[];
    }
  | { readonly kind: "collections"; readonly collectionIds: readonly number[] };

/** Who may have it. Customers and segments ask for a buyer the shop knows. */
export type Context =
  | { readonly kind: "all" }
  | { readonly kind: "customers"; readonly customerIds: readonly number[] }
  | { readonly kind: "segments"; readonly segmentIds: readonly number[] };

export type Minimum =
  | { readonly kind: "subtotal"; readonly minor: number }
  | { readonly kind: "quantity"; readonly quantity: number };

export interface CombinesWith {
  readonly productDiscounts: boolean;
  readonly orderDiscounts: boolean;
  readonly shippingDiscounts: boolean;
}

export type DiscountClass = "PRODUCT" | "ORDER" | "SHIPPING";

/** A basic discount on everything is an order discount, one on named items a product discount. */
export const classOf = (discount: Discount): DiscountClass =>
  discount.terms.items.kind === "all" ? "ORDER" : "PRODUCT";

export type DiscountStatus = "ACTIVE" | "SCHEDULED" | "EXPIRED";

/** Status is nothing but time: from `startsAt` on, until `endsAt`. */
export function statusAt(
  discount: Pick<Discount, "startsAt" | "endsAt">,
  now: number,
): DiscountStatus {
  if (discount.endsAt !== null && discount.endsAt <= now) return "EXPIRED";
  return discount.startsAt > now ? "SCHEDULED" : "ACTIVE";
}
