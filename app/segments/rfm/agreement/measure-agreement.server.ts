import { sql } from "kysely";
import { z } from "zod";
import type { Database } from "#app/db/database.server.ts";
import { GROUPS } from "../score-customers.server.ts";
import { AgreementRow } from "./agreement.ts";

/** A last order of so many days before may be news to Shopify's group. */
const NEWS_DAYS = 2;

/** Our group of each customer beside Shopify's, counted, with why they may differ. Reads facts and scores. */
export async function measureAgreement(
  db: Database,
  { shopId, asOfDay }: { shopId: number; asOfDay: number },
): Promise<AgreementRow[]> {
  // The groups as they would be if a half rounded down: `GROUPS` reads r, f and m, and rounds up.
  const roundedDown = sql`(select case when false then '' ${GROUPS} end
    from (select s.recency as r, s.frequency - 1 as f, s.monetary as m) as lower)`;
  const { rows } = await sql`
    select ours, theirs, reason, count(*) as customers
    from (
      select s.rfm_group as ours, c.shopify_rfm_group as theirs,
        case
          when s.rfm_group = c.shopify_rfm_group then null
          when f.last_order_day >= ${asOfDay - NEWS_DAYS} then 'day'
          when f.orders <> c.number_of_orders then 'orders'
          when f.net_minor <> c.amount_spent_minor then 'amounts'
          when (s.frequency + s.monetary) % 2 = 1 and ${roundedDown} = c.shopify_rfm_group then 'halves'
          when tied.orders is not null then 'ties'
          else 'cut-offs'
        end as reason
      from customers c
      join rfm_scores s on s.shop_id = c.shop_id and s.customer_id = c.customer_id
      join customer_facts f on f.shop_id = c.shop_id and f.customer_id = c.customer_id
      left join (
        select orders from (
          select orders, count(*) as alike, sum(count(*)) over () as buyers
          from customer_facts where shop_id = ${shopId} and orders > 0 group by orders
        ) as counted where alike * 5 >= buyers
      ) as tied on tied.orders = f.orders
      where c.shop_id = ${shopId} and c.shopify_rfm_group is not null
    ) as compared
    group by ours, theirs, reason`.execute(db);
  return z.array(AgreementRow).parse(rows);
}
