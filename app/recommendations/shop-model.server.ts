import type { Database } from "#app/db/database.server.ts";
import { offeredProducts } from "./what-counts.server.ts";
import { liftOf } from "./pairs.ts";
import type { Companion, Pick, ShopModel } from "./picks.ts";
import { Reason } from "./reason.ts";

/** What all customers' shelves are made from, in memory: a dozen pairs a product and a few dozen shelves. */
export async function readShopModel(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<ShopModel> {
  const offered = await offeredProducts(db, { shopId, asOf }).select("productId").execute();
  const isOffered = new Set(offered.map(({ productId }) => productId));

  const pairs = await db
    .selectFrom("productPairs")
    .select(["productId", "otherProductId", "together"])
    .select(["ordersWith", "ordersWithOther", "ordersAll"])
    .where("shopId", "=", shopId)
    .orderBy("productId")
    .orderBy("rank")
    .execute();
  const companions = new Map<number, Companion[]>();
  for (const pair of pairs) {
    const { productId, otherProductId, together, ordersWith, ordersAll } = pair;
    const companion = {
      ...{ productId: otherProductId, together, ordersWith },
      lift: liftOf(pair, ordersAll),
    };
    const known = companions.get(productId);
    if (known) known.push(companion);
    else companions.set(productId, [companion]);
  }

  const items = await db
    .selectFrom("shelfItems")
    .select(["handle", "productId", "reason"])
    .where("shopId", "=", shopId)
    .orderBy("handle")
    .orderBy("rank")
    .execute();
  const shelves = new Map<string, Pick[]>();
  for (const { handle, productId, reason } of items) {
    const pick = { productId, reason: Reason.parse(JSON.parse(reason)) };
    const shelf = shelves.get(handle);
    if (shelf) shelf.push(pick);
    else shelves.set(handle, [pick]);
  }

  return {
    isOffered: (productId) => isOffered.has(productId),
    companionsOf: (productId) => companions.get(productId) ?? [],
    shelfOf: (handle) => shelves.get(handle) ?? [],
  };
}
