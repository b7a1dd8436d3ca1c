-- A customer's orders can be read without the orders themselves. Nothing was looked up by facts.

-- DropIndex
DROP INDEX "orders_shop_id_customer_id_processed_at_idx";
DROP INDEX "customer_facts_shop_id_last_order_at_idx";
DROP INDEX "customer_facts_shop_id_first_order_at_idx";
DROP INDEX "customer_facts_shop_id_net_minor_idx";
DROP INDEX "customer_facts_shop_id_orders_idx";

-- CreateIndex
CREATE INDEX "orders_of_customer" ON "orders"("shop_id", "customer_id", "processed_at", "is_test", "cancelled_at", "processed_day", "total_minor", "refunded_minor", "subtotal_minor", "adjustment_minor", "discount_minor", "shipping_minor", "tax_minor", "app_id", "location_id");
