import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { dayOf, startOfDay } from "#app/platform/calendar.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { parseForShop } from "#app/segments/parse-for-shop.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import type { KeptCutoffs } from "#app/segments/rfm/measure-cutoffs.server.ts";
import { findCutoffs } from "#app/segments/rfm/score-customers.server.ts";
import { withPastShop } from "#app/segments/time-travel/past-shop.server.ts";

interface Measured {
  /** Who was in the segment so many days ago, by its query of today. */
  members: number;
  /** Those of them who ordered since, up to today. */
  ordered: number;
}

interface Asked {
  shop: Shop;
  query: string;
  days: number;
  now: number;
}

/**
 * How many of a segment's members order in so many days when nothing is offered to them but what was: its members as
 * of so long ago, computed from purchases, and their orders since. Reads all customers: some seconds of a million.
 */
export async function measureBaseRate(
  db: Database,
  { shop, query, days, now }: Asked,
): Promise<Measured> {
  const { shopId, timeZone, currency } = shop;
  const parsed = await parseForShop(db, { shopId, query });
  if (parsed.kind === "refused") return { members: 0, ordered: 0 };
  const today = dayOf(now, timeZone);
  const [end, until] = [startOfDay(today - days, timeZone), startOfDay(today, timeZone)];
  const clock = { now: end - 1, timeZone, currency };
  const asked = askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(parsed.query, clock));
  const { rows } = await sql<Measured>`
    ${withPastShop(db, { shopId, end, cutoffs: await cutoffsThen(db, { shopId, today, days }) })}
    , were as materialized ${asked}
    select count(*) as members, coalesce(sum(case when exists (
      select 1 from all_orders as later
      where later.shop_id = ${shopId} and later.customer_id = were.customer_id
        and later.processed_at >= ${end} and later.processed_at < ${until}
        and later.is_test = 0 and later.cancelled_at is null
    ) then 1 else 0 end), 0) as ordered
    from were`.execute(db);
  return rows[0] ?? { members: 0, ordered: 0 };
}

/** Those kept of that day; of a shop that is new to us those of today, with recency moved back by as many days. */
async function cutoffsThen(
  db: Database,
  { shopId, today, days }: { shopId: number; today: number; days: number },
): Promise<KeptCutoffs | null> {
  const kept = await findCutoffs(db, { shopId, untilDay: today - days });
  if (kept) return kept;
  const latest = await findCutoffs(db, { shopId });
  const back = (day: number | null) => (day === null ? null : day - days);
  if (!latest) return null;
  const [two, three, four, five] = latest.recency;
  const [second, third] = latest.klaviyo.recency;
  return {
    ...latest,
    recency: [back(two), back(three), back(four), back(five)],
    klaviyo: { ...latest.klaviyo, recency: [back(second), back(third)] },
  };
}
