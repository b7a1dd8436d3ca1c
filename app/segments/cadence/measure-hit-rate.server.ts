import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { findReport, keepReport } from "../model-reports/model-reports.server.ts";
import { OWN_FROM_DAYS } from "./cadence.ts";
import { BANDS, HitRate, horizonFor, PAST_DAYS } from "./hit-rate.ts";
import { orderDays, ownGaps } from "./order-days.server.ts";

const WEEK_MS = 7 * 86_400_000;

interface Measuring {
  shopId: number;
  asOf: number;
  asOfDay: number;
}

/** How well lateness told who would come back, on the shop's own past: once a week is enough. Reads usual gaps. */
export async function measureHitRate(db: Database, { shopId, asOf, asOfDay }: Measuring) {
  const kept = await findHitRate(db, { shopId });
  if (kept && asOf - kept.asOf < WEEK_MS) return;
  const usual = await db
    .selectFrom("usualGaps")
    .select("gapDays")
    .where("shopId", "=", shopId)
    .where("productType", "=", "")
    .executeTakeFirst();
  const horizonDays = horizonFor(usual?.gapDays ?? null);
  const days = Array.from({ length: PAST_DAYS }, (_, i) => asOfDay - horizonDays * (i + 1));
  const bands = BANDS.map((from, i) => ({
    ...{ from, until: BANDS[i + 1] ?? null, customers: 0, returned: 0 },
  }));
  for (const day of days) {
    for (const row of await lookBackOn(db, { shopId, day, horizonDays })) {
      const band = bands[row.band];
      if (!band) continue;
      band.customers += row.customers;
      band.returned += row.returned;
    }
  }
  const report: HitRate = { horizonDays, days, bands };
  await keepReport(db, { shopId, model: "cadence", asOf, report });
}

/** The measured hit rate, or null before it was measured. */
export const findHitRate = (db: Database, { shopId }: { shopId: number }) =>
  findReport(db, { shopId, model: "cadence", shape: HitRate });

/** `lookBack` in SQL, counted by band. */
async function lookBackOn(
  db: Database,
  { shopId, day, horizonDays }: { shopId: number; day: number; horizonDays: number },
) {
  const lateness = sql`(cast(${day} - own.last_day as double precision) / own.gap)`;
  const band = sql.join(
    BANDS.map((from, i) => sql`when ${lateness} >= ${sql.lit(from)} then ${sql.lit(i)}`).reverse(),
    sql` `,
  );
  const { rows } = await sql<{ band: number; customers: number; returned: number }>`
    select band, count(*) as customers, sum(returned) as returned
    from (
      select case ${band} end as band,
        case when exists (
          select 1 from orders o
          where o.shop_id = ${shopId} and o.customer_id = own.customer_id
            and o.is_test = 0 and o.cancelled_at is null
            and o.processed_day > ${day} and o.processed_day <= ${day + horizonDays}
        ) then 1 else 0 end as returned
      from (${ownGaps(orderDays(shopId, { untilDay: day }))}) own
      where own.days >= ${OWN_FROM_DAYS}
    ) as judged
    group by band`.execute(db);
  return rows;
}
