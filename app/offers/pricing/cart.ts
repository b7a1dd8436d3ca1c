import type { Terms } from "../terms.ts";

/** What is priced: before any discount, in minor units of the shop's currency. */
export interface Cart {
  lines: readonly CartLine[];
  /** The rate that was chosen; 0 when nothing is shipped. */
  shippingMinor: number;
}

export interface CartLine {
  /** Null for what is no product of the shop's any more. */
  productId: number | null;
  collectionIds: readonly number[];
  quantity: number;
  unitPriceMinor: number;
  /** Never discounted, and counted towards nothing. */
  isGiftCard: boolean;
}

/** A discount that this buyer may have: its dates, customers and uses have been looked at before. */
export interface Discount {
  /** One of its own among those that are priced together. */
  key: string;
  method: "automatic" | "code";
  terms: Terms;
}

export interface Priced {
  /** One for each line of the cart. */
  lines: PricedLine[];
  shippingDiscountMinor: number;
  /** All that was taken off, from lines and from shipping. */
  discountMinor: number;
  /** What is paid for lines and shipping, before taxes that are added. */
  totalMinor: number;
  /** What took something off, in the order given. */
  applied: { key: string; minor: number }[];
  refused: { key: string; why: Refusal }[];
}

export interface PricedLine {
  discountMinor: number;
  /** Which discount took how much off it. */
  byKey: Readonly<Record<string, number>>;
}

export type Refusal =
  /** Nothing in the cart is what it is on: no such item, or no shipping to pay. */
  | "no-items"
  | "minimum-not-met"
  | "rate-too-high"
  /** Those that it may not stand beside save more, or every line has a better one. */
  | "outdone";

export const subtotalOf = ({ quantity, unitPriceMinor }: CartLine): number =>
  quantity * unitPriceMinor;
