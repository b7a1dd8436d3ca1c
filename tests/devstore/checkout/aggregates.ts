import type { Store } from "../store/open-store.ts";

/**
 * What a customer's lifetime aggregates are in this store, in one statement. The rule:
 *
 * - test orders never count, and a deleted order is gone;
 * - `number_of_orders` counts every other order, cancelled ones too: Shopify documents it as a lifetime count of orders and
 *   names only test orders as left out;
 * - `amount_spent_minor` is the money kept: total at the time of ordering less all money given back, over the same orders.
 *   A cancelled order that was refunded in full so adds nothing, one that was not refunded still adds what was paid;
 * - `last_order_id` is the latest of the same orders by `processed_at`, the higher id among equals.
 *
 * Without a WHERE it recomputes every customer (after bulk loading); {@link touchCustomer} is the same for one.
 */
export const RECOMPUTE_AGGREGATES = `
UPDATE customers SET
  (number_of_orders, amount_spent_minor) = (
    SELECT COUNT(*), COALESCE(SUM(o.total_minor - o.refunded_minor), 0)
    FROM orders AS o WHERE o.customer_id = customers.id AND o.test = 0
  ),
  last_order_id = (
    SELECT o.id FROM orders AS o WHERE o.customer_id = customers.id AND o.test = 0
    ORDER BY o.processed_at DESC, o.id DESC LIMIT 1
  )`;

/** {@link RECOMPUTE_AGGREGATES} for the one customer whose id is bound. */
const RECOMPUTE_AGGREGATES_OF_ONE = `${RECOMPUTE_AGGREGATES} WHERE id = ?`;

/** Recomputes the customer's aggregates and touches `updated_at`, as Shopify does whenever one of their orders changes. */
export function touchCustomer(store: Store, customerId: number | null): void {
  if (customerId === null) return;
  store.run(RECOMPUTE_AGGREGATES_OF_ONE, customerId);
  store.run("UPDATE customers SET updated_at = ? WHERE id = ?", store.now(), customerId);
}
