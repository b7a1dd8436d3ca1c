/** A line of an order that counts, of which something was kept. */
export interface KeptLine {
  productId: number | null;
  /** Of the product as it is now; missing where it has none or is gone. */
  type: string | null;
  vendor: string | null;
  categoryId: string | null;
  tags: readonly string[];
  collectionIds: readonly number[];
  /** Units that were kept. */
  quantity: number;
  /** What was paid for those, after discounts. */
  amountMinor: number;
}

/** An order that counts: neither a test nor cancelled. */
export interface CountedOrder {
  /** Which of the customer's orders it is, from 1. */
  number: number;
  at: number;
  /** In the shop's zone. */
  day: number;
  /** Net of refunds, by the shop's way of counting. */
  netMinor: number;
  hasDiscount: boolean;
  lines: readonly KeptLine[];
}

/** What was told from outside. */
export interface ToldEvent {
  name: string;
  at: number;
  valueMillionth: number | null;
  answer: string | null;
}

/** Where a customer's number stands among those of all with orders, in thousandths; null where it is missing. */
export interface Standing {
  /** Among the best so many thousandths, and any more of them. */
  fromTop: number | null;
  fromBottom: number | null;
}

/** The facts of a customer's orders that count (prisma/schema.prisma). */
export interface PurchaseFigures {
  orders: number;
  /** The same, as they were when the figures below were made. */
  placed: number;
  netMinor: number;
  refundedMinor: number;
  grossMinor: number;
  discountedOrders: number;
  giftOrders: number;
  units: number;
  fullPriceUnits: number;
  products: number;
  types: number;
  vendors: number;
}

/** Of a customer: what purchases tell. */
export interface PurchaseValues {
  figures: PurchaseFigures;
  /** Oldest first. */
  orders: readonly CountedOrder[];
  told: readonly ToldEvent[];
  /** By the name of the number; none for who has no order. */
  standings: Readonly<Record<string, Standing>>;
}

/** Of who has bought nothing, and of whom nothing was told. */
export const NO_PURCHASES: PurchaseValues = {
  figures: {
    ...{ orders: 0, placed: 0, netMinor: 0, refundedMinor: 0, grossMinor: 0, discountedOrders: 0 },
    ...{ giftOrders: 0, units: 0, fullPriceUnits: 0, products: 0, types: 0, vendors: 0 },
  },
  ...{ orders: [], told: [], standings: {} },
};
