import { gid } from "../ids.ts";
import { momentText } from "../moment.ts";
import { moneyText, moneyV2 } from "../money.ts";
import type { Context, Resolvers } from "../resolver.ts";
import { rowById, rowsUnder } from "../row-memory.ts";
import { moment, number, words, type SearchFields } from "../search.ts";
import { metafieldFields } from "./metafields.ts";

export interface VariantRow {
  readonly id: number;
  readonly product_id: number;
  readonly title: string;
  readonly sku: string | null;
  readonly price_minor: number;
  readonly compare_at_minor: number | null;
  readonly cost_minor: number | null;
  readonly inventory_quantity: number;
  readonly inventory_policy: string;
  readonly tracked: number;
  readonly position: number;
  readonly created_at: number;
  readonly updated_at: number;
}

export const variantSearch: SearchFields = {
  id: number("variants.id"),
  product_id: number("variants.product_id"),
  sku: words("variants.sku"),
  title: words("variants.title"),
  updated_at: moment("variants.updated_at"),
  inventory_quantity: number("variants.inventory_quantity"),
  default: words("variants.sku"),
};

export const variantFields: Resolvers = {
  ProductVariant: {
    id: (variant: VariantRow) => gid("ProductVariant", variant.id),
    legacyResourceId: (variant: VariantRow) => String(variant.id),
    title: (variant: VariantRow) => variant.title,
    displayName: (variant: VariantRow, _args, { store }) =>
      `${store.get<{ title: string }>("SELECT title FROM products WHERE id = ?", variant.product_id)?.title ?? ""} - ${variant.title}`,
    sku: (variant: VariantRow) => variant.sku,
    price: (variant: VariantRow, _args, { store }) =>
      moneyText(variant.price_minor, store.currency),
    compareAtPrice: (variant: VariantRow, _args, { store }) =>
      variant.compare_at_minor === null
        ? null
        : moneyText(variant.compare_at_minor, store.currency),
    position: (variant: VariantRow) => variant.position,
    inventoryQuantity: (variant: VariantRow) => variant.inventory_quantity,
    sellableOnlineQuantity: (variant: VariantRow) => variant.inventory_quantity,
    inventoryPolicy: (variant: VariantRow) => variant.inventory_policy,
    availableForSale: isForSale,
    taxable: () => true,
    selectedOptions: (variant: VariantRow) => [{ name: "Title", value: variant.title }],
    product: (variant: VariantRow, _args, context) =>
      rowById(context, "products", variant.product_id),
    inventoryItem: (variant: VariantRow) => variant,
    createdAt: (variant: VariantRow) => momentText(variant.created_at),
    updatedAt: (variant: VariantRow) => momentText(variant.updated_at),
    ...metafieldFields("PRODUCTVARIANT", (variant: VariantRow) => variant.id),
  },
  // An inventory item is its variant seen from the stockroom, under the same number.
  InventoryItem: {
    id: (variant: VariantRow) => gid("InventoryItem", variant.id),
    legacyResourceId: (variant: VariantRow) => String(variant.id),
    sku: (variant: VariantRow) => variant.sku,
    tracked: (variant: VariantRow) => variant.tracked === 1,
    requiresShipping: () => true,
    unitCost: (variant: VariantRow, _args, { store }) =>
      variant.cost_minor === null ? null : moneyV2(variant.cost_minor, store),
    createdAt: (variant: VariantRow) => momentText(variant.created_at),
    updatedAt: (variant: VariantRow) => momentText(variant.updated_at),
    variant: (variant: VariantRow) => variant,
  },
};

export function variantsOf(context: Context, product: { readonly id: number }): VariantRow[] {
  return rowsUnder<VariantRow>(context, "variants", product.id);
}

/** Whether it can be bought: in stock, or not tracked, or sold on when out of stock. */
export function isForSale(variant: VariantRow): boolean {
  return (
    variant.tracked === 0 ||
    variant.inventory_policy === "CONTINUE" ||
    variant.inventory_quantity > 0
  );
}
