import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { nextTier, type Tier } from "./tier.ts";
import { readTiers } from "./tiers.server.ts";

/** Where a customer stands among a shop's tiers. */
export interface TierStanding {
  customerId: number;
  tier: Tier | null;
  since: number;
  /** Orders or minor units in the period. */
  value: number;
  /** The tier above with what is missing to it, in the same; null at the top. */
  next: { tier: Tier; missing: number; progress: number } | null;
}

/** Of these customers, those who have ever bought, in a shop that has tiers; of others nothing is said. */
export async function tierStandings(
  db: Database,
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<TierStanding[]> {
  const plan = await readTiers(db, { shopId });
  if (!plan) return [];
  const rows = await db
    .selectFrom("customerTiers")
    .select(["customerId", "tierId", "value", "since"])
    .where("shopId", "=", shopId)
    .where("customerId", "in", idsIn(db, customerIds))
    .orderBy("customerId")
    .execute();
  return rows.map(({ customerId, tierId, value, since }) => {
    const tier = plan.tiers.find((one) => one.tierId === tierId) ?? null;
    return { customerId, tier, since, value, next: nextTier(plan.tiers, { tier, value }) };
  });
}

/** How many customers are in each tier; under null, of those who have bought, in none. */
export async function tierSizes(db: Database, { shopId }: { shopId: number }) {
  return db
    .selectFrom("customerTiers")
    .select(({ fn }) => ["tierId", fn.countAll<number>().as("customers")])
    .where("shopId", "=", shopId)
    .groupBy("tierId")
    .execute();
}

interface Moves {
  shopId: number;
  /** Of one customer only. */
  customerId?: number;
  limit: number;
}

/** The latest moves between tiers, archived ones by their names too. */
export async function tierMoves(db: Database, { shopId, customerId, limit }: Moves) {
  return db
    .selectFrom("tierMoves")
    .leftJoin("tiers as from", (join) =>
      join
        .onRef("from.shopId", "=", "tierMoves.shopId")
        .onRef("from.tierId", "=", "tierMoves.fromTierId"),
    )
    .leftJoin("tiers as to", (join) =>
      join
        .onRef("to.shopId", "=", "tierMoves.shopId")
        .onRef("to.tierId", "=", "tierMoves.toTierId"),
    )
    .select(["tierMoves.customerId", "tierMoves.at", "tierMoves.value"])
    .select(["from.name as fromName", "from.threshold as fromThreshold"])
    .select(["to.name as toName", "to.threshold as toThreshold"])
    .where("tierMoves.shopId", "=", shopId)
    .$if(customerId !== undefined, (select) =>
      select.where("tierMoves.customerId", "=", customerId ?? 0),
    )
    .orderBy("tierMoves.at", "desc")
    .orderBy("tierMoves.customerId")
    .limit(limit)
    .execute();
}
