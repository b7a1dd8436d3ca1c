import type { OrderRow } from "./shop-rows.ts";

/** How a shop taxes: `rate` 0.2 is 20 %; included in prices or on top of them. Shipping is not taxed here. */
export interface Taxes {
  readonly included: boolean;
  readonly rate: number;
}

export interface OrderMoney {
  subtotal: number;
  discount: number;
  tax: number;
  total: number;
  currentSubtotal: number;
  currentTax: number;
  currentShipping: number;
  currentTotal: number;
  refunded: number;
  refundedShipping: number;
  status: "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED";
}

const taxOf = (minor: number, taxes: Taxes): number =>
  Math.round(taxes.included ? (minor * taxes.rate) / (1 + taxes.rate) : minor * taxes.rate);

/** What follows from an order's lines, shipping and refunds: as ordered, and as it stands now. */
export function moneyOf(
  order: Pick<OrderRow, "lines" | "refunds" | "shippingMinor">,
  taxes: Taxes,
): OrderMoney {
  let subtotal = 0;
  let discount = 0;
  for (const line of order.lines) {
    subtotal += line.quantity * line.unitPriceMinor - line.discountMinor;
    discount += line.discountMinor;
  }
  let refunded = 0;
  let refundedShipping = 0;
  let removed = 0;
  for (const refund of order.refunds) {
    refunded += refund.totalMinor;
    refundedShipping += refund.shippingMinor;
    for (const line of refund.lines) removed += line.subtotalMinor;
  }
  const tax = taxOf(subtotal, taxes);
  const currentSubtotal = subtotal - removed;
  const currentTax = taxOf(currentSubtotal, taxes);
  const currentShipping = order.shippingMinor - refundedShipping;
  const total = subtotal + order.shippingMinor + (taxes.included ? 0 : tax);
  const currentTotal = currentSubtotal + currentShipping + (taxes.included ? 0 : currentTax);
  const status = refunded <= 0 ? "PAID" : refunded >= total ? "REFUNDED" : "PARTIALLY_REFUNDED";
  return {
    subtotal,
    discount,
    tax,
    total,
    currentSubtotal,
    currentTax,
    currentShipping,
    currentTotal,
    refunded,
    refundedShipping,
    status,
  };
}
