import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Discount } from "../pricing/cart.ts";
import type { Items } from "../terms.ts";
import type { Catalogue } from "./past-order.ts";

/** Which products are in the collections that discounts name, and which are gift cards. */
export async function readCatalogue(
  db: Database,
  { shopId, discounts }: { shopId: number; discounts: readonly Pick<Discount, "terms">[] },
): Promise<Catalogue> {
  const named = [...new Set(discounts.flatMap(({ terms }) => collectionsNamed(terms.reduction)))];
  const pairs = await db
    .selectFrom("productCollections")
    .select(["productId", "collectionId"])
    .where("shopId", "=", shopId)
    .where("collectionId", "in", idsIn(db, named))
    .execute();
  const collections = new Map<number, number[]>();
  for (const { productId, collectionId } of pairs) {
    const own = collections.get(productId);
    if (own) own.push(collectionId);
    else collections.set(productId, [collectionId]);
  }
  const giftCards = await giftCardsOf(db, shopId);
  return {
    collectionsOf: (productId) => collections.get(productId) ?? [],
    isGiftCard: (productId) => giftCards.has(productId),
  };
}

function collectionsNamed(reduction: Discount["terms"]["reduction"]): number[] {
  switch (reduction.kind) {
    case "free-shipping":
      return [];
    case "buy-x-get-y":
      return [reduction.buys.items, reduction.gets.items].flatMap(collectionsIn);
    case "percentage":
    case "amount":
      return collectionsIn(reduction.items);
  }
}

const collectionsIn = (items: Items) => (items.kind === "collections" ? items.collectionIds : []);

/**
 * Shopify's own mark of a gift card is not kept: one is known by its category in Shopify's taxonomy (gc), or by its type,
 * which Shopify sets to "Gift card" when it makes one.
 */
async function giftCardsOf(db: Database, shopId: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom("products")
    .select("productId")
    .where("shopId", "=", shopId)
    .where((eb) =>
      eb.or([
        eb("categoryId", "=", "gc"),
        eb("categoryId", "like", "gc-%"),
        eb(eb.fn<string>("lower", ["productType"]), "like", "gift card%"),
      ]),
    )
    .execute();
  return new Set(rows.map(({ productId }) => productId));
}
