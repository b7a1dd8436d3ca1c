/** An order as we keep it. Money in minor units of the shop's currency, as it stands after refunds, returns and edits. */
export interface Order {
  orderId: number;
  /** Null for a guest. */
  customerId: number | null;
  processedAt: number;
  /** In the shop's zone. */
  processedDay: number;
  /** Shopify's version of it: an older one never overwrites a newer one. */
  updatedAt: number;
  cancelledAt: number | null;
  isTest: boolean;
  /** The app that placed it; Shopify's point of sale is 129785. */
  appId: number | null;
  /** Where it was sold over the counter. */
  locationId: number | null;
  /** What is left of the lines after discounts and removed quantities, without tax and shipping. */
  subtotalMinor: number;
  taxMinor: number;
  shippingMinor: number;
  /** Given back beyond the removed lines, shipping and tax. */
  adjustmentMinor: number;
  discountMinor: number;
  refundedMinor: number;
  /** What was charged at first, all in. */
  totalMinor: number;
  lineItems: LineItem[];
  refunds: Refund[];
}

export interface LineItem {
  lineItemId: number;
  /** Null when the product was deleted, or never was one (a fee). */
  productId: number | null;
  variantId: number | null;
  quantity: number;
  /** What is left of it after refunds and edits. */
  currentQuantity: number;
  /** After discounts, for `quantity`, with tax if the shop's prices include it. */
  totalMinor: number;
}

export interface Refund {
  refundId: number;
  createdAt: number;
  totalMinor: number;
}

/** What an order counts for, if it counts at all: the rule that the facts' statement says in SQL. */
export function netMinorOf(
  order: Pick<Order, "subtotalMinor" | "adjustmentMinor" | "shippingMinor" | "taxMinor">,
  { countsShipping, countsTax }: { countsShipping: boolean; countsTax: boolean },
): number {
  return (
    order.subtotalMinor -
    order.adjustmentMinor +
    (countsShipping ? order.shippingMinor : 0) +
    (countsTax ? order.taxMinor : 0)
  );
}
