import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { horizonFor } from "../cadence/hit-rate.ts";
import { orderDays } from "../cadence/order-days.server.ts";
import { findReport, keepReport } from "../model-reports/model-reports.server.ts";
import { measureAgreement } from "./agreement/measure-agreement.server.ts";
import type { FitnessFigures } from "./fitness/fitness.ts";
import { INTERVAL_SHARES, ownDaysFrom, RfmReport } from "./rfm-report.ts";

/** What was last measured, or null before the first refresh. */
export const findRfmReport = (db: Database, { shopId }: { shopId: number }) =>
  findReport(db, { shopId, model: "rfm", shape: RfmReport });

/**
 * Whether RFM means something in a shop, how far it agrees with Shopify's groups, and what its repurchase intervals
 * are. Reads facts, cadence and scores, which must be fresh.
 */
export async function measureRfm(db: Database, { shopId, asOf }: { shopId: number; asOf: number }) {
  const { timeZone, hasAllOrders } = await readShop(db, shopId);
  const asOfDay = dayOf(asOf, timeZone);
  const counts = await countScores(db, { shopId });
  const usual = await db
    .selectFrom("usualGaps")
    .select("gapDays")
    .where("shopId", "=", shopId)
    .where("productType", "=", "")
    .executeTakeFirst();
  const horizonDays = horizonFor(usual?.gapDays ?? null);
  const fitness: FitnessFigures = {
    ...{ buyers: counts.buyers, oneTimers: counts.oneTimers, hasAllOrders },
    historyDays: counts.firstDay === null ? 0 : asOfDay - counts.firstDay,
    ...{ frequencyScores: counts.frequencyScores, monetaryScores: counts.monetaryScores },
    rhythms: await findRhythms(db, { shopId }),
    recency: await recencyOn(db, { shopId, day: asOfDay - horizonDays, horizonDays }),
  };
  const report: RfmReport = {
    fitness,
    agreement: await measureAgreement(db, { shopId, asOfDay }),
    ownDays: await findOwnDays(db, { shopId }),
  };
  await keepReport(db, { shopId, model: "rfm", asOf, report });
}

async function countScores(db: Database, { shopId }: { shopId: number }) {
  const { rows } = await sql<{
    buyers: number;
    oneTimers: number;
    firstDay: number | null;
    frequencyScores: number;
    monetaryScores: number;
  }>`
    select count(s.recency) as buyers,
      count(distinct s.frequency) as ${sql.ref("frequencyScores")},
      count(distinct s.monetary) as ${sql.ref("monetaryScores")},
      count(case when s.recency is not null and (f.orders = 1 or f.orders = 0 and c.number_of_orders = 1) then 1 end)
        as ${sql.ref("oneTimers")},
      min(f.first_order_day) as ${sql.ref("firstDay")}
    from customers c
    join customer_facts f on f.shop_id = c.shop_id and f.customer_id = c.customer_id
    join rfm_scores s on s.shop_id = c.shop_id and s.customer_id = c.customer_id
    where c.shop_id = ${shopId}`.execute(db);
  const [row] = rows;
  if (!row) throw new TypeError("a count has a row");
  return row;
}

/** The usual gaps of the quick and the slow tenth of customers who have one of their own. */
async function findRhythms(db: Database, { shopId }: { shopId: number }) {
  const { rows } = await sql<{ customers: number; quick: number | null; slow: number | null }>`
    select count(*) as customers,
      max(case when place = (n + 9) / 10 then gap end) as quick,
      max(case when place = (n * 9 + 9) / 10 then gap end) as slow
    from (
      select usual_gap_days as gap, row_number() over (order by usual_gap_days) as place,
        count(*) over () as n
      from customer_cadence where shop_id = ${shopId} and basis = 'own'
    ) as placed`.execute(db);
  const [row] = rows;
  return { customers: row?.customers ?? 0, quick: row?.quick ?? 0, slow: row?.slow ?? 0 };
}

/** On a past day, the more recent half of those who had bought and the others: who bought within the horizon. */
async function recencyOn(
  db: Database,
  { shopId, day, horizonDays }: { shopId: number; day: number; horizonDays: number },
): Promise<FitnessFigures["recency"]> {
  const { rows } = await sql<{ isRecent: number; customers: number; returned: number }>`
    select is_recent as ${sql.ref("isRecent")}, count(*) as customers, sum(returned) as returned
    from (
      select case when 2 * row_number() over (order by last_day desc, customer_id) <= count(*) over ()
          then 1 else 0 end as is_recent,
        case when exists (
          select 1 from orders o
          where o.shop_id = ${shopId} and o.customer_id = past.customer_id
            and o.is_test = 0 and o.cancelled_at is null
            and o.processed_day > ${day} and o.processed_day <= ${day + horizonDays}
        ) then 1 else 0 end as returned
      from (
        select customer_id, max(day) as last_day
        from (${orderDays(shopId, { untilDay: day })}) as days group by customer_id
      ) as past
    ) as judged
    group by is_recent`.execute(db);
  const half = (isRecent: number) => {
    const row = rows.find((one) => one.isRecent === isRecent);
    return { customers: row?.customers ?? 0, returned: row?.returned ?? 0 };
  };
  return { horizonDays, recent: half(1), others: half(0) };
}

/** Quantiles of the days between one day of buying and the next, of all customers. */
async function findOwnDays(db: Database, { shopId }: { shopId: number }) {
  const at = INTERVAL_SHARES.map(
    (share) => sql`min(case when upto >= ${sql.lit(share)} * n then gap end)`,
  );
  const { rows } = await sql<Record<string, number | null>>`
    select max(n) as n, ${sql.join(at.map((quantile, i) => sql`${quantile} as ${sql.ref(`q${i}`)}`))}
    from (
      select gap, sum(count(*)) over (order by gap) as upto, sum(count(*)) over () as n
      from (
        select day - lag(day) over (partition by customer_id order by day) as gap
        from (${orderDays(shopId, {})}) as days
      ) as gaps
      where gap is not null
      group by gap
    ) as counted`.execute(db);
  const [row] = rows;
  return ownDaysFrom(
    row?.n ?? 0,
    INTERVAL_SHARES.map((_, i) => row?.[`q${i}`] ?? 0),
  );
}
