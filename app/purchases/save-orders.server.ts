import type { RowShape } from "#app/db/bulk-upsert.server.ts";
import { upsertRows, upsertRowsReturning } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Order } from "./order.ts";
import { newestOfEach } from "./versions.ts";

const ORDERS: RowShape<"orders"> = {
  table: "orders",
  key: ["shopId", "orderId"],
  version: "updatedAt",
  columns: {
    shopId: "number",
    orderId: "number",
    customerId: "number",
    processedAt: "number",
    processedDay: "number",
    updatedAt: "number",
    cancelledAt: "number",
    isTest: "number",
    appId: "number",
    locationId: "number",
    subtotalMinor: "number",
    taxMinor: "number",
    shippingMinor: "number",
    adjustmentMinor: "number",
    discountMinor: "number",
    refundedMinor: "number",
    totalMinor: "number",
  },
};

const LINE_ITEMS: RowShape<"lineItems"> = {
  table: "lineItems",
  key: ["shopId", "orderId", "lineItemId"],
  columns: {
    shopId: "number",
    orderId: "number",
    lineItemId: "number",
    productId: "number",
    variantId: "number",
    quantity: "number",
    currentQuantity: "number",
    totalMinor: "number",
  },
};

const REFUNDS: RowShape<"refunds"> = {
  table: "refunds",
  key: ["shopId", "orderId", "refundId"],
  columns: {
    shopId: "number",
    orderId: "number",
    refundId: "number",
    createdAt: "number",
    totalMinor: "number",
  },
};

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
  const newest = newestOfEach(orders, ({ orderId }) => orderId);
  const saved = await upsertRowsReturning(
    db,
    ORDERS,
    newest.map((order) => ({ ...order, shopId, isTest: order.isTest ? 1 : 0 })),
    "orderId",
  );
  const accepted = new Set(saved);
  const whole = newest.filter(({ orderId }) => accepted.has(orderId));

  await removeParts(db, { shopId, orderIds: saved });
  await upsertRows(
    db,
    LINE_ITEMS,
    whole.flatMap(({ orderId, lineItems }) =>
      lineItems.map((line) => ({ ...line, shopId, orderId })),
    ),
  );
  await upsertRows(
    db,
    REFUNDS,
    whole.flatMap(({ orderId, refunds }) =>
      refunds.map((refund) => ({ ...refund, shopId, orderId })),
    ),
  );
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

/** Whose orders these are, as we know it; guests' are left out. */
export async function customersOfOrders(
  db: Database,
  { shopId, orderIds }: Which,
): Promise<number[]> {
  const rows = await db
    .selectFrom("orders")
    .select("customerId")
    .distinct()
    .where("shopId", "=", shopId)
    .where("orderId", "in", idsIn(db, orderIds))
    .where("customerId", "is not", null)
    .execute();
  return rows.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
}
