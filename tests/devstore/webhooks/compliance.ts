import type { Store } from "../store/open-store.ts";

/** The payload of a compliance webhook, as Shopify documents it. */
export function compliancePayload(
  store: Store,
  topic: string,
  customerId: number | null,
): Record<string, unknown> {
  const shop = { shop_id: store.shopId, shop_domain: store.domain };
  if (topic === "shop/redact" || customerId === null) return shop;
  const email =
    store.get<{ email: string | null }>("SELECT email FROM customers WHERE id = ?", customerId)
      ?.email ?? null;
  const customer = { id: customerId, email, phone: null };
  const orders = store
    .all<{ id: number }>("SELECT id FROM orders WHERE customer_id = ? ORDER BY id", customerId)
    .map((row) => row.id);
  return topic === "customers/data_request"
    ? { ...shop, orders_requested: orders, customer, data_request: { id: store.nextId() } }
    : { ...shop, customer, orders_to_redact: orders };
}
