import type { Store } from "../store/open-store.ts";

const PAGE = 50;

interface ProductFound {
  id: number;
  title: string;
  handle: string;
  product_type: string;
  vendor: string;
  status: string;
  tags: string;
  image_url: string | null;
  total: number;
  variants: number;
}

/** What the resource picker shows for a search text, in the shape that App Bridge gives an app. */
export function resourcesOf(store: Store, kind: string, query: string): object[] {
  const like = `%${query.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  if (kind === "collection") {
    return store
      .all<{ id: number; title: string; handle: string }>(
        "SELECT id, title, handle FROM collections WHERE title LIKE ? ESCAPE '\\' ORDER BY title LIMIT ?",
        like,
        PAGE,
      )
      .map(({ id, title, handle }) => ({ id: `gid://shopify/Collection/${id}`, title, handle }));
  }
  const products = store.all<ProductFound>(
    `SELECT p.id, p.title, p.handle, p.product_type, p.vendor, p.status, p.tags, p.image_url,
       (SELECT COALESCE(SUM(v.inventory_quantity), 0) FROM variants AS v WHERE v.product_id = p.id) AS total,
       (SELECT COUNT(*) FROM variants AS v WHERE v.product_id = p.id) AS variants
     FROM products AS p WHERE p.title LIKE ? ESCAPE '\\' OR p.product_type LIKE ? ESCAPE '\\' OR p.vendor LIKE ? ESCAPE '\\'
     ORDER BY p.title, p.id LIMIT ?`,
    like,
    like,
    like,
    PAGE,
  );
  return products.map((product) => {
    const tags: unknown = JSON.parse(product.tags);
    return {
      id: `gid://shopify/Product/${product.id}`,
      title: product.title,
      handle: product.handle,
      productType: product.product_type,
      vendor: product.vendor,
      status: product.status,
      tags,
      images: product.image_url
        ? [{ originalSrc: new URL(product.image_url, store.shops.origin || undefined).href }]
        : [],
      totalInventory: product.total,
      totalVariants: product.variants,
      variants: store
        .all<{ id: number; title: string; sku: string | null }>(
          "SELECT id, title, sku FROM variants WHERE product_id = ? ORDER BY position",
          product.id,
        )
        .map((variant) => ({ ...variant, id: `gid://shopify/ProductVariant/${variant.id}` })),
    };
  });
}
