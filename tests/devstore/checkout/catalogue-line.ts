import type { Store } from "../store/open-store.ts";
import type { CartLine } from "./cart-line.ts";

export interface FoundLine {
  readonly line: CartLine;
  readonly title: string;
  readonly variantTitle: string;
}

/** A line of a cart as the catalogue knows it; null when the variant is gone or nothing of it is asked for. */
export function findLine(
  store: Store,
  { variantId, quantity }: { variantId: number; quantity: number },
): FoundLine | null {
  const row = store.get<{
    product_id: number;
    title: string;
    variant_title: string;
    price_minor: number;
    product_type: string;
  }>(
    `SELECT v.product_id, p.title, v.title AS variant_title, v.price_minor, p.product_type
     FROM variants AS v JOIN products AS p ON p.id = v.product_id WHERE v.id = ?`,
    variantId,
  );
  if (row === undefined || quantity < 1) return null;
  const collectionIds = store
    .all<{ id: number }>(
      "SELECT collection_id AS id FROM collection_products WHERE product_id = ?",
      row.product_id,
    )
    .map(({ id }) => id);
  return {
    line: {
      variantId,
      productId: row.product_id,
      collectionIds,
      quantity,
      unitPriceMinor: row.price_minor,
      isGiftCard: row.product_type === "Gift card",
    },
    title: row.title,
    variantTitle: row.variant_title,
  };
}

export function isInStock(store: Store, variantId: number, quantity: number): boolean {
  return (
    store.get(
      `SELECT 1 FROM variants WHERE id = ? AND (tracked = 0 OR inventory_policy = 'CONTINUE' OR inventory_quantity >= ?)`,
      variantId,
      quantity,
    ) !== undefined
  );
}
