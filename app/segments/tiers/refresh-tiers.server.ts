import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import type { TierRules } from "./tier.ts";
import { readTiers } from "./tiers.server.ts";
import { tierValues } from "./values.server.ts";

interface Refreshing {
  shopId: number;
  which: "all" | readonly number[];
  asOf: number;
}

/**
 * Who holds which tier as of a day, and who moved: `holdingsAfter` in SQL, the same for all customers and for a few.
 * Reads facts. Inside a transaction. May run twice on a day: the second finds nothing to move.
 */
export async function refreshTiers(db: Database, { shopId, which, asOf }: Refreshing) {
  const plan = await readTiers(db, { shopId });
  const { timeZone } = await readShop(db, shopId);
  const day = dayOf(asOf, timeZone);
  const those = (table: string) =>
    which === "all"
      ? sql`${sql.ref(`${table}.shop_id`)} = ${shopId}`
      : sql`${sql.ref(`${table}.shop_id`)} = ${shopId}
          and ${sql.ref(`${table}.customer_id`)} in ${idsIn(db, which)}`;
  if (plan) {
    const values = tierValues(db, { shopId, which, rules: plan.rules, day });
    await sql`
      insert into customer_tiers (shop_id, customer_id, tier_id, value, since)
      select cast(${shopId} as integer), customer_id, cast(null as integer), value, cast(${asOf} as bigint)
      from (${values}) as counted
      where frequency > 0 or exists (
        select 1 from customer_tiers known
        where known.shop_id = ${shopId} and known.customer_id = counted.customer_id
      )
      on conflict (shop_id, customer_id) do update set value = excluded.value
      where customer_tiers.value <> excluded.value`.execute(db);
    await hold(db, { shopId, rules: plan.rules, day, those });
  }
  await letGo(db, { graceDays: plan?.rules.graceDays ?? 0, day, those });
  await move(db, { asOf, those });
  await sql`
    delete from customer_tiers
    where ${those("customer_tiers")} and tier_id is null and not exists (
      select 1 from customer_facts f
      where f.shop_id = customer_tiers.shop_id and f.customer_id = customer_tiers.customer_id
        and exists (select 1 from tier_rules where tier_rules.shop_id = f.shop_id)
    )`.execute(db);
}

type Those = (table: string) => ReturnType<typeof sql>;

/** Earned tiers are held; those below what keeps them begin their grace, those above end it. */
async function hold(
  db: Database,
  { shopId, rules, day, those }: { shopId: number; rules: TierRules; day: number; those: Those },
) {
  await sql`
    insert into tier_holdings (shop_id, customer_id, tier_id, below_since_day)
    select customer_tiers.shop_id, customer_tiers.customer_id, tiers.tier_id, cast(null as integer)
    from customer_tiers
    join tiers on tiers.shop_id = ${shopId} and tiers.archived_at is null
      and tiers.threshold <= customer_tiers.value
    where ${those("customer_tiers")}
    on conflict (shop_id, customer_id, tier_id) do update set below_since_day = null
    where tier_holdings.below_since_day is not null`.execute(db);
  await sql`
    update tier_holdings
    set below_since_day = case
      when counted.value >= counted.kept_from then null
      else coalesce(tier_holdings.below_since_day, cast(${day} as integer)) end
    from (
      select customer_tiers.customer_id, customer_tiers.value, tiers.tier_id,
        (tiers.threshold * ${sql.lit(rules.keepPercent)} + 99) / 100 as kept_from
      from customer_tiers
      join tiers on tiers.shop_id = customer_tiers.shop_id and tiers.archived_at is null
        and tiers.threshold > customer_tiers.value
      where ${those("customer_tiers")}
    ) as counted
    where ${those("tier_holdings")} and counted.customer_id = tier_holdings.customer_id
      and counted.tier_id = tier_holdings.tier_id
      and (tier_holdings.below_since_day is null) = (counted.value < counted.kept_from)`.execute(
    db,
  );
}

/** Ends what the grace is over for, of archived tiers, and of who is gone. */
async function letGo(
  db: Database,
  { graceDays, day, those }: { graceDays: number; day: number; those: Those },
) {
  await sql`
    delete from tier_holdings
    where ${those("tier_holdings")} and (
      ${day} - below_since_day >= ${graceDays}
      or not exists (
        select 1 from tiers where tiers.shop_id = tier_holdings.shop_id
          and tiers.tier_id = tier_holdings.tier_id and tiers.archived_at is null
      )
      or not exists (
        select 1 from customers where customers.shop_id = tier_holdings.shop_id
          and customers.customer_id = tier_holdings.customer_id
      )
    )`.execute(db);
}

/** The highest tier held is the customer's; a change is written down. */
async function move(db: Database, { asOf, those }: { asOf: number; those: Those }) {
  const highest = sql`(
    select held.tier_id from tier_holdings held
    join tiers on tiers.shop_id = held.shop_id and tiers.tier_id = held.tier_id
    where held.shop_id = customer_tiers.shop_id and held.customer_id = customer_tiers.customer_id
    order by tiers.threshold desc limit 1
  )`;
  await sql`
    insert into tier_moves (shop_id, customer_id, at, from_tier_id, to_tier_id, value)
    select shop_id, customer_id, cast(${asOf} as bigint), tier_id, highest, value
    from (
      select shop_id, customer_id, tier_id, value, ${highest} as highest
      from customer_tiers where ${those("customer_tiers")}
    ) as seen
    where highest is distinct from tier_id
    on conflict (shop_id, customer_id, at) do update set to_tier_id = excluded.to_tier_id`.execute(
    db,
  );
  await sql`
    update customer_tiers set tier_id = ${highest}, since = cast(${asOf} as bigint)
    where ${those("customer_tiers")} and ${highest} is distinct from tier_id`.execute(db);
}
