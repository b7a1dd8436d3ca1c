import type { Reason } from "../reason.ts";

/** As many as the storefront shows of one customer. */
export const MAX_PICKS = 12;

export interface Pick {
  productId: number;
  reason: Reason;
}

/** A product that goes with another, by what is bought together or next. */
export interface Companion {
  productId: number;
  together: number;
  ordersWith: number;
  lift: number;
  isNext: boolean;
}

/** What is the same for all customers of a shop. */
export interface ShopModel {
  /** For sale at this moment, in stock, and not excluded by the merchant. */
  isOffered: (productId: number) => boolean;
  /** The same of one of its variants, which may be sold out by itself. */
  isVariantOffered: (productId: number, variantId: number) => boolean;
  companionsOf: (productId: number) => readonly Companion[];
  /** By a segment's handle, or `everyone`. */
  shelfOf: (handle: string) => readonly Pick[];
  /** Whether a product is bought again by who comes back, and after how many days; 0 where nobody did. */
  habitOf: (productId: number) => { againShare: number; everyDays: number; buyers: number };
  /** The type, or the vendor where there is none; empty where there is neither. */
  kindOf: (productId: number) => string;
  /** What came into the shop lately, the newest first. */
  news: readonly { productId: number; sinceDay: number }[];
  pins: readonly number[];
}

export interface CustomerHistory {
  /** The days on which each product was bought, ascending, each once. */
  daysByProduct: ReadonlyMap<number, readonly number[]>;
  /** Of a product the variant that was bought last, unless it was deleted since. */
  variantOf: ReadonlyMap<number, number>;
  /** Of the customer's segments, the most important first. */
  handles: readonly string[];
  /** What they gave back and did not buy again. */
  returned: ReadonlySet<number>;
  /** What the engine thinks they will want next, the likeliest first, and the part of similar customers who bought it. */
  ranked: readonly { productId: number; alike: number }[];
}
