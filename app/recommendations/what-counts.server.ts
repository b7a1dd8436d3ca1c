import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";

/** Orders that count: neither tests nor cancelled. */
export const countedOrders = (db: Database, { shopId }: { shopId: number }) =>
  db
    .selectFrom("orders")
    .where("orders.shopId", "=", shopId)
    .where("orders.isTest", "=", 0)
    .where("orders.cancelledAt", "is", null);

/** Products that a shopper can buy in the online store at this moment. */
export const offeredProducts = (db: Database, { shopId, asOf }: { shopId: number; asOf: number }) =>
  db
    .selectFrom("products")
    .where("products.shopId", "=", shopId)
    .where("products.status", "=", "ACTIVE")
    .where("products.isAvailable", "=", 1)
    .where("products.publishedAt", "<=", sql<number>`cast(${asOf} as bigint)`);
