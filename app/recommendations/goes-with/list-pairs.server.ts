import type { Database } from "#app/db/database.server.ts";
import { liftOf } from "./pairs.ts";

/** A page of what is bought together, the best supported first; pages count from 1. */
export async function listPairs(
  db: Database,
  { shopId, page, pageSize }: { shopId: number; page: number; pageSize: number },
) {
  const { total } = await db
    .selectFrom("productPairs")
    .select(({ fn }) => fn.countAll<number>().as("total"))
    .where("shopId", "=", shopId)
    .where("kind", "<>", "like")
    .executeTakeFirstOrThrow();
  const pairs = await db
    .selectFrom("productPairs")
    .innerJoin("products as one", (join) =>
      join
        .onRef("one.shopId", "=", "productPairs.shopId")
        .onRef("one.productId", "=", "productPairs.productId"),
    )
    .innerJoin("products as other", (join) =>
      join
        .onRef("other.shopId", "=", "productPairs.shopId")
        .onRef("other.productId", "=", "productPairs.otherProductId"),
    )
    .select(["productPairs.productId", "one.title", "otherProductId"])
    .select(["other.title as otherTitle", "together", "ordersWith"])
    .select(["ordersWithOther", "ordersAll", "kind"])
    .where("productPairs.shopId", "=", shopId)
    .where("kind", "<>", "like")
    .orderBy("together", "desc")
    .orderBy("productPairs.productId")
    .orderBy("rank")
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return {
    total,
    pairs: pairs.map(({ ordersWithOther, ordersAll, ...pair }) => ({
      ...pair,
      lift: liftOf({ ...pair, ordersWithOther }, ordersAll),
    })),
  };
}
