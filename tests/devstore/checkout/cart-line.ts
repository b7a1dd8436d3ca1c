import type { Items } from "./discount.ts";

export interface CartLine {
  readonly variantId: number;
  readonly productId: number;
  readonly collectionIds: readonly number[];
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** No discount is given on gift cards, and they count for none. */
  readonly isGiftCard: boolean;
}

/** Whether a line is among these items: never a gift card. */
export function isOn(items: Items, line: CartLine): boolean {
  if (line.isGiftCard) return false;
  switch (items.kind) {
    case "all":
      return true;
    case "products":
      return items.productIds.includes(line.productId) || items.variantIds.includes(line.variantId);
    case "collections":
      return items.collectionIds.some((id) => line.collectionIds.includes(id));
  }
}

/** A line before discounts. */
export const subtotalOf = (line: CartLine): number => line.quantity * line.unitPriceMinor;
