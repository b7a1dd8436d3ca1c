import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { liquidPrice } from "./liquid-filters.ts";

/** As Liquid sees a product or a variant. */
export type Thing = Record<string, unknown>;

const REFERENCE = /gid:\/\/shopify\/(Product|ProductVariant)\/(\d+)/g;

/** The products and variants that texts refer to. What is not there (any more) is nil, as in a shop. */
export async function shownProducts(
  db: Database,
  { shopId, currency }: Shop,
  texts: readonly string[],
  pageProduct: number | null,
) {
  const ids = { Product: new Set<number>(), ProductVariant: new Set<number>() };
  if (pageProduct !== null) ids.Product.add(pageProduct);
  for (const [, kind, id] of texts.join("\n").matchAll(REFERENCE)) {
    ids[kind === "Product" ? "Product" : "ProductVariant"].add(Number(id));
  }
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
  const rows = await db
    .selectFrom("products")
    .selectAll()
    .where("shopId", "=", shopId)
    .where(
      "productId",
      "in",
      idsIn(db, [...new Set([...ids.Product, ...variants.map(({ productId }) => productId)])]),
    )
    .execute();
  const products = new Map<number, Thing>();
  const pieces = new Map<number, Thing>();
  for (const row of rows) {
    const own = variants.filter(({ productId }) => productId === row.productId);
    const prices = own.map(({ priceMinor }) => priceMinor);
    const isForSale = row.status === "ACTIVE" && row.publishedAt !== null;
    const product: Thing = {
      ...{ id: row.productId, title: row.title, handle: row.handle, vendor: row.vendor },
      url: `/products/${row.handle}`,
      available: isForSale && row.isAvailable === 1,
      price: liquidPrice(row.minPriceMinor, currency),
      price_varies: new Set(prices).size > 1,
      featured_image: row.imageUrl,
    };
    for (const { variantId, priceMinor, isAvailable } of own) {
      pieces.set(variantId, {
        ...{ id: variantId, title: row.title, product, available: isAvailable === 1 },
        price: liquidPrice(priceMinor, currency),
      });
    }
    product.selected_or_first_available_variant = pieces.get(own[0]?.variantId ?? 0) ?? null;
    products.set(row.productId, product);
  }
  return {
    product: (id: number | null) => (id === null ? null : (products.get(id) ?? null)),
    references: (text: string) =>
      [...text.matchAll(REFERENCE)].map(
        ([, kind, id]) => (kind === "Product" ? products : pieces).get(Number(id)) ?? null,
      ),
  };
}

export type ShownProducts = Awaited<ReturnType<typeof shownProducts>>;
