import type { Database } from "#app/db/database.server.ts";

interface Key {
  shopId: number;
  segmentId: number;
}

export async function countCustomers(db: Database, { shopId }: { shopId: number }) {
  const { customers } = await db
    .selectFrom("customers")
    .select(({ fn }) => fn.countAll<number>().as("customers"))
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  return customers;
}

export async function countHeld(db: Database, { shopId, segmentId }: Key): Promise<number> {
  const { members } = await db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("members"))
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirstOrThrow();
  return members;
}

/** The members of a segment, each beside their facts and scores if there are any. */
export const membersWithFacts = (db: Database, { shopId, segmentId }: Key) =>
  db
    .selectFrom("memberships")
    .leftJoin("customerFacts", (join) =>
      join
        .onRef("customerFacts.shopId", "=", "memberships.shopId")
        .onRef("customerFacts.customerId", "=", "memberships.customerId"),
    )
    .leftJoin("rfmScores", (join) =>
      join
        .onRef("rfmScores.shopId", "=", "memberships.shopId")
        .onRef("rfmScores.customerId", "=", "memberships.customerId"),
    )
    .where("memberships.shopId", "=", shopId)
    .where("memberships.segmentId", "=", segmentId);

/** A page of a segment's members by customer id, with their facts; pages count from 1. */
export const segmentMembers = (
  db: Database,
  { shopId, segmentId, page, pageSize }: Key & { page: number; pageSize: number },
) =>
  membersWithFacts(db, { shopId, segmentId })
    .select(({ fn, lit }) => [
      "memberships.customerId",
      "memberships.since",
      fn.coalesce("customerFacts.orders", lit(0)).as("orders"),
      fn.coalesce("customerFacts.netMinor", lit(0)).as("netMinor"),
      "customerFacts.lastOrderDay",
      "rfmScores.rfmGroup",
    ])
    .orderBy("memberships.customerId")
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();

/** The sizes kept of a segment, oldest first, at most `days` of them. */
export async function segmentTrend(
  db: Database,
  { shopId, segmentId, days = 90 }: Key & { days?: number },
) {
  const sizes = await db
    .selectFrom("segmentSizes")
    .select(["day", "members", "joined", "left"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .orderBy("day", "desc")
    .limit(days)
    .execute();
  return sizes.reverse();
}

/** A customer's facts, and the segments they are in by priority. Undefined if there is no such customer. */
export async function customerProfile(
  db: Database,
  { shopId, customerId }: { shopId: number; customerId: number },
) {
  const customer = await db
    .selectFrom("customers")
    .select("customerId")
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .executeTakeFirst();
  if (!customer) return undefined;
  const facts = await db
    .selectFrom("customerFacts")
    .leftJoin("rfmScores", (join) =>
      join
        .onRef("rfmScores.shopId", "=", "customerFacts.shopId")
        .onRef("rfmScores.customerId", "=", "customerFacts.customerId"),
    )
    .select(["orders", "netMinor", "refundedMinor", "firstOrderDay", "lastOrderDay"])
    .select(["rfmScores.rfmGroup", "customerFacts.asOf"])
    .where("customerFacts.shopId", "=", shopId)
    .where("customerFacts.customerId", "=", customerId)
    .executeTakeFirst();
  const segments = await db
    .selectFrom("memberships")
    .innerJoin("segments", (join) =>
      join
        .onRef("segments.shopId", "=", "memberships.shopId")
        .onRef("segments.segmentId", "=", "memberships.segmentId"),
    )
    .select(["segments.segmentId", "segments.handle", "segments.name", "memberships.since"])
    .where("memberships.shopId", "=", shopId)
    .where("memberships.customerId", "=", customerId)
    .orderBy("segments.priority")
    .execute();
  return { customerId, facts: facts ?? null, segments };
}
