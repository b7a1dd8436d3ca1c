import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { openDatabase, type Database } from "../db/database.server.ts";
import { refreshFacts } from "../purchases/refresh-facts.server.ts";
import { refreshPurchaseFacts } from "../purchases/refresh-purchase-facts.server.ts";
import { saveCollection } from "../purchases/save-collections.server.ts";
import { saveCustomers } from "../purchases/save-customers.server.ts";
import { saveOrders } from "../purchases/save-orders.server.ts";
import { saveProducts } from "../purchases/save-products.server.ts";
import { refreshNumberCutoffs } from "../segments/number-cutoffs.server.ts";
import type { Known } from "../segments/query/filters/metafields.ts";
import type { Clock } from "../segments/query/spans.ts";
import {
  collectionsIn,
  creditAccountsIn,
  customersIn,
  eventsIn,
  ordersIn,
  productsIn,
  toldIn,
} from "./read-shop-file.ts";
import type { ShopFile } from "./shop-file.ts";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** A shop from a file in a database of its own, in the tables of every shop. */
export interface OpenShop {
  db: Database;
  shopId: number;
  clock: Clock;
  customerIds: readonly number[];
  known: Known;
}

/** Opens the shop for the time of `use`; of its database nothing is left afterwards. */
export async function withShop<Result>(
  file: ShopFile,
  use: (shop: OpenShop) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-shop-"));
  try {
    const path = join(folder, "shop.db");
    makeTables(path);
    const { db, close } = openDatabase(`file:${path}`);
    try {
      return await use(await fillShop(db, file));
    } finally {
      await close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeTables(path: string) {
  const sqlite = new Sqlite(path);
  for (const entry of readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name)
    .toSorted()) {
    sqlite.exec(readFileSync(join(MIGRATIONS, entry, "migration.sql"), "utf8"));
  }
  sqlite.close();
}

/** Puts the shop into the tables of a database. */
export async function fillShop(db: Database, file: ShopFile): Promise<OpenShop> {
  const { timezone: timeZone, currency } = file;
  const now = file.now.toZonedDateTime(timeZone).epochMilliseconds;
  const orders = ordersIn(file);
  const shopId = await db.transaction().execute(async (tx) => {
    const shop = await tx
      .insertInto("shops")
      .values({
        ...{ domain: "file.myshopify.com", name: "File", currency, timeZone, installedAt: now },
        hasAllOrders: 1,
      })
      .returning("shopId")
      .executeTakeFirstOrThrow();
    await saveCustomers(tx, { shopId: shop.shopId, customers: customersIn(file, orders) });
    await saveOrders(tx, { shopId: shop.shopId, orders });
    await saveProducts(tx, { shopId: shop.shopId, products: productsIn(file) });
    for (const collection of collectionsIn(file)) {
      await saveCollection(tx, { shopId: shop.shopId, collection });
    }
    await fillBeside(tx, shop.shopId, file);
    return shop.shopId;
  });
  for (const { id: customerId, rfm_group: rfmGroup } of file.customers) {
    if (!rfmGroup) continue;
    const scores = { recency: null, frequency: null, monetary: null };
    await db
      .insertInto("rfmScores")
      .values({ shopId, customerId, rfmGroup, ...scores })
      .execute();
  }
  await refreshFacts(db, { shopId, which: "all", asOf: now });
  await refreshPurchaseFacts(db, { shopId, which: "all" });
  await refreshNumberCutoffs(db, { shopId });
  const customerIds = file.customers.map(({ id }) => id);
  const known = { metafields: new Map(Object.entries(file.metafield_definitions)), segments: [] };
  return { db, shopId, clock: { now, timeZone, currency }, customerIds, known };
}

/** What Shopify does not tell with a customer. */
async function fillBeside(db: Database, shopId: number, file: ShopFile): Promise<void> {
  for (const customer of file.customers) {
    const trace = {
      ...{ shopId, customerId: customer.id, createdByAppId: customer.created_by_app_id },
      abandonedCheckoutAt: customer.abandoned_checkout_at,
    };
    await db.insertInto("customerTraces").values(trace).execute();
  }
  for (const event of eventsIn(file)) {
    await db
      .insertInto("customerEvents")
      .values({ shopId, ...event })
      .execute();
  }
  for (const told of toldIn(file)) {
    await db
      .insertInto("outsideEvents")
      .values({ shopId, ...told })
      .execute();
  }
  for (const account of creditAccountsIn(file)) {
    await db
      .insertInto("storeCreditAccounts")
      .values({ shopId, ...account })
      .execute();
  }
}
