import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { GIFT_PATTERNS } from "./gift-types.ts";

/**
 * Computes what a customer's orders come to beyond `refreshFacts`: how many had a discount or a gift, how many units
 * were kept, how many different products, types and vendors. The same statement for all customers and for a few; only
 * orders that count, and only lines of which something was kept. A product that is gone, or has no type or vendor, is
 * none of them. May run twice.
 *
 * Apart from `refreshFacts` because it reads every line: twice the work of all other facts together.
 */
export async function refreshPurchaseFacts(
  db: Database,
  { shopId, which }: { shopId: number; which: "all" | readonly number[] },
): Promise<void> {
  const ids = which === "all" ? null : idsIn(db, which);
  const those = (column: "o.customer_id" | "purchase_facts.customer_id") =>
    ids ? sql`and ${sql.ref(column)} in ${ids}` : sql``;
  const counted = sql`
    o.shop_id = ${shopId} and o.customer_id is not null and o.is_test = 0 and o.cancelled_at is null
    ${those("o.customer_id")}
  `;

  const isGift = sql.join(
    GIFT_PATTERNS.map((pattern) => sql`lower(p.product_type) like ${pattern}`),
    sql` or `,
  );

  await sql`
    insert into purchase_facts (
      shop_id, customer_id, orders, discounted_orders, gift_orders, gross_minor,
      units, full_price_units, products, types, vendors
    )
    select
      cast(${shopId} as integer), placed.customer_id, placed.orders, placed.discounted_orders,
      coalesce(kept.gift_orders, 0), placed.gross_minor,
      coalesce(kept.units, 0), coalesce(kept.full_price_units, 0),
      coalesce(kept.products, 0), coalesce(kept.types, 0), coalesce(kept.vendors, 0)
    from (
      select
        o.customer_id, count(*) as orders, sum(o.total_minor) as gross_minor,
        sum(case when o.discount_minor > 0 then 1 else 0 end) as discounted_orders
      from orders o where ${counted}
      group by o.customer_id
    ) placed
    left join (
      select
        o.customer_id, sum(l.current_quantity) as units,
        sum(case when o.discount_minor > 0 then 0 else l.current_quantity end) as full_price_units,
        count(distinct l.product_id) as products,
        count(distinct nullif(p.product_type, '')) as types,
        count(distinct nullif(p.vendor, '')) as vendors,
        count(distinct case when ${isGift} then o.order_id end) as gift_orders
      from orders o
      join line_items l on l.shop_id = o.shop_id and l.order_id = o.order_id
      left join products p on p.shop_id = l.shop_id and p.product_id = l.product_id
      where ${counted} and l.current_quantity > 0
      group by o.customer_id
    ) kept on kept.customer_id = placed.customer_id
    where true
    on conflict (shop_id, customer_id) do update set
      orders = excluded.orders, discounted_orders = excluded.discounted_orders,
      gift_orders = excluded.gift_orders, gross_minor = excluded.gross_minor,
      units = excluded.units, full_price_units = excluded.full_price_units,
      products = excluded.products, types = excluded.types, vendors = excluded.vendors
  `.execute(db);

  await sql`
    delete from purchase_facts
    where shop_id = ${shopId} ${those("purchase_facts.customer_id")} and not exists (
      select 1 from orders o
      where o.customer_id = purchase_facts.customer_id and ${counted}
    )
  `.execute(db);
}
