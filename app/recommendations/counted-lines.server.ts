import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";

/** Line items of orders that count, with what is left of them, each with its order. Products only, no fees. */
export const countedLines = (db: Database, { shopId }: { shopId: number }) =>
  db
    .selectFrom("lineItems")
    .innerJoin("orders", (join) =>
      join
        .onRef("orders.shopId", "=", "lineItems.shopId")
        .onRef("orders.orderId", "=", "lineItems.orderId"),
    )
    .where("lineItems.shopId", "=", shopId)
    .where("lineItems.productId", "is not", null)
    .where("lineItems.currentQuantity", ">", 0)
    .where("orders.isTest", "=", 0)
    .where("orders.cancelledAt", "is", null)
    .$narrowType<{ productId: number }>();

/** Products that a shopper can buy in the online store at this moment. */
export const offeredProducts = (db: Database, { shopId, asOf }: { shopId: number; asOf: number }) =>
  db
    .selectFrom("products")
    .where("products.shopId", "=", shopId)
    .where("products.status", "=", "ACTIVE")
    .where("products.isAvailable", "=", 1)
    .where("products.publishedAt", "<=", sql<number>`cast(${asOf} as bigint)`);
