import { readFileSync } from "node:fs";
import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "@prisma/client";

/** A process of its own: the same rows through Prisma's `createMany`, as far as a sample goes. */
const [databaseUrl = "", ordersCsv = "", lineItemsCsv = "", sample = "0"] = process.argv.slice(2);
const BATCH = 2000;

const rowsOf = (file: string, count: number) =>
  readFileSync(file, "utf8")
    .split("\n", count)
    .map((line) => line.split(","));
const big = (text: string | undefined) => BigInt(text ?? 0);
const bigOrNull = (text: string | undefined) => (text ? BigInt(text) : null);

const orders = rowsOf(ordersCsv, Number(sample)).map((c) => ({
  shopId: 1,
  orderId: big(c[1]),
  customerId: bigOrNull(c[2]),
  processedAt: big(c[3]),
  processedDay: Number(c[4]),
  updatedAt: big(c[5]),
  cancelledAt: null,
  isTest: 0,
  subtotalMinor: big(c[8]),
  taxMinor: big(c[9]),
  shippingMinor: big(c[10]),
  adjustmentMinor: big(c[11]),
  discountMinor: big(c[12]),
  refundedMinor: big(c[13]),
  totalMinor: big(c[14]),
}));
const lineItems = rowsOf(lineItemsCsv, Number(sample) * 3).map((c) => ({
  shopId: 1,
  orderId: big(c[1]),
  lineItemId: big(c[2]),
  productId: bigOrNull(c[3]),
  variantId: bigOrNull(c[4]),
  quantity: Number(c[5]),
  currentQuantity: Number(c[6]),
  totalMinor: big(c[7]),
}));

const prisma = new PrismaClient({ adapter: new PrismaBetterSQLite3({ url: databaseUrl }) });
await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
await prisma.$queryRawUnsafe("PRAGMA synchronous = NORMAL");
await prisma.shop.create({
  data: {
    shopId: 1,
    domain: "bench.myshopify.com",
    name: "Bench",
    currency: "EUR",
    timeZone: "UTC",
    installedAt: 0,
  },
});

const from = performance.now();
for (let at = 0; at < orders.length; at += BATCH)
  await prisma.order.createMany({ data: orders.slice(at, at + BATCH) });
for (let at = 0; at < lineItems.length; at += BATCH) {
  await prisma.lineItem.createMany({ data: lineItems.slice(at, at + BATCH) });
}
const seconds = (performance.now() - from) / 1000;
await prisma.$disconnect();
process.stdout.write(
  `${JSON.stringify({ rows: orders.length + lineItems.length, seconds, maxRssMb: process.resourceUsage().maxRSS / 1024 })}\n`,
);
