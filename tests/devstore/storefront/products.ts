import type { Page } from "./page.ts";
import { ProductDrop, type ProductRow, type VariantRow } from "./drops/product-drop.ts";

const COLUMNS = "id, title, handle, product_type, vendor, tags, description, image_url";
/** What the online store shows: published, and neither a draft nor archived. */
const PUBLISHED =
  "status IN ('ACTIVE', 'UNLISTED') AND published_at IS NOT NULL AND published_at <= :now";

/** The published ones of these products, by id. One that is deleted, a draft or unpublished is not among them. */
export function productsById(page: Page, ids: readonly number[]): Map<number, ProductDrop> {
  const rows = page.store.all<ProductRow>(
    `SELECT ${COLUMNS} FROM products WHERE id IN (SELECT value FROM json_each(:ids)) AND ${PUBLISHED}`,
    { ids: JSON.stringify(ids), now: page.store.now() },
  );
  return new Map(dressed(page, rows).map((product) => [product.id, product]));
}

export function productByHandle(page: Page, handle: string): ProductDrop | null {
  const rows = page.store.all<ProductRow>(
    `SELECT ${COLUMNS} FROM products WHERE handle = :handle AND ${PUBLISHED}`,
    { handle, now: page.store.now() },
  );
  return dressed(page, rows)[0] ?? null;
}

/** Newest first; of one collection in its own order. Unlisted products are reached by address only. */
export function listedProducts(
  page: Page,
  asked: { collectionId: number | null; limit: number; offset: number },
): ProductDrop[] {
  const from =
    asked.collectionId === null
      ? `products WHERE 1 = 1`
      : `products JOIN collection_products ON product_id = id WHERE collection_id = :collectionId`;
  const order = asked.collectionId === null ? "published_at DESC, id DESC" : "position, id";
  const rows = page.store.all<ProductRow>(
    `SELECT ${COLUMNS} FROM ${from} AND status = 'ACTIVE' AND ${PUBLISHED} ORDER BY ${order} LIMIT :limit OFFSET :offset`,
    {
      limit: asked.limit,
      offset: asked.offset,
      now: page.store.now(),
      ...(asked.collectionId === null ? {} : { collectionId: asked.collectionId }),
    },
  );
  return dressed(page, rows);
}

function dressed(page: Page, rows: readonly ProductRow[]): ProductDrop[] {
  const variants = page.store.all<VariantRow>(
    `SELECT id, product_id, title, sku, price_minor, compare_at_minor, inventory_quantity, inventory_policy, tracked
     FROM variants WHERE product_id IN (SELECT value FROM json_each(?)) ORDER BY product_id, position`,
    JSON.stringify(rows.map((row) => row.id)),
  );
  const byProduct = Map.groupBy(variants, (variant) => variant.product_id);
  return rows.flatMap((row) => {
    const own = byProduct.get(row.id);
    return own ? [new ProductDrop(page, row, own)] : [];
  });
}
