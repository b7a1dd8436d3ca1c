import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { askableCustomers, conditionOf } from "./query/condition-of.server.ts";
import type { Query } from "./query/query.ts";

export interface Moves {
  /** Whom the query is true of now. */
  then: number;
  join: number;
  leave: number;
}

/** Who would join and leave a segment, of those it has now, if its query were another. Read only. */
export async function countMoves(
  db: Database,
  asked: { shop: Shop; query: Query; segmentId: number; asOf: number },
): Promise<Moves> {
  const { shop, query, segmentId, asOf } = asked;
  const { shopId, timeZone, currency } = shop;
  const condition = conditionOf(query, { now: asOf, timeZone, currency });
  const counted = await askableCustomers(db, { shopId })
    .leftJoin("memberships", (join) =>
      join
        .onRef("memberships.shopId", "=", "customers.shopId")
        .onRef("memberships.customerId", "=", "customers.customerId")
        .on("memberships.segmentId", "=", segmentId),
    )
    .select(({ fn }) => [
      fn.countAll<number>().as("then"),
      fn.count<number>("memberships.customerId").as("stay"),
    ])
    .where(condition)
    .executeTakeFirstOrThrow();
  const { had } = await db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("had"))
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirstOrThrow();
  return { then: counted.then, join: counted.then - counted.stay, leave: had - counted.stay };
}
