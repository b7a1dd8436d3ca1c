import type { Product } from "#app/purchases/product.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { gid } from "#app/shopify/ids.ts";
import { foundNodes } from "#app/shopify/nodes.ts";
import { pages } from "#app/shopify/pages.ts";
import { PRODUCTS_BY_ID, VARIANTS_OF_PRODUCT } from "./documents.ts";
import { productFromShopify } from "./product-from-shopify.ts";

const AT_ONCE = 10;

/** The truth about some products, each with all its variants. Those that are gone are missing. */
export async function readProducts(
  admin: Admin,
  productIds: readonly number[],
  currency: string,
): Promise<Product[]> {
  const products: Product[] = [];
  for (let from = 0; from < productIds.length; from += AT_ONCE) {
    const ids = productIds.slice(from, from + AT_ONCE).map((id) => gid("Product", id));
    const { nodes } = await admin.ask(PRODUCTS_BY_ID, { ids });
    for (const node of foundNodes(nodes)) {
      const { nodes: variants, pageInfo } = node.variants;
      if (pageInfo.hasNextPage) {
        const rest = pages(async (cursor) => {
          const { product } = await admin.ask(VARIANTS_OF_PRODUCT, {
            id: node.id,
            cursor: cursor ?? pageInfo.endCursor,
          });
          return product?.variants;
        });
        for await (const page of rest) variants.push(...page);
      }
      products.push(productFromShopify(node, variants, currency));
    }
  }
  return products;
}
