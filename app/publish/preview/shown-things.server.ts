import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { liquidPrice } from "./liquid-filters.ts";

/** As Liquid sees a product, a variant or a collection. */
export type Thing = Record<string, unknown>;
type Kind = "Product" | "ProductVariant" | "Collection";

const REFERENCE = /gid:\/\/shopify\/(Product|ProductVariant|Collection)\/(\d+)/g;

/** The references that a text holds, in order. */
function* referencesIn(text: string): Generator<{ kind: Kind; id: number }> {
  for (const [, kind, id] of text.matchAll(REFERENCE)) {
    yield { kind: kind as Kind, id: Number(id) };
  }
}

/** What texts refer to. What is not there (any more) is nil, as in a shop. */
export async function shownThings(
  db: Database,
  shop: Shop,
  { texts, productId }: { texts: readonly string[]; productId: number | null },
) {
  const ids: Record<Kind, Set<number>> = {
    ...{ Product: new Set(), ProductVariant: new Set(), Collection: new Set() },
  };
  if (productId !== null) ids.Product.add(productId);
  for (const text of texts) {
    for (const { kind, id } of referencesIn(text)) ids[kind].add(id);
  }
  const found: Record<Kind, ReadonlyMap<number, Thing>> = {
    ...(await productsAndVariants(db, shop, ids)),
    Collection: await collections(db, shop.shopId, ids.Collection),
  };
  const thing = (kind: Kind, id: number) => found[kind].get(id) ?? null;
  return {
    product: (id: number) => thing("Product", id),
    references: (text: string) => [...referencesIn(text)].map(({ kind, id }) => thing(kind, id)),
  };
}

export type ShownThings = Awaited<ReturnType<typeof shownThings>>;

async function productsAndVariants(
  db: Database,
  { shopId, currency }: Shop,
  ids: Record<"Product" | "ProductVariant", ReadonlySet<number>>,
) {
  const variants = await db
    .selectFrom("variants")
    .selectAll()
    .where("shopId", "=", shopId)
    .where((row) =>
      row.or([
        row("variantId", "in", idsIn(db, [...ids.ProductVariant])),
        row("productId", "in", idsIn(db, [...ids.Product])),
      ]),
    )
    .orderBy("variantId")
    .execute();
  const ofVariants = variants.map(({ productId }) => productId);
  const rows = await db
    .selectFrom("products")
    .selectAll()
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, [...new Set([...ids.Product, ...ofVariants])]))
    .execute();
  const Product = new Map<number, Thing>();
  const ProductVariant = new Map<number, Thing>();
  for (const row of rows) {
    const own = variants.filter(({ productId }) => productId === row.productId);
    const product: Thing = {
      ...{ id: row.productId, title: row.title, handle: row.handle, vendor: row.vendor },
      url: `/products/${row.handle}`,
      available: row.status === "ACTIVE" && row.publishedAt !== null && row.isAvailable === 1,
      price: liquidPrice(row.minPriceMinor, currency),
      price_varies: new Set(own.map(({ priceMinor }) => priceMinor)).size > 1,
      featured_image: row.imageUrl,
    };
    for (const { variantId, priceMinor, isAvailable } of own) {
      ProductVariant.set(variantId, {
        ...{ id: variantId, title: row.title, product, available: isAvailable === 1 },
        price: liquidPrice(priceMinor, currency),
      });
    }
    Product.set(row.productId, product);
  }
  return { Product, ProductVariant };
}

async function collections(db: Database, shopId: number, ids: ReadonlySet<number>) {
  const rows = await db
    .selectFrom("collections")
    .select(["collectionId", "title", "handle"])
    .where("shopId", "=", shopId)
    .where("collectionId", "in", idsIn(db, [...ids]))
    .execute();
  return new Map(
    rows.map(({ collectionId, title, handle }): [number, Thing] => [
      collectionId,
      { id: collectionId, title, handle, url: `/collections/${handle}` },
    ]),
  );
}
