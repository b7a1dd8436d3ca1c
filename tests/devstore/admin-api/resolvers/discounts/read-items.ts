import type { Items } from "../../../checkout/discount.ts";
import type { ItemsInput } from "./input.ts";
import type { Reading, Thing } from "./reading.ts";

const products: Thing = { type: "Product", table: "products", words: "Product" };
const variants: Thing = { type: "ProductVariant", table: "variants", words: "Product variant" };
const collections: Thing = { type: "Collection", table: "collections", words: "Collection" };

/** What a discount is on, or what has to be bought for it: additions and removals to what it was. */
export function readItems(
  reading: Reading,
  asked: ItemsInput | null | undefined,
  before: Items,
  at: readonly string[],
): Items {
  if (!asked) return before;
  if (
    asked.collections?.add?.length &&
    (asked.products?.productsToAdd?.length || asked.products?.productVariantsToAdd?.length)
  ) {
    const message = "Cannot entitle collections in combination with product variants or products";
    reading.refuse([...at, "collections", "add"], message, "CONFLICT");
  }
  if (asked.all === true) return { kind: "all" };
  if (asked.products) {
    const known = before.kind === "products" ? before : { productIds: [], variantIds: [] };
    const { productsToAdd, productsToRemove } = asked.products;
    const { productVariantsToAdd, productVariantsToRemove } = asked.products;
    const inProducts = [...at, "products"];
    return {
      kind: "products",
      productIds: reading.ids(known.productIds, productsToAdd, productsToRemove, products, [
        ...inProducts,
        "productsToAdd",
      ]),
      variantIds: reading.ids(
        known.variantIds,
        productVariantsToAdd,
        productVariantsToRemove,
        variants,
        [...inProducts, "productVariantsToAdd"],
      ),
    };
  }
  if (asked.collections) {
    const known = before.kind === "collections" ? before.collectionIds : [];
    const { add, remove } = asked.collections;
    const inCollections = [...at, "collections", "add"];
    return {
      kind: "collections",
      collectionIds: reading.ids(known, add, remove, collections, inCollections),
    };
  }
  return before;
}
