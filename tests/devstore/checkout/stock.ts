import type { Store } from "../store/open-store.ts";

/**
 * Moves the stock of a tracked variant by `by` units (negative: sold) and touches variant and product, as a sale does.
 *
 * @returns the product's id when something moved, for its webhook.
 */
export function moveStock(store: Store, variantId: number | null, by: number): number | null {
  if (variantId === null || by === 0) return null;
  const now = store.now();
  const moved = store.get<{ product_id: number }>(
    `UPDATE variants SET inventory_quantity = inventory_quantity + ?, updated_at = ?
       WHERE id = ? AND tracked = 1 RETURNING product_id`,
    by,
    now,
    variantId,
  );
  if (moved === undefined) return null;
  store.run("UPDATE products SET updated_at = ? WHERE id = ?", now, moved.product_id);
  return moved.product_id;
}
