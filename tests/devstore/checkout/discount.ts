/** A discount's terms as the shop agreed them: what it gives, on what, for whom, from when until when, and beside what. */
export interface Discount {
  readonly id: number;
  readonly method: "automatic" | "code";
  readonly kind: DiscountKind;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly terms: Terms;
  /** Codes only; null: no limit. */
  readonly usageLimit: number | null;
  readonly oncePerCustomer: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Shopify's native kinds; its fourth, discounts of an app's own function, is not modelled. */
export type DiscountKind = "basic" | "bxgy" | "free-shipping";

/** The part of a discount that is kept as JSON. */
export interface Terms {
  readonly value: Value;
  /** What it is on: of buy X get Y what is got, of free shipping everything. */
  readonly items: Items;
  readonly context: Context;
  /** Of amounts off and free shipping; buy X get Y has what is to be bought instead. */
  readonly minimum: Minimum | null;
  readonly combinesWith: CombinesWith;
}

export type Value =
  /** 0 to 1. */
  | { readonly kind: "percentage"; readonly percentage: number }
  /** Once over all items it applies to, or on each unit of them. */
  | { readonly kind: "amount"; readonly amountMinor: number; readonly onEachItem: boolean }
  | FreeShipping
  | BuyXGetY;

export interface FreeShipping {
  readonly kind: "free-shipping";
  /** Dearer rates are paid; null: any rate is free. */
  readonly upToMinor: number | null;
  readonly destination: Destination;
}
export type Destination =
  | { readonly kind: "all" }
  | {
      readonly kind: "countries";
      readonly countries: readonly string[];
      readonly restOfWorld: boolean;
    };

export interface BuyXGetY {
  readonly kind: "bxgy";
  readonly buys: Buys;
  /** Units got for each time that enough is bought. */
  readonly getsQuantity: number;
  readonly effect: Effect;
  /** How often it is given in one order; null: as often as it fits. */
  readonly usesPerOrder: number | null;
}
export type Buys =
  | { readonly kind: "quantity"; readonly quantity: number; readonly items: Items }
  | { readonly kind: "amount"; readonly minor: number; readonly items: Items };
/** Off each unit that is got. */
export type Effect =
  | { readonly kind: "percentage"; readonly percentage: number }
  | { readonly kind: "amount"; readonly amountMinor: number };

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

/** An amount off everything is an order discount, one off named items and buy X get Y are product discounts. */
export function classOf({ terms }: Pick<Discount, "terms">): DiscountClass {
  if (terms.value.kind === "free-shipping") return "SHIPPING";
  return terms.items.kind === "all" && terms.value.kind !== "bxgy" ? "ORDER" : "PRODUCT";
}

export type DiscountStatus = "ACTIVE" | "SCHEDULED" | "EXPIRED";

/** Status is nothing but time: from `startsAt` on, until `endsAt`. */
export function statusAt(
  discount: Pick<Discount, "startsAt" | "endsAt">,
  now: number,
): DiscountStatus {
  if (discount.endsAt !== null && discount.endsAt <= now) return "EXPIRED";
  return discount.startsAt > now ? "SCHEDULED" : "ACTIVE";
}
