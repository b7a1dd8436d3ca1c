import { productReferences, PRODUCTS_PER_SHELF } from "../layout.ts";

/** The shelf of guests, and of customers without one of their own. */
export const EVERYONE = "everyone";

/**
 * The fields of `$app:segment`, all of them, so that one that is empty is cleared: what the storefront shows to one
 * segment. Never the segment's name: it may say what nobody wants to read of themselves. `productIds` best first.
 */
export const segmentFields = (productIds: readonly number[]) => ({
  title: "",
  message: "",
  products: productReferences(productIds.slice(0, PRODUCTS_PER_SHELF)),
});
