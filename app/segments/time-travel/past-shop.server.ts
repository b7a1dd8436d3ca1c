import { sql, type RawBuilder } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { factsOf } from "#app/purchases/refresh-facts.server.ts";
import { scoresOf } from "../rfm/score-customers.server.ts";
import type { KeptCutoffs } from "../rfm/measure-cutoffs.server.ts";

interface Past {
  shopId: number;
  /** The moment it is seen at: what happened from here on has not happened. */
  end: number;
  /** By which customers were scored then; without them the scores of today stand. */
  cutoffs: KeptCutoffs | null;
}

/**
 * `with …` under which the tables that queries read have the rows they had at a moment: a statement behind it reads the
 * past, unchanged. Orders from then on are not there, what was given back or cancelled later is not, Shopify's
 * aggregates are without both; facts and scores are computed from that, memberships are as kept. What is not named
 * here is as it is today. What an order's lines came to is not kept, so that a later refund counts against its
 * subtotal as a whole.
 */
export function withPastShop(db: Database, past: Past): RawBuilder<unknown> {
  const { shopId, end, cutoffs } = past;
  const base = (table: string) => sql.raw(dialectOf(db) === "postgresql" ? table : `main.${table}`);
  const until = sql`cast(${end} as bigint)`;
  const own = ["orders", "customers", "memberships", "past_memberships"].map(
    (table) =>
      sql`${sql.raw(`all_${table}`)} as not materialized (select * from ${base(table)} where shop_id = ${shopId})`,
  );
  const scores = sql`, rfm_scores as materialized (${
    cutoffs && scoresOf({ shopId, chosen: sql`true`, cutoffs })
  })`;
  return sql`with ${sql.join(own)},
    later_refunds as materialized (
      select order_id, sum(total_minor) as minor from refunds
      where shop_id = ${shopId} and created_at >= ${until} group by order_id
    ),
    later_orders as materialized (
      select customer_id, count(*) as orders, sum(total_minor - refunded_minor) as minor
      from all_orders where processed_at >= ${until} and is_test = 0 group by customer_id
    ),
    given_back as materialized (
      select o.customer_id, sum(r.minor) as minor
      from later_refunds r join all_orders o on o.order_id = r.order_id
      where o.processed_at < ${until} and o.is_test = 0 group by o.customer_id
    ),
    orders as not materialized (
      select o.shop_id, o.order_id, o.customer_id, o.processed_at, o.processed_day, o.updated_at,
        case when o.cancelled_at < ${until} then o.cancelled_at end as cancelled_at, o.is_test,
        o.app_id, o.location_id, o.subtotal_minor + coalesce(r.minor, 0) as subtotal_minor,
        o.tax_minor, o.shipping_minor, o.adjustment_minor, o.discount_minor,
        o.refunded_minor - coalesce(r.minor, 0) as refunded_minor, o.total_minor
      from all_orders o left join later_refunds r on r.order_id = o.order_id
      where o.processed_at < ${until}
    ),
    customers as not materialized (
      select c.shop_id, c.customer_id, c.created_at, c.updated_at,
        c.number_of_orders - coalesce(l.orders, 0) as number_of_orders,
        c.amount_spent_minor - coalesce(l.minor, 0) + coalesce(g.minor, 0) as amount_spent_minor,
        case when l.orders is null then c.last_order_at else (
          select max(o.processed_at) from all_orders o
          where o.customer_id = c.customer_id and o.processed_at < ${until} and o.is_test = 0
        ) end as last_order_at,
        c.shopify_rfm_group, c.account_status, c.email_status, c.email_domain, c.sms_status, c.language,
        c.predicted_tier, c.subscription_status
      from all_customers c
      left join later_orders l on l.customer_id = c.customer_id
      left join given_back g on g.customer_id = c.customer_id
      where c.created_at < ${until}
    ),
    memberships as not materialized (
      select shop_id, segment_id, customer_id, since from all_memberships where since < ${until}
      union all
      select shop_id, segment_id, customer_id, since from all_past_memberships
      where since < ${until} and until >= ${until}
    ),
    past_memberships as not materialized (
      select shop_id, segment_id, customer_id, since, until from all_past_memberships where until < ${until}
    ),
    customer_facts as materialized (${factsOf({ shopId, ids: null, asOf: end })})
    ${cutoffs ? scores : sql``}`;
}
