import { sql, type RawBuilder } from "kysely";
import { ratioSql } from "./ratio-sql.server.ts";

type Figure =
  | ("orders" | "discounted_orders" | "gift_orders" | "gross_minor" | "units")
  | ("full_price_units" | "products" | "types" | "vendors");

/** Of the row of `customers` that it stands beside; 0 for who has no order that counts. */
const figure = (column: Figure): RawBuilder<number> => sql`coalesce((
  select f.${sql.raw(column)} from purchase_facts f
  where f.shop_id = customers.shop_id and f.customer_id = customers.customer_id
), 0)`;

/** One look at the row for what two of its columns make. */
const ofFigures = (made: (column: (name: Figure) => RawBuilder<unknown>) => RawBuilder<unknown>) =>
  sql<number | null>`(
    select ${made((name) => sql.raw(`f.${name}`))} from purchase_facts f
    where f.shop_id = customers.shop_id and f.customer_id = customers.customer_id
  )`;

/** The columns of `figureAttributes`. */
export const figureColumns = {
  "regulars.net_spent": sql<number>`coalesce(customer_facts.net_minor, 0)`,
  "regulars.average_order_value": sql<
    number | null
  >`case when customer_facts.orders > 0 then customer_facts.net_minor / customer_facts.orders end`,
  "regulars.refund_share": ofFigures((f) =>
    ratioSql(sql`customer_facts.refunded_minor`, f("gross_minor")),
  ),
  "regulars.discount_share": ofFigures((f) => ratioSql(f("discounted_orders"), f("orders"))),
  "regulars.full_price_share": ofFigures((f) => ratioSql(f("full_price_units"), f("units"))),
  "regulars.gift_share": ofFigures((f) => ratioSql(f("gift_orders"), f("orders"))),
  "regulars.distinct_products": figure("products"),
  "regulars.distinct_types": figure("types"),
  "regulars.distinct_vendors": figure("vendors"),
} as const;
