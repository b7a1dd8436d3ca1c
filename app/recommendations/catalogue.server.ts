import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { type RuledProduct, isAllowed, pinned } from "./rules/rules.ts";
import { listRules } from "./rules/save-rules.server.ts";
import { offeredProducts } from "./what-counts.server.ts";

/** A shop's products as recommendations see them at one moment. */
export interface Catalogue {
  productOf: (productId: number) => CatalogueProduct | undefined;
  products: readonly CatalogueProduct[];
  /** For sale, in stock and not excluded. */
  isOffered: (productId: number) => boolean;
  /** The same of one of its variants. */
  isVariantOffered: (productId: number, variantId: number) => boolean;
  /** What the merchant wants shown first, of what is offered. */
  pins: readonly number[];
  /** The shop's day. */
  today: number;
}

export interface CatalogueProduct extends RuledProduct {
  /** The day on which it came into the shop. */
  sinceDay: number;
}

export async function readCatalogue(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<Catalogue> {
  const { timeZone } = await readShop(db, shopId);
  const rules = await listRules(db, { shopId });
  const rows = await db
    .selectFrom("products")
    .select(["productId", "productType", "vendor", "minPriceMinor", "createdAt", "publishedAt"])
    .where("shopId", "=", shopId)
    .orderBy("productId")
    .execute();
  const tags = Map.groupBy(
    await db
      .selectFrom("productTags")
      .select(["productId", "tagKey"])
      .where("shopId", "=", shopId)
      .execute(),
    ({ productId }) => productId,
  );
  const collections = Map.groupBy(
    await db
      .selectFrom("productCollections")
      .select(["productId", "collectionId"])
      .where("shopId", "=", shopId)
      .execute(),
    ({ productId }) => productId,
  );
  const margins = await leastMargins(db, shopId);
  const products = rows.map(({ createdAt, publishedAt, ...product }): CatalogueProduct => ({
    ...product,
    tagKeys: tags.get(product.productId)?.map(({ tagKey }) => tagKey) ?? [],
    collectionIds:
      collections.get(product.productId)?.map(({ collectionId }) => collectionId) ?? [],
    marginBasisPoints: margins.get(product.productId) ?? null,
    sinceDay: dayOf(Math.max(createdAt, publishedAt ?? 0), timeZone),
  }));
  const offered = await offeredProducts(db, { shopId, asOf }).select("productId").execute();
  const isForSale = new Set(offered.map(({ productId }) => productId));
  const allowed = products.filter(
    (product) => isForSale.has(product.productId) && isAllowed(product, rules),
  );
  const isOffered = new Set(allowed.map(({ productId }) => productId));
  const variants = await db
    .selectFrom("variants")
    .select("variantId")
    .where("shopId", "=", shopId)
    .where("isAvailable", "=", 1)
    .execute();
  const isInStock = new Set(variants.map(({ variantId }) => variantId));
  const byId = new Map(products.map((product) => [product.productId, product]));
  return {
    products,
    productOf: (productId) => byId.get(productId),
    isOffered: (productId) => isOffered.has(productId),
    isVariantOffered: (productId, variantId) =>
      isOffered.has(productId) && isInStock.has(variantId),
    pins: pinned(allowed, rules),
    today: dayOf(asOf, timeZone),
  };
}

/** Hundredths of a per cent of the price, of the variant with the least. */
async function leastMargins(db: Database, shopId: number): Promise<Map<number, number>> {
  const variants = await db
    .selectFrom("variants")
    .select(["productId", "priceMinor", "costMinor"])
    .where("shopId", "=", shopId)
    .where("costMinor", "is not", null)
    .where("priceMinor", ">", 0)
    .execute();
  const margins = new Map<number, number>();
  for (const { productId, priceMinor, costMinor } of variants) {
    const margin = Math.floor(((priceMinor - (costMinor ?? 0)) * 10_000) / priceMinor);
    margins.set(productId, Math.min(margin, margins.get(productId) ?? margin));
  }
  return margins;
}
