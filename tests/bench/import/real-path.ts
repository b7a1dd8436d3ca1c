import { openDatabase } from "#app/db/database.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { saveImport } from "#app/sync/import/save-import.server.ts";
import { BENCH_ZONE } from "./write-input.ts";

/** A process of its own: from the bulk result's address to committed rows, as the worker does it. */
const [databaseUrl = "", url = ""] = process.argv.slice(2);

const { db, close } = openDatabase(databaseUrl);
const now = Date.now();
await db
  .insertInto("shops")
  .values({
    shopId: 1,
    domain: "bench.myshopify.com",
    name: "Bench",
    currency: "EUR",
    timeZone: BENCH_ZONE,
    installedAt: now,
    uninstalledAt: null,
  })
  .execute();
await db
  .insertInto("imports")
  .values({
    shopId: 1,
    resource: "orders",
    state: "saving",
    bulkOperationId: 1,
    url,
    totalBytes: null,
    expectedObjects: null,
    startedAt: now,
    updatedAt: now,
    finishedAt: null,
    fault: null,
  })
  .execute();
const shop = await readShop(db, 1);

const from = performance.now();
const orders = await saveImport({ db, shop, now: Date.now }, "orders", {
  url,
  totalBytes: null,
  savedBytes: 0,
  savedObjects: 0,
});
const seconds = (performance.now() - from) / 1000;
await close();
process.stdout.write(
  `${JSON.stringify({ orders, seconds, maxRssMb: process.resourceUsage().maxRSS / 1024 })}\n`,
);
