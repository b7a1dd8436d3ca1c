import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayNumber, plainDate } from "#app/platform/calendar.ts";
import { NET_OF_ORDER } from "#app/purchases/net-of-order.server.ts";
import { MEASURED } from "../rfm/measures.server.ts";
import { firstDayOf, type TierRules } from "./tier.ts";

/** The first of January of a day's year. */
export const firstOfYear = (day: number): number =>
  dayNumber(plainDate(day).with({ month: 1, day: 1 }));

interface Asked {
  shopId: number;
  which: "all" | readonly number[];
  rules: Pick<TierRules, "measure" | "period">;
  /** The last day that counts. */
  day: number;
}

/**
 * What counts towards a tier, of every customer: orders or net spend, in the period that ends on a day; with `frequency`,
 * which is 0 of who never bought. For ever is what RFM counts too, with Shopify's lifetime figures where we do not see
 * all orders. Reads facts.
 */
export function tierValues(db: Database, { shopId, which, rules, day }: Asked) {
  const ids = which === "all" ? null : idsIn(db, which);
  const first = firstDayOf(rules.period, day, firstOfYear(day));
  const those = ids ? sql`and customer_id in ${ids}` : sql``;
  if (first === null) {
    return sql`
      select customer_id, frequency, ${rules.measure === "orders" ? sql`frequency` : sql`monetary`} as value
      from (${MEASURED}) as measured
      where shop_id = ${shopId} ${those}`;
  }
  return sql`
    select buyers.customer_id, buyers.frequency, coalesce(inside.value, 0) as value
    from (
      select customer_id, frequency from (${MEASURED}) as measured
      where shop_id = ${shopId} ${those}
    ) as buyers
    left join (
      select o.customer_id,
        ${rules.measure === "orders" ? sql`count(*)` : sql`sum(${NET_OF_ORDER})`} as value
      from orders o
      join shops s on s.shop_id = o.shop_id
      where o.shop_id = ${shopId} and o.customer_id is not null
        and o.is_test = 0 and o.cancelled_at is null
        and o.processed_day >= ${first} and o.processed_day <= ${day}
        ${ids ? sql`and o.customer_id in ${ids}` : sql``}
      group by o.customer_id
    ) as inside on inside.customer_id = buyers.customer_id`;
}
