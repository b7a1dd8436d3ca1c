import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { RFM_GROUPS } from "./query/attributes.ts";
import { askableCustomers, columnOf } from "./query/condition-of.server.ts";
import type { PlacedOrder } from "./query/events.ts";
import type { CustomerValues } from "./query/matches.ts";

/** All that a query can ask of one customer. */
export async function findCustomerValues(
  db: Database,
  { shopId, customerId }: { shopId: number; customerId: number },
): Promise<CustomerValues | undefined> {
  const row = await askableCustomers(db, { shopId })
    .select(["customers.numberOfOrders", "customers.amountSpentMinor", "rfmScores.rfmGroup"])
    .select(["customers.createdAt as addedAt", "customers.accountStatus"])
    .select(["customers.emailStatus", "customers.language"])
    .select([
      sql<number | null>`${columnOf("first_order_date")}`.as("firstOrderAt"),
      sql<number | null>`${columnOf("last_order_date")}`.as("lastOrderAt"),
    ])
    .where("customers.customerId", "=", customerId)
    .executeTakeFirst();
  if (!row) return undefined;
  const tags = await db
    .selectFrom("customerTags")
    .select("tag")
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .execute();
  const countries = await db
    .selectFrom("customerCountries")
    .select("country")
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .execute();
  return {
    ...row,
    rfmGroup: RFM_GROUPS.find((group) => group === row.rfmGroup) ?? null,
    tags: tags.map(({ tag }) => tag),
    countries: countries.map(({ country }) => country),
    orders: await findOrders(db, { shopId, customerId }),
  };
}

async function findOrders(
  db: Database,
  { shopId, customerId }: { shopId: number; customerId: number },
): Promise<PlacedOrder[]> {
  const rows = await db
    .selectFrom("orders")
    .leftJoin("lineItems", (join) =>
      join
        .onRef("lineItems.shopId", "=", "orders.shopId")
        .onRef("lineItems.orderId", "=", "orders.orderId"),
    )
    .select(["orders.orderId", "orders.processedAt", "orders.totalMinor", "orders.refundedMinor"])
    .select(["lineItems.lineItemId", "lineItems.productId", "lineItems.quantity"])
    .where("orders.shopId", "=", shopId)
    .where("orders.customerId", "=", customerId)
    .where("orders.isTest", "=", 0)
    .orderBy("orders.orderId")
    .execute();
  return [...Map.groupBy(rows, ({ orderId }) => orderId).values()].flatMap((lines) => {
    const [order] = lines;
    if (!order) return [];
    return {
      at: order.processedAt,
      amountMinor: order.totalMinor - order.refundedMinor,
      lines: lines.flatMap(({ lineItemId, productId, quantity }) =>
        lineItemId === null || quantity === null ? [] : { productId, quantity },
      ),
    };
  });
}
