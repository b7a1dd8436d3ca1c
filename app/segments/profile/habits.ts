/** How some customers buy, in figures that can be set beside those of others. Null: of nobody known. */
export interface Habits {
  netPerOrder: number | null;
  /** Orders with any discount. */
  discountShare: number | null;
  usualGapDays: number | null;
  /** Over the last 90 days. */
  recent: {
    /** Of all of them, those with an order. */
    orderingShare: number;
    netPerCustomer: number;
    fullPriceShare: number | null;
  };
  /** Of all of them, those who can be written to or who have an account. */
  reachableShare: number;
}

export const RECENT_DAYS = 90;
