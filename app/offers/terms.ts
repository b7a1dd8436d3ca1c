/**
 * What an offer gives, in the kinds that Shopify's own discounts have. Money is in minor units of the shop's currency,
 * percentages are hundredths of a per cent. Nothing here can make a price higher: every number is above zero, and
 * none takes more than everything.
 */
export interface Terms {
  reduction: Reduction;
  minimum: Minimum;
  combinesWith: CombinesWith;
  /** Shopify keeps both of codes alone: an automatic discount has neither. */
  oncePerCustomer: boolean;
  usageLimit: number | null;
}

export type Reduction =
  | { kind: "percentage"; basisPoints: number; items: Items }
  /** `eachItem`: off every unit; else once, over all entitled lines. */
  | { kind: "amount"; minor: number; eachItem: boolean; items: Items }
  /** `upToMinor`: only of rates up to so much. */
  | { kind: "free-shipping"; upToMinor: number | null }
  | {
      kind: "buy-x-get-y";
      buys: { quantity: number; items: Items } | { minor: number; items: Items };
      /** 10,000 basis points: free. */
      gets: { quantity: number; items: Items; basisPoints: number };
      usesPerOrder: number | null;
    };

export type Items =
  | { kind: "all" }
  | { kind: "products"; productIds: number[] }
  | { kind: "collections"; collectionIds: number[] };

/** What must be in the cart before it applies. */
export type Minimum =
  null | { kind: "subtotal"; minor: number } | { kind: "quantity"; quantity: number };

/** Discounts of which classes it may stand beside. */
export interface CombinesWith {
  product: boolean;
  order: boolean;
  shipping: boolean;
}

export type DiscountClass = "product" | "order" | "shipping";

/** Shopify's class of a discount, by which it decides what combines. */
export function classOf({ reduction }: Pick<Terms, "reduction">): DiscountClass {
  switch (reduction.kind) {
    case "free-shipping":
      return "shipping";
    case "buy-x-get-y":
      return "product";
    case "percentage":
    case "amount":
      return reduction.items.kind === "all" ? "order" : "product";
  }
}

/** What is on the whole cart, and stands beside nothing but a discount on shipping: the usual to begin with. */
export const plainTerms = (reduction: Reduction): Terms => ({
  reduction,
  minimum: null,
  combinesWith: { product: false, order: false, shipping: true },
  oncePerCustomer: false,
  usageLimit: null,
});

/** So many products or collections a discount names at most. */
export const ITEMS_NAMED = 100;
