import type { Store } from "../store/open-store.ts";
import { touchCustomer } from "./aggregates.ts";
import {
  orderPayload,
  refundPayload,
  tellOfCustomer,
  tellOfProducts,
  withNews,
  type News,
} from "./order-news.ts";
import {
  OrderRefused,
  readLines,
  readOrder,
  taxOnRest,
  valueOfUnits,
  type LineRow,
  type OrderRow,
} from "./order-rows.ts";
import { moveStock } from "./stock.ts";

export interface Refunded {
  readonly orderId: number;
  readonly lines: readonly { readonly lineItemId: number; readonly quantity: number }[];
  readonly shippingMinor?: number;
  /** Money given back beyond the lines, for goodwill; it changes no line and not `current_total`. */
  readonly adjustmentMinor?: number;
  readonly restock?: boolean;
}

/**
 * Gives back lines, shipping and money. Sends `refunds/create`, `orders/updated` and the customer's webhooks.
 *
 * @throws OrderRefused for more units, shipping or money than are left.
 */
export function refundOrder(store: Store, refunded: Refunded): { refundId: number } {
  return withNews(store, (tell) => {
    const order = readOrder(store, refunded.orderId);
    const shippingMinor = refunded.shippingMinor ?? 0;
    const refundId = giveBack(
      store,
      {
        orderId: order.id,
        lines: refunded.lines,
        shippingMinor,
        moneyMinor: null,
        adjustmentMinor: refunded.adjustmentMinor ?? 0,
        restock: refunded.restock ?? true,
      },
      tell,
    );
    if (refundId === null) throw new OrderRefused("Refund must have lines, shipping or an amount");
    tell({ topic: "orders/updated", payload: orderPayload(store, order.id) });
    touchCustomer(store, order.customer_id);
    tellOfCustomer(store, order, tell);
    return { refundId };
  });
}

/** The money of an order that was not given back yet. */
export const moneyLeft = (order: OrderRow): number => order.total_minor - order.refunded_minor;

interface GivenBack {
  readonly orderId: number;
  readonly lines: readonly { readonly lineItemId: number; readonly quantity: number }[];
  readonly shippingMinor: number;
  /** The money to give back; null: what the lines and the shipping are worth, and the adjustment. */
  readonly moneyMinor: number | null;
  readonly adjustmentMinor?: number;
  readonly restock: boolean;
}

/**
 * Inside a transaction: takes units and shipping out of what the order is now, records the refund and its money, and tells
 * `refunds/create` when there was any. The caller tells of the order and keeps the customer's aggregates.
 *
 * @returns the refund's id; null when there was nothing to record.
 */
export function giveBack(
  store: Store,
  given: GivenBack,
  tell: (news: News) => void,
): number | null {
  const order = readOrder(store, given.orderId);
  const lines = given.lines.map((line) => ({
    ...line,
    row: lineOf(store, order, line.lineItemId),
  }));
  for (const line of lines) {
    if (!Number.isInteger(line.quantity) || line.quantity < 1)
      throw new OrderRefused("Quantity must be greater than 0");
    if (line.quantity > line.row.current_quantity) {
      throw new OrderRefused("Quantity cannot refund more items than were purchased");
    }
  }
  const adjustmentMinor = given.adjustmentMinor ?? 0;
  if (given.shippingMinor < 0 || adjustmentMinor < 0)
    throw new OrderRefused("Refund amount can't be negative");
  if (given.shippingMinor > order.current_shipping_minor)
    throw new OrderRefused("Refund exceeds the shipping paid");

  const parts = lines.map(({ row, quantity }) => ({
    row,
    quantity,
    subtotalMinor:
      valueOfUnits(row, row.current_quantity) - valueOfUnits(row, row.current_quantity - quantity),
  }));
  const goodsMinor = parts.reduce((total, part) => total + part.subtotalMinor, 0);
  const restSubtotal = order.current_subtotal_minor - goodsMinor;
  const restTax = parts.length === 0 ? order.current_tax_minor : taxOnRest(order, restSubtotal);
  const taxBack = order.taxes_included === 1 ? 0 : order.current_tax_minor - restTax;
  const worthMinor = goodsMinor + taxBack + given.shippingMinor;
  const moneyMinor = given.moneyMinor ?? worthMinor + adjustmentMinor;
  if (moneyMinor > moneyLeft(order))
    throw new OrderRefused("Refund amount must not exceed the amount paid");
  if (parts.length === 0 && given.shippingMinor === 0 && moneyMinor === 0) return null;

  const now = store.now();
  const refundId = store.nextId();
  store.run(
    "INSERT INTO refunds (id, order_id, created_at, total_minor) VALUES (?, ?, ?, ?)",
    refundId,
    order.id,
    now,
    moneyMinor,
  );
  for (const { row, quantity, subtotalMinor } of parts) {
    store.run(
      "INSERT INTO refund_line_items (refund_id, line_item_id, quantity, subtotal_minor) VALUES (?, ?, ?, ?)",
      refundId,
      row.id,
      quantity,
      subtotalMinor,
    );
    store.run(
      "UPDATE line_items SET current_quantity = current_quantity - ? WHERE id = ?",
      quantity,
      row.id,
    );
  }
  const refundedMinor = order.refunded_minor + moneyMinor;
  store.run(
    `UPDATE orders SET current_subtotal_minor = ?, current_tax_minor = ?,
         current_shipping_minor = current_shipping_minor - ?, current_total_minor = current_total_minor - ?,
         refunded_minor = ?, refunded_shipping_minor = refunded_shipping_minor + ?, financial_status = ?, updated_at = ?
       WHERE id = ?`,
    ...[restSubtotal, restTax, given.shippingMinor, worthMinor, refundedMinor],
    ...[
      moneyMinor === 0 ? 0 : given.shippingMinor,
      financialStatus(order, refundedMinor),
      now,
      order.id,
    ],
  );
  if (given.restock) {
    tellOfProducts(
      store,
      parts.flatMap(({ row, quantity }) => moveStock(store, row.variant_id, quantity) ?? []),
      tell,
    );
  }
  tell({ topic: "refunds/create", payload: refundPayload(store, refundId, order.id) });
  return refundId;
}

function financialStatus(order: OrderRow, refundedMinor: number): string {
  if (refundedMinor === 0) return order.financial_status;
  return refundedMinor >= order.total_minor ? "REFUNDED" : "PARTIALLY_REFUNDED";
}

function lineOf(store: Store, order: OrderRow, lineItemId: number): LineRow {
  const row = readLines(store, order.id).find((line) => line.id === lineItemId);
  if (row === undefined)
    throw new OrderRefused(`Line item ${lineItemId} does not exist in this order`);
  return row;
}
