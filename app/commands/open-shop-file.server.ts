import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { Temporal } from "temporal-polyfill";
import { openDatabase, type Database } from "../db/database.server.ts";
import { dayOf } from "../platform/calendar.ts";
import { minorUnits } from "../platform/money.ts";
import type { Customer } from "../purchases/customer.ts";
import type { Order } from "../purchases/order.ts";
import { refreshFacts } from "../purchases/refresh-facts.server.ts";
import { saveCustomers } from "../purchases/save-customers.server.ts";
import { saveOrders } from "../purchases/save-orders.server.ts";
import type { Clock } from "../segments/query/spans.ts";
import type { ShopFile } from "./shop-file.ts";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** A shop from a file in a database of its own, in the tables of every shop. */
export interface OpenShop {
  db: Database;
  shopId: number;
  clock: Clock;
  customerIds: readonly number[];
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
      return await use(await fill(db, file));
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

async function fill(db: Database, file: ShopFile): Promise<OpenShop> {
  const { timezone: timeZone, currency } = file;
  const now = Temporal.PlainDateTime.from(file.now).toZonedDateTime(timeZone).epochMilliseconds;
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
  const customerIds = file.customers.map(({ id }) => id);
  return { db, shopId, clock: { now, timeZone, currency }, customerIds };
}

/** Lifetime aggregates are Shopify's: of all orders but tests. */
const customersIn = (file: ShopFile, orders: readonly Order[]): Customer[] =>
  file.customers.map((customer) => {
    const counted = orders.filter((one) => one.customerId === customer.id && !one.isTest);
    return {
      customerId: customer.id,
      createdAt: customer.created_at,
      updatedAt: customer.created_at,
      numberOfOrders: counted.length,
      amountSpentMinor: counted.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
      lastOrderAt: counted.reduce<number | null>(
        (last, { processedAt }) => Math.max(last ?? processedAt, processedAt),
        null,
      ),
      shopifyRfmGroup: customer.rfm_group ?? null,
      accountStatus: customer.customer_account_status,
      emailStatus: customer.email_subscription_status ?? null,
      emailDomain: null,
      smsStatus: null,
      predictedTier: null,
      subscriptionStatus: null,
      ...{ regions: [], cities: [], points: [], companyIds: [], metafields: [] },
      language: customer.language ?? null,
      tags: customer.tags,
      countries: customer.addresses.map(({ country }) => country),
    };
  });

const ordersIn = ({ customers, currency, timezone }: ShopFile): Order[] =>
  customers
    .flatMap(({ id, orders }) => orders.map((order) => ({ customerId: id, ...order })))
    .map(({ customerId, placed_at: processedAt, total, test, lines }, index) => {
      const totalMinor = minorUnits(total, currency);
      return {
        ...{ orderId: index + 1, customerId, processedAt, updatedAt: processedAt },
        ...{ processedDay: dayOf(processedAt, timezone), cancelledAt: null, isTest: test },
        ...{ appId: null, locationId: null },
        ...{ subtotalMinor: totalMinor, taxMinor: 0, shippingMinor: 0, adjustmentMinor: 0 },
        ...{ discountMinor: 0, refundedMinor: 0, totalMinor, refunds: [] },
        lineItems: lines.map(({ product_id: productId, quantity }, line) => ({
          ...{ lineItemId: (index + 1) * 10_000 + line, productId, variantId: null },
          ...{ quantity, currentQuantity: quantity, totalMinor: 0 },
        })),
      };
    });
