import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "@prisma/client";
import { dayCounter } from "#app/platform/calendar.ts";
import type { Order } from "#app/purchases/order.ts";
import { bulkLines } from "#app/shopify/bulk-lines.server.ts";
import { LineGroups } from "#app/sync/import/group-lines.ts";
import {
  orderFromShopify,
  type LineItemNode,
  type OrderNode,
} from "#app/sync/order-from-shopify.ts";
import { BENCH_ZONE } from "./write-input.ts";

/**
 * A process of its own: the same result of a bulk operation, read and put into our terms by the same code, but saved as
 * one would with Prisma: `createMany` of some thousand rows, orders and lines of a batch in one transaction.
 */
const [databaseUrl = "", url = ""] = process.argv.slice(2);
const BATCH_ORDERS = 1_000;

const prisma = new PrismaClient({ adapter: new PrismaBetterSQLite3({ url: databaseUrl }) });
for (const pragma of [
  "journal_mode = WAL",
  "synchronous = NORMAL",
  "cache_size = -65536",
  "wal_autocheckpoint = 10000",
]) {
  await prisma.$queryRawUnsafe(`PRAGMA ${pragma}`);
}

let batch: Order[] = [];
let orders = 0;
let rows = 0;
let savingMs = 0;

async function save() {
  const from = performance.now();
  const lineItems = batch.flatMap(({ orderId, lineItems }) =>
    lineItems.map((line) => ({ ...line, shopId: 1, orderId })),
  );
  await prisma.$transaction([
    prisma.order.createMany({
      data: batch.map((order) => ({
        shopId: 1,
        orderId: order.orderId,
        customerId: order.customerId,
        processedAt: order.processedAt,
        processedDay: order.processedDay,
        updatedAt: order.updatedAt,
        cancelledAt: order.cancelledAt,
        isTest: order.isTest ? 1 : 0,
        appId: order.appId,
        locationId: order.locationId,
        subtotalMinor: order.subtotalMinor,
        taxMinor: order.taxMinor,
        shippingMinor: order.shippingMinor,
        adjustmentMinor: order.adjustmentMinor,
        discountMinor: order.discountMinor,
        refundedMinor: order.refundedMinor,
        totalMinor: order.totalMinor,
      })),
    }),
    prisma.lineItem.createMany({ data: lineItems }),
  ]);
  savingMs += performance.now() - from;
  orders += batch.length;
  rows += batch.length + lineItems.length;
  batch = [];
}

const from = performance.now();
const groups = new LineGroups();
const dayOf = dayCounter(BENCH_ZONE);
for await (const lines of bulkLines(url)) {
  for (const line of lines) {
    const group = groups.take(line);
    if (!group) continue;
    batch.push(orderFromShopify(group.root as OrderNode, group.children as LineItemNode[], dayOf));
    if (batch.length === BATCH_ORDERS) await save();
  }
}
const last = groups.last();
if (last)
  batch.push(orderFromShopify(last.root as OrderNode, last.children as LineItemNode[], dayOf));
await save();
const seconds = (performance.now() - from) / 1000;
await prisma.$disconnect();

const maxRssMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `${JSON.stringify({ orders, rows, seconds, savingSeconds: savingMs / 1000, maxRssMb })}\n`,
);
