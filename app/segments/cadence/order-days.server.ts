import { sql, type RawBuilder } from "kysely";

/** Which customers, as a condition on a column. */
export const chosen = (column: string, ids: RawBuilder<number> | null) =>
  ids ? sql`and ${sql.ref(column)} in ${ids}` : sql``;

/** Each customer's days with an order that counts: neither a test nor cancelled; up to a day if one is given. */
export const orderDays = (
  shopId: number,
  { ids = null, untilDay = null }: { ids?: RawBuilder<number> | null; untilDay?: number | null },
) => sql`
  select o.customer_id, o.processed_day as day
  from orders o
  where o.shop_id = ${shopId} and o.customer_id is not null and o.is_test = 0 and o.cancelled_at is null
    ${chosen("o.customer_id", ids)}
    ${untilDay === null ? sql`` : sql`and o.processed_day <= ${untilDay}`}
  group by o.customer_id, o.processed_day`;

/** For who bought on two days or more: on how many, the last, and the median of the gaps between them. */
export const ownGaps = (days: RawBuilder<unknown>) => sql`
  select customer_id, days, max(last_day) as last_day, avg(gap) as gap
  from (
    select customer_id, days, last_day, gap,
      row_number() over (partition by customer_id order by gap) as place
    from (
      select customer_id, day - lag(day) over (partition by customer_id order by day) as gap,
        count(*) over (partition by customer_id) as days,
        max(day) over (partition by customer_id) as last_day
      from (${days}) as order_days
    ) as gaps
    where gap is not null
  ) as placed
  where place in (days / 2, (days + 1) / 2)
  group by customer_id, days`;
