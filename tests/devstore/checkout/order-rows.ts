import type { Store } from "../store/open-store.ts";

/** One row of `orders`, as far as checkout reads it. */
export interface OrderRow {
  id: number;
  number: number;
  customer_id: number | null;
  email: string | null;
  country_code: string | null;
  processed_at: number;
  created_at: number;
  updated_at: number;
  cancelled_at: number | null;
  cancel_reason: string | null;
  test: number;
  taxes_included: number;
  source_name: string;
  financial_status: string;
  discount_codes: string;
  subtotal_minor: number;
  discount_minor: number;
  tax_minor: number;
  shipping_minor: number;
  total_minor: number;
  current_subtotal_minor: number;
  current_tax_minor: number;
  current_shipping_minor: number;
  current_total_minor: number;
  refunded_minor: number;
  refunded_shipping_minor: number;
}

/** One row of `line_items`. */
export interface LineRow {
  id: number;
  order_id: number;
  product_id: number | null;
  variant_id: number | null;
  title: string;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  current_quantity: number;
  unit_price_minor: number;
  discount_minor: number;
  total_minor: number;
  is_gift_card: number;
}

/** What the store refuses to do to an order, in Shopify's words where they are known. */
export class OrderRefused extends Error {
  override readonly name = "OrderRefused";
}

/** @throws OrderRefused when the order does not exist. */
export function readOrder(store: Store, orderId: number): OrderRow {
  const row = store.get<OrderRow>("SELECT * FROM orders WHERE id = ?", orderId);
  if (row === undefined) throw new OrderRefused(`Order ${orderId} does not exist`);
  return row;
}

/** The order's lines as they stand, in the order of their ids. */
export function readLines(store: Store, orderId: number): LineRow[] {
  return store.all<LineRow>("SELECT * FROM line_items WHERE order_id = ? ORDER BY id", orderId);
}

/** The value of `quantity` units of a line, rounded down so that the units taken one after the other sum to the line. */
export function valueOfUnits(
  line: Pick<LineRow, "quantity" | "total_minor">,
  quantity: number,
): number {
  return line.quantity === 0 ? 0 : Math.floor((line.total_minor * quantity) / line.quantity);
}

/** The tax on what is left of an order, in proportion to its lines. */
export function taxOnRest(order: OrderRow, restSubtotalMinor: number): number {
  if (order.subtotal_minor === 0) return 0;
  return Math.round((order.tax_minor * restSubtotalMinor) / order.subtotal_minor);
}
