import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { dayCounter } from "#app/platform/calendar.ts";
import { removeCustomers, saveCustomers } from "#app/purchases/save-customers.server.ts";
import { customersOfOrders, removeOrders, saveOrders } from "#app/purchases/save-orders.server.ts";
import { removeProducts, saveProducts } from "#app/purchases/save-products.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { readCustomers } from "./read-customers.server.ts";
import { readOrders } from "./read-orders.server.ts";
import { readProducts } from "./read-products.server.ts";
import { isOutOfSight } from "./order-window.ts";

export interface SyncContext {
  db: Database;
  admin: Admin;
  shop: Shop;
  now: () => number;
}

/**
 * Reads the truth about some orders and their customers, and makes ours equal; what Shopify does not have any more is
 * removed. Whose figures change is noted in the same transaction. May run twice and at once.
 */
export async function syncOrders(
  { db, admin, shop, now }: SyncContext,
  orderIds: readonly number[],
): Promise<void> {
  const { shopId } = shop;
  const orders = await readOrders(admin, orderIds, dayCounter(shop.timeZone));
  const customerIds = [...new Set(orders.flatMap(({ customerId }) => customerId ?? []))];
  const customers = await readCustomers(admin, customerIds);
  const found = new Set(orders.map(({ orderId }) => orderId));
  const missing = orderIds.filter((orderId) => !found.has(orderId));

  await db.transaction().execute(async (tx) => {
    const before = await customersOfOrders(tx, { shopId, orderIds });
    await saveCustomers(tx, { shopId, customers });
    await saveOrders(tx, { shopId, orders });
    await removeOrders(tx, { shopId, orderIds: await gone(tx, shop, missing, now()) });
    await touched(tx, { shopId, customerIds: [...before, ...customerIds], at: now() });
  });
}

/** Of orders that Shopify does not show us, those that it would if it had them. */
async function gone(
  db: Database,
  shop: Shop,
  orderIds: readonly number[],
  now: number,
): Promise<number[]> {
  if (shop.hasAllOrders || orderIds.length === 0) return [...orderIds];
  const rows = await db
    .selectFrom("orders")
    .select(["orderId", "processedAt"])
    .where("shopId", "=", shop.shopId)
    .where("orderId", "in", idsIn(db, orderIds))
    .execute();
  return rows
    .filter(({ processedAt }) => !isOutOfSight(processedAt, now))
    .map(({ orderId }) => orderId);
}

/** As `syncOrders`, for customers. Only those that differ from what we hold are noted as changed. */
export async function syncCustomers(
  { db, admin, shop, now }: SyncContext,
  customerIds: readonly number[],
): Promise<void> {
  const { shopId } = shop;
  const customers = await readCustomers(admin, customerIds);
  const found = new Set(customers.map(({ customerId }) => customerId));
  const missing = customerIds.filter((customerId) => !found.has(customerId));

  await db.transaction().execute(async (tx) => {
    const versions = await tx
      .selectFrom("customers")
      .select(["customerId", "updatedAt"])
      .where("shopId", "=", shopId)
      .where("customerId", "in", idsIn(tx, customerIds))
      .execute();
    const held = new Map(versions.map(({ customerId, updatedAt }) => [customerId, updatedAt]));
    const changed = customers.filter(
      ({ customerId, updatedAt }) => held.get(customerId) !== updatedAt,
    );
    await saveCustomers(tx, { shopId, customers });
    await removeCustomers(tx, { shopId, customerIds: missing });
    const gone = missing.filter((customerId) => held.has(customerId));
    await touched(tx, {
      shopId,
      customerIds: [...changed.map(({ customerId }) => customerId), ...gone],
      at: now(),
    });
  });
}

/** As `syncOrders`, for products. What can be recommended is worked out anew if more or less can be bought. */
export async function syncProducts(
  { db, admin, shop, now }: SyncContext,
  productIds: readonly number[],
): Promise<void> {
  const { shopId } = shop;
  const products = await readProducts(admin, productIds, shop.currency);
  const found = new Set(products.map(({ productId }) => productId));
  await db.transaction().execute(async (tx) => {
    const before = await buyable(tx, { shopId, productIds });
    await saveProducts(tx, { shopId, products });
    await removeProducts(tx, {
      shopId,
      productIds: productIds.filter((productId) => !found.has(productId)),
    });
    if (before === (await buyable(tx, { shopId, productIds }))) return;
    const runAt = now() + SETTLE_MS;
    await enqueue(
      tx,
      "recommendations.refresh",
      { shopId },
      { key: `recommendations.refresh:${shopId}`, runAt },
    );
  });
}

/** Products sell out one after the other: their news is waited for, and taken together. */
const SETTLE_MS = 15_000;

/** Which of these products can be bought, as one text to compare. */
async function buyable(
  db: Database,
  { shopId, productIds }: { shopId: number; productIds: readonly number[] },
): Promise<string> {
  const rows = await db
    .selectFrom("products")
    .select("productId")
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, productIds))
    .where("status", "=", "ACTIVE")
    .where("publishedAt", "is not", null)
    .where("isAvailable", "=", 1)
    .orderBy("productId")
    .execute();
  return rows.map(({ productId }) => productId).join();
}

/** Customer `customerId` has become part of another, and so have its orders. */
export async function syncMerge(
  { db, admin, shop, now }: SyncContext,
  { customerId, mergedIntoId }: { customerId: number; mergedIntoId: number },
): Promise<void> {
  const { shopId } = shop;
  const customers = await readCustomers(admin, [customerId, mergedIntoId]);
  const isMerged = customers.every((customer) => customer.customerId !== customerId);
  await db.transaction().execute(async (tx) => {
    await saveCustomers(tx, { shopId, customers });
    if (isMerged) {
      await tx
        .updateTable("orders")
        .set({ customerId: mergedIntoId })
        .where("shopId", "=", shopId)
        .where("customerId", "=", customerId)
        .execute();
      await removeCustomers(tx, { shopId, customerIds: [customerId] });
    }
    await touched(tx, { shopId, customerIds: [customerId, mergedIntoId], at: now() });
  });
}

async function touched(
  db: Database,
  { shopId, customerIds, at }: { shopId: number; customerIds: readonly number[]; at: number },
): Promise<void> {
  if (customerIds.length === 0) return;
  await touchCustomers(db, { shopId, customerIds, at });
  await enqueue(
    db,
    "segments.refresh-touched",
    { shopId },
    { key: `segments.refresh-touched:${shopId}`, runAt: at },
  );
}
