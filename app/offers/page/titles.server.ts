import type { Database } from "#app/db/database.server.ts";
import type { Items, Terms } from "../terms.ts";
import type { Titles } from "./offer-words.ts";

/** What the products and collections are called that some terms name. */
export async function titlesOf(
  db: Database,
  { shopId, terms }: { shopId: number; terms: readonly Pick<Terms, "reduction">[] },
): Promise<Titles> {
  const named = terms.flatMap(({ reduction }) => itemsIn(reduction));
  const productIds = named.flatMap((one) => (one.kind === "products" ? one.productIds : []));
  const collectionIds = named.flatMap((one) =>
    one.kind === "collections" ? one.collectionIds : [],
  );
  const products =
    productIds.length === 0
      ? []
      : await db
          .selectFrom("products")
          .select(["productId as id", "title"])
          .where("shopId", "=", shopId)
          .where("productId", "in", [...new Set(productIds)])
          .execute();
  const collections =
    collectionIds.length === 0
      ? []
      : await db
          .selectFrom("collections")
          .select(["collectionId as id", "title"])
          .where("shopId", "=", shopId)
          .where("collectionId", "in", [...new Set(collectionIds)])
          .execute();
  return { products: byId(products), collections: byId(collections) };
}

function itemsIn(reduction: Terms["reduction"]): Items[] {
  switch (reduction.kind) {
    case "percentage":
    case "amount":
      return [reduction.items];
    case "free-shipping":
      return [];
    case "buy-x-get-y":
      return [reduction.buys.items, reduction.gets.items];
  }
}

const byId = (rows: readonly { id: number; title: string }[]) =>
  Object.fromEntries(rows.map(({ id, title }) => [id, title]));
