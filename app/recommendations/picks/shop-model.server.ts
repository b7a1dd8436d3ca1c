import type { Database } from "#app/db/database.server.ts";
import type { Catalogue } from "../catalogue.server.ts";
import { liftOf } from "../goes-with/pairs.ts";
import type { Habits } from "../learning/habits.ts";
import { Reason } from "../reason.ts";
import type { Companion, Pick, ShopModel } from "./shop-model.ts";

interface Known {
  shopId: number;
  catalogue: Catalogue;
  habits: Habits;
  /** Of the products that the habits are numbered by. */
  productIds: Float64Array;
}

/** What all customers' shelves are made from, in memory: a dozen pairs a product and a few dozen shelves. */
export async function readShopModel(
  db: Database,
  { shopId, catalogue, habits, productIds }: Known,
): Promise<ShopModel> {
  const companions = await readCompanions(db, shopId);
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
    if (pick.reason.kind === "pinned") continue; // the catalogue's pins are newer
    const shelf = shelves.get(handle);
    if (shelf) shelf.push(pick);
    else shelves.set(handle, [pick]);
  }
  const numberOf = new Map([...productIds].map((productId, number) => [productId, number]));
  return {
    isOffered: catalogue.isOffered,
    isVariantOffered: catalogue.isVariantOffered,
    companionsOf: (productId) => companions.get(productId) ?? [],
    shelfOf: (handle) => shelves.get(handle) ?? [],
    habitOf(productId) {
      const number = numberOf.get(productId) ?? -1;
      return {
        againShare: habits.againShare[number] ?? 0,
        everyDays: habits.everyDays[number] ?? 0,
        buyers: habits.buyers[number] ?? 0,
      };
    },
    kindOf(productId) {
      const product = catalogue.productOf(productId);
      return product?.productType === "" ? product.vendor : (product?.productType ?? "");
    },
    news: catalogue.products
      .filter(
        ({ productId, sinceDay }) =>
          catalogue.isOffered(productId) && catalogue.today - sinceDay <= 60,
      )
      .map(({ productId, sinceDay }) => ({ productId, sinceDay }))
      .sort((a, b) => b.sinceDay - a.sinceDay || b.productId - a.productId)
      .slice(0, 200),
    pins: catalogue.pins,
  };
}

async function readCompanions(db: Database, shopId: number): Promise<Map<number, Companion[]>> {
  const pairs = await db
    .selectFrom("productPairs")
    .select(["productId", "otherProductId", "kind", "together"])
    .select(["ordersWith", "ordersWithOther", "ordersAll"])
    .where("shopId", "=", shopId)
    .where("kind", "<>", "like")
    .orderBy("productId")
    .orderBy("rank")
    .execute();
  const companions = new Map<number, Companion[]>();
  for (const pair of pairs) {
    const { productId, otherProductId, kind, together, ordersWith, ordersAll } = pair;
    const lift = liftOf(pair, ordersAll);
    const companion = {
      productId: otherProductId,
      together,
      ordersWith,
      lift,
      isNext: kind === "next",
    };
    const known = companions.get(productId);
    if (known) known.push(companion);
    else companions.set(productId, [companion]);
  }
  return companions;
}
