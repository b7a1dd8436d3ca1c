import { upsertRows, upsertRowsReturning } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Order } from "./order.ts";
import { LINE_ITEMS, ORDERS, orderRows, partsOf, REFUNDS, type OrderRows } from "./order-rows.ts";

interface Which {
  shopId: number;
  orderIds: readonly number[];
}

/**
 * Saves orders with their lines and refunds, each order whole: what we hold of a newer version stays as it is.
 * Call it inside a transaction.
 * @returns the ids of the orders that were saved.
 */
export async function saveOrders(
  db: Database,
  { shopId, orders }: { shopId: number; orders: readonly Order[] },
): Promise<number[]> {
  return saveOrderRows(db, shopId, orderRows(shopId, orders));
}

/** `saveOrders` of orders that are rows already. */
export async function saveOrderRows(
  db: Database,
  shopId: number,
  rows: OrderRows,
): Promise<number[]> {
  const saved = await upsertRowsReturning(db, ORDERS, rows.orders, "orderId");
  await removeParts(db, { shopId, orderIds: saved });
  const isAll = saved.length * rows.orders.width === rows.orders.values.length;
  const { lineItems, refunds } = isAll ? rows : partsOf(rows, new Set(saved));
  await upsertRows(db, LINE_ITEMS, lineItems);
  await upsertRows(db, REFUNDS, refunds);
  return saved;
}

async function removeParts(db: Database, which: Which): Promise<void> {
  for (const table of ["lineItems", "refunds"] as const) {
    if (!(await holdsAround(db, table, which))) continue;
    await db
      .deleteFrom(table)
      .where("shopId", "=", which.shopId)
      .where("orderId", "in", idsIn(db, which.orderIds))
      .execute();
  }
}

/** Whether there can be anything of these at all: one look, where a first import would look for each in vain. */
async function holdsAround(
  db: Database,
  table: "lineItems" | "refunds",
  { shopId, orderIds }: Which,
): Promise<boolean> {
  let first = Infinity;
  let last = -Infinity;
  for (const orderId of orderIds) {
    first = Math.min(first, orderId);
    last = Math.max(last, orderId);
  }
  if (first > last) return false;
  const held = await db
    .selectFrom(table)
    .select("orderId")
    .where("shopId", "=", shopId)
    .where("orderId", ">=", first)
    .where("orderId", "<=", last)
    .limit(1)
    .executeTakeFirst();
  return held !== undefined;
}

/** Removes orders that Shopify does not have any more, with all their parts. */
export async function removeOrders(db: Database, { shopId, orderIds }: Which): Promise<void> {
  await removeParts(db, { shopId, orderIds });
  await db
    .deleteFrom("orders")
    .where("shopId", "=", shopId)
    .where("orderId", "in", idsIn(db, orderIds))
    .execute();
}
