import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Offer } from "../../offer.ts";
import type { Cart } from "../../pricing/cart.ts";
import type { BetterCustomers } from "../rules/guarded.ts";
import { usualSaving } from "./usual-saving.ts";

interface Asked {
  shopId: number;
  segmentId: number;
  savingMinor: number;
  /** The shop's other offers that have not ended. */
  others: readonly Pick<Offer, "segmentId" | "terms">[];
  carts: readonly Cart[];
}

/** An offer is as good as another if it takes nearly as much off a usual cart. */
const AS_GOOD = 0.98;

/** Champions, and who holds the highest tier: how many of them have this offer or one as good. */
export async function betterCustomers(db: Database, asked: Asked): Promise<BetterCustomers[]> {
  const { shopId, segmentId, savingMinor, others, carts } = asked;
  const valued = others.map((offer) => ({
    segmentId: offer.segmentId,
    minor: usualSaving(carts, offer.terms),
  }));
  const asGood = valued.filter(({ minor }) => minor >= savingMinor * AS_GOOD);
  const membersNetMinor = await netOfMembers(db, { shopId, segmentId });
  const groups = await groupsOf(db, shopId);
  const found: BetterCustomers[] = [];
  for (const { whom, customers } of groups) {
    const standing = await standingOf(db, {
      ...{ shopId, customers },
      asGoodIn: [segmentId, ...asGood.map((offer) => offer.segmentId)],
      segmentIds: valued.map((offer) => offer.segmentId),
    });
    const theirs = valued.filter((offer) => standing.segmentIds.includes(offer.segmentId));
    const theirsMinor = Math.max(0, ...theirs.map(({ minor }) => minor));
    found.push({ whom, ...standing.counts, theirsMinor, membersNetMinor });
  }
  return found;
}

/** Ids of a group's customers, as a query. */
const champions = (shopId: number) =>
  sql`select customer_id from rfm_scores where shop_id = ${shopId} and rfm_group = 'CHAMPIONS'`;

async function groupsOf(db: Database, shopId: number) {
  const tier = await db
    .selectFrom("tiers")
    .select(["tierId", "name"])
    .where("shopId", "=", shopId)
    .where("archivedAt", "is", null)
    .orderBy("threshold", "desc")
    .limit(1)
    .executeTakeFirst();
  const groups = [{ whom: "Champions", customers: champions(shopId) }];
  if (tier) {
    const { tierId, name } = tier;
    const customers = sql`select customer_id from customer_tiers where shop_id = ${shopId} and tier_id = ${tierId}`;
    groups.push({ whom: name, customers });
  }
  return groups;
}

interface Standing {
  shopId: number;
  customers: ReturnType<typeof champions>;
  /** Whose members have this offer or one as good. */
  asGoodIn: readonly number[];
  /** Of the shop's offers. */
  segmentIds: readonly number[];
}

async function standingOf(db: Database, { shopId, customers, asGoodIn, segmentIds }: Standing) {
  const isIn = (ids: readonly number[]) => sql`exists (
    select 1 from memberships as m
    where m.shop_id = ${shopId} and m.customer_id = them.customer_id and m.segment_id in ${idsIn(db, ids)})`;
  const { rows } = await sql<{ customers: number; served: number; netMinor: number }>`
    select count(*) as customers, coalesce(sum(case when ${isIn(asGoodIn)} then 1 else 0 end), 0) as served,
      coalesce(sum(f.net_minor), 0) as net_minor
    from (${customers}) as them
    left join customer_facts as f on f.shop_id = ${shopId} and f.customer_id = them.customer_id
  `.execute(db);
  const had = await sql<{ segmentId: number }>`
    select segment_id from memberships
    where shop_id = ${shopId} and segment_id in ${idsIn(db, segmentIds)}
      and customer_id in (select customer_id from (${customers}) as them)
    group by segment_id
  `.execute(db);
  const counts = rows[0] ?? { customers: 0, served: 0, netMinor: 0 };
  return {
    counts: { ...counts, netMinor: Math.round(counts.netMinor / Math.max(1, counts.customers)) },
    segmentIds: had.rows.map(({ segmentId }) => segmentId),
  };
}

/** Net spent a member. */
async function netOfMembers(
  db: Database,
  { shopId, segmentId }: { shopId: number; segmentId: number },
): Promise<number> {
  const { net, members } = await db
    .selectFrom("memberships")
    .leftJoin("customerFacts", (join) =>
      join
        .onRef("customerFacts.shopId", "=", "memberships.shopId")
        .onRef("customerFacts.customerId", "=", "memberships.customerId"),
    )
    .select(({ fn }) => [
      fn.sum<number | null>("customerFacts.netMinor").as("net"),
      fn.countAll<number>().as("members"),
    ])
    .where("memberships.shopId", "=", shopId)
    .where("memberships.segmentId", "=", segmentId)
    .executeTakeFirstOrThrow();
  return Math.round((net ?? 0) / Math.max(1, members));
}
