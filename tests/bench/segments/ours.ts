import { openDatabase } from "#app/db/database.server.ts";
import { refreshStatistics } from "#app/db/statistics.server.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import { recordRefresh } from "#app/purchases/record-refresh.server.ts";
import { refreshTouched } from "#app/segments/refresh-touched.server.ts";
import { addSegments, refreshShop, timed } from "./refresh-shop.ts";
import { TYPICAL_QUERIES } from "./typical-queries.ts";
import { NOW } from "./write-shop.ts";

/** The shop in a SQLite file, refreshed in a process of its own: `ours.ts URL`. */
const [url = "", customers = "0"] = process.argv.slice(2);
const FIFTY = Array.from({ length: 30 }, (_, index) => {
  const query = TYPICAL_QUERIES[index % TYPICAL_QUERIES.length] ?? "";
  return `${query} OR number_of_orders = ${60 + index}`;
});
const ORDERS = 300;

const { db, close } = openDatabase(url);
await refreshStatistics(db);
const refreshed = await refreshShop(db);
await refreshStatistics(db);
const maxRssMb = process.resourceUsage().maxRSS / 1024;

await addSegments(db, FIFTY);
await db.updateTable("segments").set({ asOf: NOW }).execute();
await recordRefresh(db, { shopId: 1, stage: "segments", asOf: NOW, at: NOW });
const few: number[] = [];
for (let n = 0; n < ORDERS; n++) few.push(await oneOrder(n));
await close();
few.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    ...refreshed,
    maxRssMb,
    fewMs: { p50: at(0.5), p95: at(0.95), max: few.at(-1) },
  }),
);

function at(share: number) {
  return few[Math.floor(few.length * share)];
}

/** An order is saved and its customer touched, as sync does; then what the task takes, to the commit. */
async function oneOrder(n: number): Promise<number> {
  const customerId = 1 + ((n * 7919) % Number(customers));
  const processedAt = NOW + n * 1000;
  const orderId = 1_000_000_000 + n;
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto("orders")
      .values({
        ...{ shopId: 1, orderId, customerId, processedAt, updatedAt: processedAt },
        ...{ processedDay: 20_777, cancelledAt: null, isTest: 0, subtotalMinor: 5000, taxMinor: 0 },
        ...{ shippingMinor: 0, adjustmentMinor: 0, discountMinor: 0, refundedMinor: 0 },
        ...{ totalMinor: 5000, appId: null, locationId: null },
      })
      .execute();
    await tx
      .updateTable("customers")
      .set(({ eb }) => ({
        numberOfOrders: eb("numberOfOrders", "+", 1),
        amountSpentMinor: eb("amountSpentMinor", "+", 5000),
        lastOrderAt: processedAt,
      }))
      .where("shopId", "=", 1)
      .where("customerId", "=", customerId)
      .execute();
    await touchCustomers(tx, { shopId: 1, customerIds: [customerId], reason: "order", at: NOW });
  });
  return timed(() => refreshTouched(db, { shopId: 1, asOf: processedAt }));
}
