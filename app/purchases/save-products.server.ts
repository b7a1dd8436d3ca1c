import type { RowShape } from "#app/db/bulk-upsert.server.ts";
import { upsertRows, upsertRowsReturning } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { isAvailable, minPriceMinor, type Product } from "./product.ts";
import { tagKey } from "./tag-key.ts";
import { newestOfEach } from "./versions.ts";

const PRODUCTS: RowShape<"products"> = {
  table: "products",
  key: ["shopId", "productId"],
  version: "updatedAt",
  columns: {
    shopId: "number",
    productId: "number",
    title: "text",
    handle: "text",
    productType: "text",
    vendor: "text",
    status: "text",
    publishedAt: "number",
    isAvailable: "number",
    minPriceMinor: "number",
    imageUrl: "text",
    categoryId: "text",
    createdAt: "number",
    updatedAt: "number",
  },
};

const VARIANTS: RowShape<"variants"> = {
  table: "variants",
  key: ["shopId", "productId", "variantId"],
  columns: {
    shopId: "number",
    productId: "number",
    variantId: "number",
    priceMinor: "number",
    costMinor: "number",
    isAvailable: "number",
  },
};

const TAGS: RowShape<"productTags"> = {
  table: "productTags",
  key: ["shopId", "productId", "tagKey"],
  columns: { shopId: "number", productId: "number", tagKey: "text", tag: "text" },
};

/**
 * Saves products with their variants and tags, each product whole: what we hold of a newer version stays as it is.
 * Call it inside a transaction.
 * @returns the ids of the products that were saved.
 */
export async function saveProducts(
  db: Database,
  { shopId, products }: { shopId: number; products: readonly Product[] },
): Promise<number[]> {
  const newest = newestOfEach(products, ({ productId }) => productId);
  const saved = await upsertRowsReturning(
    db,
    PRODUCTS,
    newest.map((product) => ({
      ...product,
      shopId,
      isAvailable: isAvailable(product) ? 1 : 0,
      minPriceMinor: minPriceMinor(product),
    })),
    "productId",
  );
  const accepted = new Set(saved);

  const whole = newest.filter(({ productId }) => accepted.has(productId));

  await removeParts(db, { shopId, productIds: saved });
  await upsertRows(
    db,
    VARIANTS,
    whole.flatMap(({ productId, variants }) =>
      variants.map((variant) => ({
        ...variant,
        shopId,
        productId,
        isAvailable: variant.isAvailable ? 1 : 0,
      })),
    ),
  );
  await upsertRows(
    db,
    TAGS,
    whole.flatMap(({ productId, tags }) => {
      const byKey = new Map(tags.map((tag) => [tagKey(tag), tag]));
      return [...byKey].map(([key, tag]) => ({ shopId, productId, tagKey: key, tag }));
    }),
  );
  return saved;
}

async function removeParts(
  db: Database,
  { shopId, productIds }: { shopId: number; productIds: readonly number[] },
): Promise<void> {
  for (const table of ["variants", "productTags"] as const) {
    await db
      .deleteFrom(table)
      .where("shopId", "=", shopId)
      .where("productId", "in", idsIn(db, productIds))
      .execute();
  }
}

/** Removes products that Shopify does not have any more. Lines that sold them stay, without a product. */
export async function removeProducts(
  db: Database,
  { shopId, productIds }: { shopId: number; productIds: readonly number[] },
): Promise<void> {
  const ids = idsIn(db, productIds);
  await removeParts(db, { shopId, productIds });
  await db
    .updateTable("lineItems")
    .set({ productId: null, variantId: null })
    .where("shopId", "=", shopId)
    .where("productId", "in", ids)
    .execute();
  await db
    .deleteFrom("products")
    .where("shopId", "=", shopId)
    .where("productId", "in", ids)
    .execute();
}
