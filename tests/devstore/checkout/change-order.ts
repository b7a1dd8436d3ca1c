import type { Store } from "../store/open-store.ts";
import { touchCustomer } from "./aggregates.ts";
import { orderPayload, tellOfCustomer, withNews, type News } from "./order-news.ts";
import { OrderRefused, readLines, readOrder } from "./order-rows.ts";
import { giveBack, moneyLeft } from "./refunds.ts";

export interface OrderCancelled {
  readonly orderId: number;
  /** CUSTOMER DECLINED FRAUD INVENTORY STAFF OTHER */
  readonly reason?: string;
  /** Whether the money left is given back; true unless said otherwise. */
  readonly refund?: boolean;
  readonly restock?: boolean;
}

/**
 * Cancels an order: nothing of it is left (`current_*` is zero), the money is given back unless `refund` is false. Sends
 * `refunds/create` when money went back, `orders/cancelled`, `orders/updated` and the customer's webhooks.
 *
 * @throws OrderRefused for an unknown or already cancelled order.
 */
export function cancelOrder(store: Store, cancelled: OrderCancelled): void {
  withNews(store, (tell) => {
    const order = readOrder(store, cancelled.orderId);
    if (order.cancelled_at !== null) throw new OrderRefused("Order has already been cancelled");
    const lines = readLines(store, order.id).filter((line) => line.current_quantity > 0);
    giveBack(
      store,
      {
        orderId: order.id,
        lines: lines.map((line) => ({ lineItemId: line.id, quantity: line.current_quantity })),
        shippingMinor: order.current_shipping_minor,
        moneyMinor: cancelled.refund === false ? 0 : moneyLeft(order),
        restock: cancelled.restock ?? true,
      },
      tell,
    );
    const now = store.now();
    store.run(
      "UPDATE orders SET cancelled_at = ?, cancel_reason = ?, updated_at = ? WHERE id = ?",
      now,
      cancelled.reason ?? "CUSTOMER",
      now,
      order.id,
    );
    tellOfOrder(store, order.id, ["orders/cancelled", "orders/updated"], tell);
    touchCustomer(store, order.customer_id);
    tellOfCustomer(store, order, tell);
  });
}

export interface OrderEdited {
  readonly orderId: number;
  /** Units to take out of the order, by line. */
  readonly lines: readonly { readonly lineItemId: number; readonly quantity: number }[];
  /** Whether the difference is paid back at once, as the admin offers to; true unless said otherwise. */
  readonly refund?: boolean;
}

/**
 * Takes units out of an order, as an order edit does. Shopify keeps such an edit as a refund of those lines, with money or
 * without. Sends `refunds/create` (when money went back), `orders/edited`, `orders/updated` and the customer's webhooks.
 *
 * @throws OrderRefused for an unknown or cancelled order, or more units than are left.
 */
export function editOrder(store: Store, edited: OrderEdited): void {
  withNews(store, (tell) => {
    const order = readOrder(store, edited.orderId);
    if (order.cancelled_at !== null)
      throw new OrderRefused("The order has been cancelled and can't be edited");
    giveBack(
      store,
      {
        orderId: order.id,
        lines: edited.lines,
        shippingMinor: 0,
        moneyMinor: edited.refund === false ? 0 : null,
        restock: true,
      },
      tell,
    );
    tellOfOrder(store, order.id, ["orders/edited", "orders/updated"], tell);
    touchCustomer(store, order.customer_id);
    tellOfCustomer(store, order, tell);
  });
}

/**
 * Deletes an order for good, its lines and refunds with it; stock stays as it is. Sends `orders/delete` and the customer's
 * webhooks.
 *
 * @throws OrderRefused for an unknown order.
 */
export function deleteOrder(store: Store, orderId: number): void {
  withNews(store, (tell) => {
    const order = readOrder(store, orderId);
    for (const statement of [
      "DELETE FROM refund_line_items WHERE refund_id IN (SELECT id FROM refunds WHERE order_id = ?)",
      "DELETE FROM refunds WHERE order_id = ?",
      "DELETE FROM order_discounts WHERE order_id = ?",
      "DELETE FROM discount_applications WHERE order_id = ?",
      "DELETE FROM discount_allocations WHERE order_id = ?",
      "DELETE FROM line_items WHERE order_id = ?",
      "DELETE FROM orders WHERE id = ?",
    ]) {
      store.run(statement, orderId);
    }
    tell({ topic: "orders/delete", payload: { id: orderId } });
    touchCustomer(store, order.customer_id);
    tellOfCustomer(store, order, tell);
  });
}

/** Tells of an order as it now stands, once for each topic. */
function tellOfOrder(
  store: Store,
  orderId: number,
  topics: readonly string[],
  tell: (news: News) => void,
): void {
  const payload = orderPayload(store, orderId);
  for (const topic of topics) tell({ topic, payload });
}
