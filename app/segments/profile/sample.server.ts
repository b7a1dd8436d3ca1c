import { sql, type SqlBool } from "kysely";
import type { Database } from "#app/db/database.server.ts";

/** Some of a group of customers, chosen by their ids alone: the same ones every time. */
export interface Sample {
  customerIds: number[];
  /** How many they stand for. */
  of: number;
}

/** Shares of so many are right to within about two points, and are read while a merchant waits. */
const ENOUGH = 2_000;
/** Shopify's ids have steps of their own; their remainders by a prime do not. */
const PRIME = 10_007;

/** All members of a segment, or some. */
export async function sampleMembers(
  db: Database,
  { shopId, segmentId, members }: { shopId: number; segmentId: number; members: number },
): Promise<Sample> {
  const rows = await db
    .selectFrom("memberships")
    .select("customerId")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .where(isChosen(members))
    .execute();
  return { customerIds: rows.map(({ customerId }) => customerId), of: members };
}

/** All customers of a shop who ever bought, or some. */
export async function sampleBuyers(db: Database, { shopId }: { shopId: number }): Promise<Sample> {
  const { buyers } = await db
    .selectFrom("customerFacts")
    .select(({ fn }) => fn.countAll<number>().as("buyers"))
    .where("shopId", "=", shopId)
    .where("orders", ">", 0)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom("customerFacts")
    .select("customerId")
    .where("shopId", "=", shopId)
    .where("orders", ">", 0)
    .where(isChosen(buyers))
    .execute();
  return { customerIds: rows.map(({ customerId }) => customerId), of: buyers };
}

/** Whether a customer is among the chosen of so many. */
const isChosen = (size: number) =>
  size <= ENOUGH
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`customer_id % ${sql.lit(PRIME)} < ${sql.lit(Math.ceil((PRIME * ENOUGH) / size))}`;
