import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { dayCounter, dayOf } from "#app/platform/calendar.ts";
import { mergeChoices } from "#app/purchases/choices.server.ts";
import type { Order } from "#app/purchases/order.ts";
import { removeCustomers, saveCustomers } from "#app/purchases/save-customers.server.ts";
import { removeOrders, saveOrders } from "#app/purchases/save-orders.server.ts";
import { removeProducts, saveProducts } from "#app/purchases/save-products.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { readCustomers } from "./read-customers.server.ts";
import { readOrders } from "./read-orders.server.ts";
import { readProducts } from "./read-products.server.ts";
import { isOutOfSight } from "./order-window.ts";
import { readSegmentsAgain } from "./read-segments-again.server.ts";
import {
  happenedByOrders,
  happenedToCustomers,
  type Happened,
  type OrderVersion,
} from "./what-happened.ts";

export interface SyncContext {
  db: Database;
  admin: Admin;
  shop: Shop;
  now: () => number;
}

/**
 * Reads the truth about some orders and their customers, and makes ours equal; what Shopify does not have any more is
 * removed. Whose figures change is noted in the same transaction. May run twice and at once.
 * @returns the customers whose orders they are
 */
export async function syncOrders(
  { db, admin, shop, now }: SyncContext,
  orderIds: readonly number[],
): Promise<number[]> {
  const { shopId } = shop;
  const orders = await readOrders(admin, orderIds, dayCounter(shop.timeZone));
  const customerIds = [...new Set(orders.flatMap(({ customerId }) => customerId ?? []))];
  const customers = await readCustomers(admin, customerIds);
  const found = new Set(orders.map(({ orderId }) => orderId));
  const missing = orderIds.filter((orderId) => !found.has(orderId));

  await db.transaction().execute(async (tx) => {
    const held = await heldOrders(tx, { shopId, orderIds });
    await saveCustomers(tx, { shopId, customers });
    await saveOrders(tx, { shopId, orders });
    const removed = await gone(tx, shop, missing, now());
    await removeOrders(tx, { shopId, orderIds: removed });
    await noteLateOrders(tx, { shop, held, orders, at: now() });
    const isStill = ({ orderId }: OrderVersion) => found.has(orderId) || removed.includes(orderId);
    await touched(tx, {
      ...{ shopId, at: now() },
      happened: happenedByOrders(held.filter(isStill), orders),
    });
  });
  return customerIds;
}

const heldOrders = (
  db: Database,
  { shopId, orderIds }: { shopId: number; orderIds: readonly number[] },
): Promise<OrderVersion[]> =>
  db
    .selectFrom("orders")
    .select(["orderId", "customerId", "updatedAt", "refundedMinor"])
    .where("shopId", "=", shopId)
    .where("orderId", "in", idsIn(db, orderIds))
    .execute();

interface LateOrders {
  shop: Shop;
  held: readonly OrderVersion[];
  orders: readonly Order[];
  at: number;
}

/** Keeps which orders came to us on a later day than they were placed: what was kept of the days between lacked them. */
async function noteLateOrders(db: Database, { shop, held, orders, at }: LateOrders) {
  const today = dayOf(at, shop.timeZone);
  const wasHeld = new Set(held.map(({ orderId }) => orderId));
  const late = orders.filter(
    ({ orderId, processedDay }) => processedDay < today && !wasHeld.has(orderId),
  );
  if (late.length === 0) return;
  await db
    .insertInto("lateOrders")
    .values(late.map(({ orderId }) => ({ shopId: shop.shopId, orderId, learnedAt: at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
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
    const held = await tx
      .selectFrom("customers")
      .select(["customerId", "updatedAt", "numberOfOrders", "amountSpentMinor"])
      .where("shopId", "=", shopId)
      .where("customerId", "in", idsIn(tx, customerIds))
      .execute();
    await saveCustomers(tx, { shopId, customers });
    await removeCustomers(tx, { shopId, customerIds: missing });
    await touched(tx, { shopId, happened: happenedToCustomers(held, customers), at: now() });
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
    const traits = await traitsOf(tx, { shopId, productIds });
    await saveProducts(tx, { shopId, products });
    await removeProducts(tx, {
      shopId,
      productIds: productIds.filter((productId) => !found.has(productId)),
    });
    if (traits !== (await traitsOf(tx, { shopId, productIds }))) {
      await readSegmentsAgain(tx, { shop, now });
    }
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

/** What segments can ask of these products, as one text to compare. */
async function traitsOf(
  db: Database,
  { shopId, productIds }: { shopId: number; productIds: readonly number[] },
): Promise<string> {
  const ids = idsIn(db, productIds);
  const products = await db
    .selectFrom("products")
    .select(["productId", "productType", "vendor", "categoryId"])
    .where("shopId", "=", shopId)
    .where("productId", "in", ids)
    .orderBy("productId")
    .execute();
  const tags = await db
    .selectFrom("productTags")
    .select(["productId", "tagKey"])
    .where("shopId", "=", shopId)
    .where("productId", "in", ids)
    .orderBy("productId")
    .orderBy("tagKey")
    .execute();
  return JSON.stringify([products, tags]);
}

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
      for (const table of ["orders", "outsideEvents"] as const) {
        await tx
          .updateTable(table)
          .set({ customerId: mergedIntoId })
          .where("shopId", "=", shopId)
          .where("customerId", "=", customerId)
          .execute();
      }
      await mergeChoices(tx, { shopId, customerId, mergedIntoId });
      await removeCustomers(tx, { shopId, customerIds: [customerId] });
    }
    const happened: Happened = new Map([["merge", [customerId, mergedIntoId]]]);
    await touched(tx, { shopId, happened, at: now() });
  });
}

async function touched(
  db: Database,
  { shopId, happened, at }: { shopId: number; happened: Happened; at: number },
): Promise<void> {
  if (happened.size === 0) return;
  for (const [reason, customerIds] of happened) {
    await touchCustomers(db, { shopId, customerIds, reason, at });
  }
  await enqueue(
    db,
    "segments.refresh-touched",
    { shopId },
    { key: `segments.refresh-touched:${shopId}`, runAt: at },
  );
}
