import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { NET_OF_ORDER } from "./net-of-order.server.ts";

/**
 * Computes the facts of a shop's customers from its orders: one statement, the same for all customers and for a few,
 * with a row for everyone. What counts: orders that are neither tests nor cancelled; net of refunds (Shopify's current
 * amounts are), of what was given back beyond them, and with shipping and tax only if the shop counts them.
 * May run twice. Facts of customers who are gone are removed.
 */
export async function refreshFacts(
  db: Database,
  { shopId, which, asOf }: { shopId: number; which: "all" | readonly number[]; asOf: number },
): Promise<void> {
  const ids = which === "all" ? null : idsIn(db, which);
  const those = ids ? sql`and customer_facts.customer_id in ${ids}` : sql``;

  await sql`
    insert into customer_facts (
      shop_id, customer_id, orders, net_minor, refunded_minor, discount_minor,
      first_order_at, first_order_day, last_order_at, last_order_day, as_of
    )
    ${factsOf({ shopId, ids, asOf })}
    on conflict (shop_id, customer_id) do update set
      orders = excluded.orders, net_minor = excluded.net_minor,
      refunded_minor = excluded.refunded_minor, discount_minor = excluded.discount_minor,
      first_order_at = excluded.first_order_at, first_order_day = excluded.first_order_day,
      last_order_at = excluded.last_order_at, last_order_day = excluded.last_order_day,
      as_of = excluded.as_of
  `.execute(db);

  await sql`
    delete from customer_facts
    where shop_id = ${shopId} ${those} and not exists (
      select 1 from customers c
      where c.shop_id = customer_facts.shop_id and c.customer_id = customer_facts.customer_id
    )
  `.execute(db);
}

interface Facts {
  shopId: number;
  ids: RawBuilder<number> | null;
  asOf: number;
}

/** The facts of all customers, or of some, from whatever `customers` and `orders` mean where it stands. */
export function factsOf({ shopId, ids, asOf }: Facts): RawBuilder<unknown> {
  const those = (column: "c.customer_id" | "o.customer_id") =>
    ids ? sql`and ${sql.ref(column)} in ${ids}` : sql``;
  return sql`
    select
      c.shop_id, c.customer_id,
      coalesce(sums.orders, 0) as orders, coalesce(sums.net_minor, 0) as net_minor,
      coalesce(sums.refunded_minor, 0) as refunded_minor, coalesce(sums.discount_minor, 0) as discount_minor,
      sums.first_order_at, sums.first_order_day, sums.last_order_at, sums.last_order_day,
      cast(${asOf} as bigint) as as_of
    from customers c
    left join (
      select
        o.customer_id,
        count(*) as orders,
        sum(${NET_OF_ORDER}) as net_minor,
        sum(o.refunded_minor) as refunded_minor,
        sum(o.discount_minor) as discount_minor,
        min(o.processed_at) as first_order_at, min(o.processed_day) as first_order_day,
        max(o.processed_at) as last_order_at, max(o.processed_day) as last_order_day
      from orders o
      join shops s on s.shop_id = o.shop_id
      where o.shop_id = ${shopId} and o.customer_id is not null
        and o.is_test = 0 and o.cancelled_at is null ${those("o.customer_id")}
      group by o.customer_id
    ) sums on sums.customer_id = c.customer_id
    where c.shop_id = ${shopId} ${those("c.customer_id")}`;
}
