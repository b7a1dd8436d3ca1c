import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { subtotalOf, type Cart, type CartLine } from "../../pricing/cart.ts";

/** So many of the shop's latest orders stand for what is usually bought. */
const ORDERS = 40;

/** The shop's latest orders as carts, at what was paid for their lines. A few statements, whatever the shop's size. */
export async function usualCarts(db: Database, { shopId }: { shopId: number }): Promise<Cart[]> {
  const orders = await db
    .selectFrom("orders")
    .select(["orderId", "shippingMinor"])
    .where("shopId", "=", shopId)
    .where("isTest", "=", 0)
    .where("cancelledAt", "is", null)
    .orderBy("processedAt", "desc")
    .limit(ORDERS)
    .execute();
  const orderIds = orders.map(({ orderId }) => orderId);
  const lines = await db
    .selectFrom("lineItems")
    .select(["orderId", "productId", "quantity", "totalMinor"])
    .where("shopId", "=", shopId)
    .where("orderId", "in", idsIn(db, orderIds))
    .where("quantity", ">", 0)
    .execute();
  const productIds = lines.flatMap(({ productId }) => productId ?? []);
  const collections = await db
    .selectFrom("productCollections")
    .select(["productId", "collectionId"])
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, productIds))
    .execute();
  const collectionsOf = Map.groupBy(collections, ({ productId }) => productId);
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId);
  return orders
    .map(({ orderId, shippingMinor }): Cart => ({
      shippingMinor,
      lines: (linesOf.get(orderId) ?? []).map(({ productId, quantity, totalMinor }): CartLine => ({
        ...{ productId, quantity, isGiftCard: false },
        unitPriceMinor: Math.round(totalMinor / quantity),
        collectionIds: (productId === null ? [] : (collectionsOf.get(productId) ?? [])).map(
          ({ collectionId }) => collectionId,
        ),
      })),
    }))
    .filter(({ lines: some }) => some.some((line) => subtotalOf(line) > 0));
}
