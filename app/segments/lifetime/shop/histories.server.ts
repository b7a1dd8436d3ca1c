import { sql, type RawBuilder } from "kysely";
import { NET_OF_ORDER } from "#app/purchases/net-of-order.server.ts";

export interface Period {
  shopId: number;
  /** The last day that is learned from. */
  until: number;
  /** The last day that is looked at; what lies between is held out. */
  end: number;
  /** Times are counted in steps of so many days, an odd number, to the nearest. */
  grainDays: number;
}

/**
 * Each customer as the models see them at the end of a day: repeats, last_bought, age, what the repeat purchases
 * brought (spent, in minor units, nothing at least), and what came after (later, later_value). Orders of one day are
 * one purchase. Reads facts.
 */
export function histories({ shopId, until, end, grainDays }: Period) {
  const grains = (days: RawBuilder<unknown>) =>
    sql`(${days} + ${sql.lit((grainDays - 1) / 2)}) / ${sql.lit(grainDays)}`;
  const last = sql.lit(until);
  const spent = sql`sum(case when d.day > f.first_order_day and d.day <= ${last} then d.value else 0 end)`;
  return sql`
    select d.customer_id,
      sum(case when d.day <= ${last} then 1 else 0 end) - 1 as repeats,
      ${grains(sql`max(case when d.day <= ${last} then d.day end) - f.first_order_day`)} as last_bought,
      ${grains(sql`${last} - f.first_order_day`)} as age,
      case when ${spent} > 0 then ${spent} else 0 end as spent,
      sum(case when d.day > ${last} then 1 else 0 end) as later,
      sum(case when d.day > ${last} then d.value else 0 end) as later_value
    from (
      select o.customer_id, o.processed_day as day, sum(${NET_OF_ORDER}) as value
      from orders o
      join shops s on s.shop_id = o.shop_id
      where o.shop_id = ${shopId} and o.customer_id is not null
        and o.is_test = 0 and o.cancelled_at is null and o.processed_day <= ${sql.lit(end)}
      group by o.customer_id, o.processed_day
    ) as d
    join customer_facts f on f.shop_id = ${shopId} and f.customer_id = d.customer_id
    where f.first_order_day <= ${last}
    group by d.customer_id, f.first_order_day`;
}
