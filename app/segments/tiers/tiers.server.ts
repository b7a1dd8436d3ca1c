import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { MEASURES, PERIODS, type Tier, type TierRules } from "./tier.ts";
import type { WantedTier } from "./tier-form.ts";
import { firstOfYear, tierValues } from "./values.server.ts";

export interface TierPlan {
  rules: TierRules;
  /** In use, from the lowest up. */
  tiers: Tier[];
  changedAt: number;
}

/** A shop's tiers, or null where it has none. */
export async function readTiers(
  db: Database,
  { shopId }: { shopId: number },
): Promise<TierPlan | null> {
  const row = await db
    .selectFrom("tierRules")
    .selectAll()
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  const measure = MEASURES.find((one) => one === row?.measure);
  const period = PERIODS.find((one) => one === row?.period);
  if (!row || !measure || !period) return null;
  const tiers = await db
    .selectFrom("tiers")
    .select(["tierId", "name", "threshold"])
    .where("shopId", "=", shopId)
    .where("archivedAt", "is", null)
    .orderBy("threshold")
    .execute();
  const { keepPercent, graceDays, changedAt } = row;
  return { rules: { measure, period, keepPercent, graceDays }, tiers, changedAt };
}

interface Saving {
  shopId: number;
  rules: TierRules;
  tiers: readonly WantedTier[];
  at: number;
}

/**
 * Takes the place of the shop's tiers. Those that are not among them any more are archived: their holders fall to the
 * next at the refresh that is asked for. In a calendar year, who earned a tier last year holds it, with the grace
 * running since the first of January; otherwise a tier begins with who has earned it on the day.
 */
export async function saveTiers(db: Database, { shopId, rules, tiers, at }: Saving): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { timeZone } = await readShop(tx, shopId);
    const row = { ...rules, changedAt: at };
    await tx
      .insertInto("tierRules")
      .values({ shopId, ...row })
      .onConflict((conflict) => conflict.column("shopId").doUpdateSet(row))
      .execute();
    const known = await tx
      .selectFrom("tiers")
      .select("tierId")
      .where("shopId", "=", shopId)
      .execute();
    const ids = new Set(known.map(({ tierId }) => tierId));
    let next = Math.max(0, ...ids) + 1;
    await tx
      .updateTable("tiers")
      .set({ archivedAt: at })
      .where("shopId", "=", shopId)
      .where("archivedAt", "is", null)
      .execute();
    for (const { tierId, name, threshold } of tiers) {
      const id = tierId !== null && ids.has(tierId) ? tierId : next++;
      const values = { name, threshold, archivedAt: null };
      await tx
        .insertInto("tiers")
        .values({ shopId, tierId: id, ...values })
        .onConflict((conflict) => conflict.columns(["shopId", "tierId"]).doUpdateSet(values))
        .execute();
    }
    if (rules.period === "calendar-year") {
      await holdFromLastYear(tx, { shopId, rules, day: dayOf(at, timeZone) });
    }
    await askForRefresh(tx, shopId);
  });
}

/** A shop without tiers: moves of the past stay, and nobody holds one from the refresh that is asked for. */
export async function removeTiers(
  db: Database,
  { shopId, at }: { shopId: number; at: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom("tierRules").where("shopId", "=", shopId).execute();
    await tx
      .updateTable("tiers")
      .set({ archivedAt: at })
      .where("shopId", "=", shopId)
      .where("archivedAt", "is", null)
      .execute();
    await askForRefresh(tx, shopId);
  });
}

const askForRefresh = (tx: Database, shopId: number) =>
  enqueue(tx, "segments.refresh-all", { shopId }, { key: `segments.refresh-all:${shopId}` });

/** Within a calendar year what counts only grows, so last year's end says all of who may still hold a tier from it. */
async function holdFromLastYear(
  tx: Database,
  { shopId, rules, day }: { shopId: number; rules: TierRules; day: number },
): Promise<void> {
  const first = firstOfYear(day);
  if (day - first >= rules.graceDays) return;
  await sql`
    insert into tier_holdings (shop_id, customer_id, tier_id, below_since_day)
    select tiers.shop_id, past.customer_id, tiers.tier_id, cast(${first} as integer)
    from (${tierValues(tx, { shopId, which: "all", rules, day: first - 1 })}) as past
    join tiers on tiers.shop_id = ${shopId} and tiers.archived_at is null
      and tiers.threshold <= past.value
    where true
    on conflict (shop_id, customer_id, tier_id) do nothing`.execute(tx);
}

/** How many customers would have earned each of such tiers today, and how many none; from the lowest up. */
export async function countEarned(
  db: Database,
  {
    shopId,
    rules,
    thresholds,
    asOf,
  }: { shopId: number; rules: TierRules; thresholds: readonly number[]; asOf: number },
): Promise<{ none: number; each: number[] }> {
  const { timeZone } = await readShop(db, shopId);
  const ascending = thresholds.toSorted((one, other) => one - other);
  const places = ascending
    .map((threshold, i) => sql`when value >= cast(${threshold} as bigint) then ${sql.lit(i + 1)}`)
    .reverse();
  const { rows } = await sql<{ place: number; customers: number }>`
    select place, count(*) as customers
    from (
      select case when false then 0 ${sql.join(places, sql` `)} else 0 end as place
      from (${tierValues(db, { shopId, which: "all", rules, day: dayOf(asOf, timeZone) })}) as counted
      where frequency > 0
    ) as placed
    group by place`.execute(db);
  const at = (place: number) => rows.find((row) => row.place === place)?.customers ?? 0;
  return { none: at(0), each: ascending.map((_, i) => at(i + 1)) };
}
