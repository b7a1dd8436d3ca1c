import { createHash } from "node:crypto";
import type { Database } from "#app/db/database.server.ts";

/** What the app holds of a shop, in the form in which the development store says what it holds. */
export interface HeldFigures {
  products: number;
  variants: number;
  customers: number;
  orders: { all: number; test: number; cancelled: number; guest: number };
  lineItems: number;
  refunds: number;
  /** From customer facts: counted orders of customers, and a checksum over each customer's. */
  counted: { orders: number; customersWhoBought: number; netMinor: number; checksum: string };
}

const PAGE = 10_000;

/** Counts what the app holds. Equal figures mean equal to the last customer and the last minor unit. */
export async function heldFigures(
  db: Database,
  { shopId }: { shopId: number },
): Promise<HeldFigures> {
  const rowsOf = async (table: "products" | "variants" | "customers" | "lineItems" | "refunds") => {
    const { rows } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("rows"))
      .where("shopId", "=", shopId)
      .executeTakeFirstOrThrow();
    return rows;
  };
  const orders = await db
    .selectFrom("orders")
    .select(({ fn, val }) => [
      fn.countAll<number>().as("all"),
      fn.coalesce(fn.sum<number>("isTest"), val(0)).as("test"),
      fn.count<number>("cancelledAt").as("cancelled"),
      fn.count<number>("customerId").as("ofCustomers"),
    ])
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  return {
    products: await rowsOf("products"),
    variants: await rowsOf("variants"),
    customers: await rowsOf("customers"),
    orders: {
      all: orders.all,
      test: orders.test,
      cancelled: orders.cancelled,
      guest: orders.all - orders.ofCustomers,
    },
    lineItems: await rowsOf("lineItems"),
    refunds: await rowsOf("refunds"),
    counted: await countedFigures(db, shopId),
  };
}

async function countedFigures(db: Database, shopId: number) {
  const checksum = createHash("sha256");
  const counted = { orders: 0, customersWhoBought: 0, netMinor: 0 };
  for (let last = 0; ;) {
    const page = await db
      .selectFrom("customerFacts")
      .select(["customerId", "orders", "netMinor", "firstOrderAt", "lastOrderAt"])
      .where("shopId", "=", shopId)
      .where("customerId", ">", last)
      .orderBy("customerId")
      .limit(PAGE)
      .execute();
    for (const row of page) {
      last = row.customerId;
      if (row.orders === 0) continue;
      counted.orders += row.orders;
      counted.customersWhoBought += 1;
      counted.netMinor += row.netMinor;
      checksum.update(
        `${row.customerId}:${row.orders}:${row.netMinor}:${row.firstOrderAt ?? ""}:${row.lastOrderAt ?? ""}\n`,
      );
    }
    if (page.length < PAGE) return { ...counted, checksum: checksum.digest("hex") };
  }
}
