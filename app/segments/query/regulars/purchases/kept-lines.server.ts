import { sql } from "kysely";

/** Orders that count, of the row of `customers` beside which it stands. */
export const COUNTED = sql`
  orders.shop_id = customers.shop_id and orders.customer_id = customers.customer_id
  and orders.is_test = 0 and orders.cancelled_at is null
`;

/** An order's net amount, by the shop's way of counting. */
export const NET = sql<number>`(
  orders.subtotal_minor - orders.adjustment_minor
  + orders.shipping_minor * shops.counts_shipping + orders.tax_minor * shops.counts_tax
)`;

/** Which of the customer's orders that count it is, from 1. */
export const ORDER_NUMBER = sql<number>`(
  select count(*) from orders o
  where o.shop_id = orders.shop_id and o.customer_id = orders.customer_id
    and o.is_test = 0 and o.cancelled_at is null
    and (o.processed_at < orders.processed_at
      or (o.processed_at = orders.processed_at and o.order_id <= orders.order_id))
)`;

/** The customer's first order that counts. */
export const FIRST_ORDER = sql<number>`(
  select o.order_id from orders o
  where o.shop_id = customers.shop_id and o.customer_id = customers.customer_id
    and o.is_test = 0 and o.cancelled_at is null
  order by o.processed_at, o.order_id limit 1
)`;

export const HAS_DISCOUNT = sql<number>`case when orders.discount_minor > 0 then 1 else 0 end`;

/** Lines of orders, with the product as it is now. */
export const LINES = sql`orders
  inner join line_items on line_items.shop_id = orders.shop_id and line_items.order_id = orders.order_id
  left join products on products.shop_id = line_items.shop_id and products.product_id = line_items.product_id
`;

/** Lines of which something was kept, of orders that count. */
export const KEPT = sql`${COUNTED} and line_items.current_quantity > 0`;

/** What was paid for the units of a line that were kept, rounded down. */
export const KEPT_AMOUNT = sql<number>`coalesce(
  line_items.total_minor * line_items.current_quantity / nullif(line_items.quantity, 0), 0
)`;

export const TYPE = sql<string | null>`nullif(products.product_type, '')`;
export const VENDOR = sql<string | null>`nullif(products.vendor, '')`;
