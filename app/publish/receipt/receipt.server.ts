import type { Database } from "#app/db/database.server.ts";

/** What we wrote into a shop and have not taken back, as we remember it. */
export interface Receipt {
  metafields: { ownerType: string; key: string; count: number; lastAt: number }[];
  objects: { kind: string; handle: string; objectId: number; publishedAt: number }[];
}

export async function readReceipt(db: Database, shopId: number): Promise<Receipt> {
  const metafields = await db
    .selectFrom("publishedMetafields")
    .select(({ fn }) => [
      "ownerType",
      "key",
      fn.countAll<number>().as("count"),
      fn.max<number>("publishedAt").as("lastAt"),
    ])
    .where("shopId", "=", shopId)
    .groupBy(["ownerType", "key"])
    .orderBy("ownerType")
    .orderBy("key")
    .execute();
  const objects = await db
    .selectFrom("publishedObjects")
    .select(["kind", "handle", "objectId", "publishedAt"])
    .where("shopId", "=", shopId)
    .orderBy("kind")
    .orderBy("handle")
    .execute();
  return { metafields, objects };
}
