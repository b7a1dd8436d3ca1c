import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { FEWEST_RETURNED, OWN_FROM_DAYS } from "./cadence.ts";
import { chosen, orderDays, ownGaps } from "./order-days.server.ts";

interface Refreshing {
  shopId: number;
  which: "all" | readonly number[];
  asOf: number;
}

/**
 * How often each customer buys: `cadenceOf` in SQL, the same for all customers and for a few. For all, what is usual
 * after a type of product and in the shop is measured first; a few are read against what was measured last. Reads
 * facts, which must be fresh. Who never bought has no row. May run twice.
 */
export async function refreshCadence(db: Database, { shopId, which, asOf }: Refreshing) {
  if (which === "all") await measureUsualGaps(db, { shopId, asOf });
  const ids = which === "all" ? null : idsIn(db, which);
  await sql`
    insert into customer_cadence (shop_id, customer_id, order_days, last_order_day, usual_gap_days, basis)
    select c.shop_id, c.customer_id, c.order_days, c.last_order_day,
      coalesce(c.own_gap, typed.gap_days, whole.gap_days),
      case when c.own_gap is not null then 'own' when typed.gap_days is not null then 'type'
        when whole.gap_days is not null then 'shop' else 'none' end
    from (
      select f.shop_id, f.customer_id,
        coalesce(own.days, case when f.orders > 0 then 1 else 0 end) as order_days,
        coalesce(f.last_order_day, customers.last_order_at / 86400000) as last_order_day,
        case when own.days >= ${OWN_FROM_DAYS} then own.gap end as own_gap,
        case when coalesce(own.days, 0) < ${OWN_FROM_DAYS} then ${FIRST_TYPE} end as first_type
      from customer_facts f
      join customers on customers.shop_id = f.shop_id and customers.customer_id = f.customer_id
      left join (${ownGaps(orderDays(shopId, { ids }))}) own on own.customer_id = f.customer_id
      where f.shop_id = ${shopId} ${chosen("f.customer_id", ids)}
        and coalesce(f.last_order_day, customers.last_order_at) is not null
    ) c
    left join usual_gaps typed on typed.shop_id = c.shop_id and typed.product_type = c.first_type
    left join usual_gaps whole on whole.shop_id = c.shop_id and whole.product_type = ''
    where true
    on conflict (shop_id, customer_id) do update set
      order_days = excluded.order_days, last_order_day = excluded.last_order_day,
      usual_gap_days = excluded.usual_gap_days, basis = excluded.basis
    where customer_cadence.order_days <> excluded.order_days
      or customer_cadence.last_order_day <> excluded.last_order_day
      or customer_cadence.usual_gap_days is distinct from excluded.usual_gap_days
      or customer_cadence.basis <> excluded.basis`.execute(db);
  await sql`
    delete from customer_cadence
    where shop_id = ${shopId} ${chosen("customer_cadence.customer_id", ids)} and not exists (
      select 1 from customer_facts f
      join customers on customers.shop_id = f.shop_id and customers.customer_id = f.customer_id
      where f.shop_id = customer_cadence.shop_id and f.customer_id = customer_cadence.customer_id
        and coalesce(f.last_order_day, customers.last_order_at) is not null
    )`.execute(db);
}

/**
 * The type of the first product with a type in the first order, of the customer of `f`. Joined crosswise, which SQLite
 * takes as the order to go, and ordered by what no index has: left to itself it would walk all lines or orders of the
 * shop for every customer.
 */
const FIRST_TYPE = sql`(
  select p.product_type
  from orders o cross join line_items l cross join products p
  where o.shop_id = f.shop_id and o.customer_id = f.customer_id and o.processed_at = f.first_order_at
    and o.is_test = 0 and o.cancelled_at is null
    and l.shop_id = o.shop_id and l.order_id = o.order_id
    and p.shop_id = l.shop_id and p.product_id = l.product_id and p.product_type <> ''
  order by +o.order_id, +l.line_item_id
  limit 1
)`;

/** `usualGapOf` for every type of first product, and under '' for the shop. */
async function measureUsualGaps(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<void> {
  await db.deleteFrom("usualGaps").where("shopId", "=", shopId).execute();
  await sql`
    insert into usual_gaps (shop_id, product_type, customers, gap_days, as_of)
    with returned as (
      select f.shop_id, f.customer_id, f.first_order_at, min(o.processed_day) - f.first_order_day as gap
      from customer_facts f
      join orders o on o.shop_id = f.shop_id and o.customer_id = f.customer_id
        and o.processed_at > f.first_order_at
      where f.shop_id = ${shopId} and o.is_test = 0 and o.cancelled_at is null
        and o.processed_day > f.first_order_day
      group by f.shop_id, f.customer_id, f.first_order_at, f.first_order_day
    ), typed as materialized (
      select ${FIRST_TYPE} as product_type, f.gap from returned f
    ), gaps as (
      select product_type, gap from typed where product_type is not null
      union all
      select '', gap from typed
    )
    select cast(${shopId} as integer), product_type, n, avg(gap), cast(${asOf} as bigint)
    from (
      select product_type, gap,
        row_number() over (partition by product_type order by gap) as place,
        count(*) over (partition by product_type) as n
      from gaps
    ) as placed
    where place in ((n + 1) / 2, (n + 2) / 2) and n >= ${FEWEST_RETURNED}
    group by product_type, n`.execute(db);
}
