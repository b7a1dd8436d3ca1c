import type { Items, Minimum } from "../terms.ts";
import { subtotalOf, type CartLine } from "./cart.ts";

export type Covers = (line: CartLine) => boolean;

/**
 * Whether a discount is on a line. Never on a gift card: Shopify leaves them out of discounts on everything and on
 * collections (help.shopify.com, "Add a discount to a gift card"); one that names a gift card itself is not reckoned with.
 */
export function coverage(items: Items): Covers {
  switch (items.kind) {
    case "all":
      return ({ isGiftCard }) => !isGiftCard;
    case "products": {
      const named = new Set(items.productIds);
      return ({ isGiftCard, productId }) =>
        !isGiftCard && productId !== null && named.has(productId);
    }
    case "collections": {
      const named = new Set(items.collectionIds);
      return ({ isGiftCard, collectionIds }) =>
        !isGiftCard && collectionIds.some((collectionId) => named.has(collectionId));
    }
  }
}

/**
 * Whether what a discount is on reaches its minimum, before any discount (DiscountMinimumRequirement: "the minimum
 * subtotal", "the minimum quantity of items"; of a discount on named items these items alone count).
 */
export function meets(minimum: Minimum, lines: readonly CartLine[], covers: Covers): boolean {
  if (!minimum) return true;
  let reached = 0;
  for (const line of lines) {
    if (covers(line)) reached += minimum.kind === "subtotal" ? subtotalOf(line) : line.quantity;
  }
  return reached >= (minimum.kind === "subtotal" ? minimum.minor : minimum.quantity);
}
