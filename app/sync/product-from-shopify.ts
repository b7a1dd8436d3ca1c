import { minorUnits } from "#app/platform/money.ts";
import type { Product } from "#app/purchases/product.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { numericId } from "#app/shopify/ids.ts";

type ImportedProduct = Operations["ImportProducts"]["data"]["products"]["edges"][number]["node"];

export type ProductNode = Omit<ImportedProduct, "variants">;
export type VariantNode = ImportedProduct["variants"]["edges"][number]["node"];

/**
 * Shopify's product in our terms. Prices come without a currency: they are the shop's.
 * @throws MoneyInvalid, IdInvalid
 */
export const productFromShopify = (
  node: ProductNode,
  variants: readonly VariantNode[],
  currency: string,
): Product => ({
  productId: numericId(node.id),
  title: node.title,
  handle: node.handle,
  productType: node.productType,
  vendor: node.vendor,
  status: node.status,
  publishedAt: node.publishedAt === null ? null : Date.parse(node.publishedAt),
  tags: node.tags,
  categoryId: node.category?.id.slice(node.category.id.lastIndexOf("/") + 1) ?? null,
  imageUrl: node.featuredMedia?.preview?.image?.url ?? null,
  createdAt: Date.parse(node.createdAt),
  updatedAt: Date.parse(node.updatedAt),
  variants: variants.map(({ id, price, availableForSale, inventoryItem: { unitCost } }) => ({
    variantId: numericId(id),
    priceMinor: minorUnits(price, currency),
    costMinor: unitCost && minorUnits(unitCost.amount, unitCost.currencyCode),
    isAvailable: availableForSale,
  })),
});
