import { moneyText } from "../admin-api/money.ts";
import type { Store } from "../store/open-store.ts";
import { emit } from "../webhooks/emit.ts";
import { readLines, readOrder, type OrderRow } from "./order-rows.ts";

/** A webhook to send, written down in the transaction that made it. */
export interface News {
  readonly topic: string;
  readonly payload: Record<string, unknown>;
}

/** Runs `change` in one transaction and writes its webhooks down at the end of it, in the order given. */
export function withNews<Result>(
  store: Store,
  change: (tell: (news: News) => void) => Result,
): Result {
  return store.transaction(() => {
    const told: News[] = [];
    const result = change((news) => told.push(news));
    for (const { topic, payload } of told) emit(store, topic, payload);
    return result;
  });
}

const moment = (at: number): string => new Date(at).toISOString();
const gid = (type: string, id: number): string => `gid://shopify/${type}/${id}`;

/**
 * The order as a webhook's body names it, in the REST shape. Only a part of Shopify's fields: ids, moments, flags, money and
 * lines. Money is decimal text in the shop's currency.
 */
export function orderPayload(store: Store, orderId: number): Record<string, unknown> {
  const order = readOrder(store, orderId);
  const lines = readLines(store, orderId);
  const money = (minor: number): string => moneyText(minor, store.currency);
  return {
    id: order.id,
    admin_graphql_api_id: gid("Order", order.id),
    name: `#${order.number}`,
    order_number: order.number,
    created_at: moment(order.created_at),
    updated_at: moment(order.updated_at),
    processed_at: moment(order.processed_at),
    cancelled_at: order.cancelled_at === null ? null : moment(order.cancelled_at),
    cancel_reason: order.cancel_reason,
    test: order.test === 1,
    taxes_included: order.taxes_included === 1,
    currency: store.currency,
    financial_status: order.financial_status.toLowerCase(),
    source_name: order.source_name,
    subtotal_price: money(order.subtotal_minor),
    total_tax: money(order.tax_minor),
    total_discounts: money(order.discount_minor),
    total_price: money(order.total_minor),
    current_subtotal_price: money(order.current_subtotal_minor),
    current_total_tax: money(order.current_tax_minor),
    current_total_price: money(order.current_total_minor),
    discount_codes: (JSON.parse(order.discount_codes) as string[]).map((code) => ({ code })),
    customer:
      order.customer_id === null
        ? null
        : { id: order.customer_id, admin_graphql_api_id: gid("Customer", order.customer_id) },
    line_items: lines.map((line) => ({
      id: line.id,
      admin_graphql_api_id: gid("LineItem", line.id),
      product_id: line.product_id,
      variant_id: line.variant_id,
      title: line.title,
      sku: line.sku,
      vendor: line.vendor,
      quantity: line.quantity,
      current_quantity: line.current_quantity,
      price: money(line.unit_price_minor),
      total_discount: money(line.discount_minor),
      gift_card: line.is_gift_card === 1,
    })),
  };
}

/** `customers/purchasing_summary`: a customer's lifetime aggregates after an order changed them. */
function purchasingSummary(store: Store, customerId: number): News | null {
  const row = store.get<{
    number_of_orders: number;
    amount_spent_minor: number;
    last_order_id: number | null;
    updated_at: number;
  }>(
    "SELECT number_of_orders, amount_spent_minor, last_order_id, updated_at FROM customers WHERE id = ?",
    customerId,
  );
  if (row === undefined) return null;
  return {
    topic: "customers/purchasing_summary",
    payload: {
      admin_graphql_api_customer_id: gid("Customer", customerId),
      number_of_orders: row.number_of_orders,
      amount_spent: {
        amount: moneyText(row.amount_spent_minor, store.currency),
        currency_code: store.currency,
      },
      last_order_id: row.last_order_id === null ? null : gid("Order", row.last_order_id),
      occurred_at: moment(row.updated_at),
    },
  };
}

/** Tells of an order's customer: `customers/update` and `customers/purchasing_summary`. */
export function tellOfCustomer(
  store: Store,
  order: Pick<OrderRow, "customer_id">,
  tell: (news: News) => void,
): void {
  if (order.customer_id === null) return;
  const summary = purchasingSummary(store, order.customer_id);
  if (summary === null) return;
  tell({
    topic: "customers/update",
    payload: {
      id: order.customer_id,
      admin_graphql_api_id: gid("Customer", order.customer_id),
      updated_at: summary.payload.occurred_at,
    },
  });
  tell(summary);
}

/** Tells of products whose stock moved. */
export function tellOfProducts(
  store: Store,
  productIds: Iterable<number>,
  tell: (news: News) => void,
): void {
  for (const id of new Set(productIds)) {
    tell({
      topic: "products/update",
      payload: { id, admin_graphql_api_id: gid("Product", id), updated_at: moment(store.now()) },
    });
  }
}

/** A refund's body. */
export function refundPayload(
  store: Store,
  refundId: number,
  orderId: number,
): Record<string, unknown> {
  const refund = store.get<{ created_at: number; total_minor: number }>(
    "SELECT created_at, total_minor FROM refunds WHERE id = ?",
    refundId,
  );
  const lines = store.all<{ line_item_id: number; quantity: number; subtotal_minor: number }>(
    "SELECT line_item_id, quantity, subtotal_minor FROM refund_line_items WHERE refund_id = ?",
    refundId,
  );
  return {
    id: refundId,
    order_id: orderId,
    admin_graphql_api_id: gid("Refund", refundId),
    created_at: moment(refund?.created_at ?? store.now()),
    total_amount: moneyText(refund?.total_minor ?? 0, store.currency),
    refund_line_items: lines.map((line) => ({
      line_item_id: line.line_item_id,
      quantity: line.quantity,
      subtotal: moneyText(line.subtotal_minor, store.currency),
    })),
  };
}
