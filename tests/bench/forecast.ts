import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { openDatabase, type Database } from "#app/db/database.server.ts";
import { refreshStatistics } from "#app/db/statistics.server.ts";
import { forecastWith } from "#app/offers/forecast/forecast-offer.server.ts";
import type { LiveDiscount } from "#app/offers/live-discounts/live-discount.ts";
import type { Cart, Discount } from "#app/offers/pricing/cart.ts";
import { priceCart } from "#app/offers/pricing/price-cart.ts";
import { plainTerms, type Items, type Reduction, type Terms } from "#app/offers/terms.ts";
import { NOW, writeShop } from "./segments/write-shop.ts";

/**
 * How long a forecast over 100,000 orders of 90 days takes, alone and beside eight live discounts of every kind, with the
 * memory it needs; beside the plain way: every order with a query for its lines, priced from scratch. Both must come to
 * the same cost.
 *
 *     npm run bench -- forecast --orders 100000
 */
export default async function bench(args: string[]): Promise<void> {
  const options = { orders: { type: "string", default: "100000" } } as const;
  const orders = Number(parseArgs({ args, options }).values.orders);
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  try {
    await writeShop(`${folder}/shop.db`, orders / 5);
    const { db, close } = openDatabase(`file:${folder}/shop.db`);
    await makeSeason(db);
    await refreshStatistics(db);
    await measure(db);
    await close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The three years of the generated shop pressed into a season; everybody is a regular; costs of four in five products. */
async function makeSeason(db: Database): Promise<void> {
  await sql`update orders set processed_at = ${NOW} - (${NOW} - processed_at) / 13 - 1`.execute(db);
  await sql`insert into variants (shop_id, product_id, variant_id, price_minor, cost_minor, is_available)
    select 1, product_id, product_id, 4000, case when product_id % 5 > 0 then 1500 end, 1 from products`.execute(
    db,
  );
  await sql`update line_items set variant_id = product_id`.execute(db);
  await sql`insert into product_collections (shop_id, product_id, collection_id)
    select 1, product_id, product_id % 7 from products`.execute(db);
  await sql`insert into segments (shop_id, segment_id, handle, name, query, priority, created_at, updated_at)
    values (1, 1, 's-aaaaaa', 'Regulars', 'number_of_orders > 0', 1, 0, 0)`.execute(db);
  await sql`insert into memberships (shop_id, segment_id, customer_id, since)
    select 1, 1, customer_id, 0 from customers`.execute(db);
}

const all: Items = { kind: "all" };
const some: Items = { kind: "collections", collectionIds: [1, 2, 3] };
const few: Items = { kind: "products", productIds: [1, 2, 3, 4, 5, 6, 7, 8] };
const willing = { product: true, order: true, shipping: true };
const offer: Terms = {
  ...plainTerms({ kind: "percentage", basisPoints: 1_000, items: some }),
  combinesWith: willing,
};
const reductions: Reduction[] = [
  { kind: "percentage", basisPoints: 500, items: all },
  { kind: "amount", minor: 700, eachItem: false, items: all },
  { kind: "percentage", basisPoints: 2_000, items: few },
  { kind: "amount", minor: 300, eachItem: true, items: some },
  { kind: "free-shipping", upToMinor: null },
  { kind: "percentage", basisPoints: 1_500, items: some },
  {
    ...{ kind: "buy-x-get-y", usesPerOrder: null, buys: { quantity: 1, items: some } },
    gets: { quantity: 1, items: some, basisPoints: 10_000 },
  },
  { kind: "amount", minor: 1_000, eachItem: false, items: few },
];
const live: LiveDiscount[] = reductions.map((reduction, at) => ({
  ...{ id: at + 1, title: `Discount ${at + 1}`, method: "automatic", code: null, isOurs: false },
  terms: { ...plainTerms(reduction), combinesWith: { ...willing, product: at % 2 === 0 } },
  ...{ hasContext: false, startsAt: 0, endsAt: null },
}));

async function measure(db: Database): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const memory = () => `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`;
  for (const [words, discounts] of [
    ["alone", []],
    ["beside eight", live],
  ] as const) {
    const began = performance.now();
    const before = process.cpuUsage();
    const forecast = await forecastWith(db, {
      ...{ shopId: 1, now: NOW, live: discounts },
      draft: { segmentId: 1, terms: offer, method: "automatic", startsAt: NOW },
    });
    say(
      `${forecast.orders} orders, ${words}: ${seconds(performance.now() - began)} (${processor(before)} of a processor), memory ${memory()}; cost ${forecast.alone.costMinor}, stacked ${forecast.stacked.costMinor}`,
    );
  }
  const began = performance.now();
  const before = process.cpuUsage();
  const plain = await plainly(db);
  say(
    `  the plain way, beside eight: ${seconds(performance.now() - began)} (${processor(before)} of a processor), memory ${memory()}; cost ${plain.alone}, stacked ${plain.stacked}`,
  );
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function processor(before: NodeJS.CpuUsage): string {
  const { user, system } = process.cpuUsage(before);
  return seconds((user + system) / 1000);
}

/** As one would write it first: all orders in memory, a query for each, every discount read anew for every cart. */
async function plainly(db: Database): Promise<{ alone: number; stacked: number }> {
  const discounts = [
    { key: "offer", method: "automatic", terms: offer },
    ...live.flatMap(({ id, terms }) =>
      terms ? [{ key: String(id), method: "automatic", terms }] : [],
    ),
  ] as Discount[];
  const orders = await sql<{ orderId: number; discountMinor: number; shippingMinor: number }>`
    select order_id, discount_minor, shipping_minor from orders
    where processed_at >= ${NOW - 90 * 86_400_000} and is_test = 0 and cancelled_at is null
      and customer_id in (select customer_id from memberships)`.execute(db);
  const sums = { alone: 0, stacked: 0 };
  for (const order of orders.rows) {
    const cart = await cartOf(db, order);
    sums.alone += priceCart(cart, discounts.slice(0, 1)).discountMinor;
    sums.stacked += priceCart(cart, discounts).discountMinor;
  }
  return sums;
}

async function cartOf(
  db: Database,
  order: { orderId: number; discountMinor: number; shippingMinor: number },
): Promise<Cart> {
  const { rows } = await sql<{ productId: number; quantity: number; totalMinor: number }>`
    select product_id, quantity, total_minor from line_items where shop_id = 1
      and order_id = ${order.orderId} order by line_item_id`.execute(db);
  const prices = await Promise.all(
    rows.map(({ productId }) =>
      sql<{ priceMinor: number }>`select price_minor from variants
        where shop_id = 1 and product_id = ${productId}`.execute(db),
    ),
  );
  const gaps = rows.map(({ quantity, totalMinor }, at) =>
    Math.max(0, (prices[at]?.rows[0]?.priceMinor ?? 0) * quantity - totalMinor),
  );
  const gap = gaps.reduce((sum, one) => sum + one, 0);
  let left = order.discountMinor;
  const lines = rows.flatMap(({ productId, quantity, totalMinor }, at) => {
    const own =
      gap <= order.discountMinor
        ? (gaps[at] ?? 0)
        : at === rows.length - 1
          ? left
          : Math.round((order.discountMinor * (gaps[at] ?? 0)) / gap);
    left -= own;
    const minor = totalMinor + (order.discountMinor > 0 ? own : 0);
    const line = { productId, collectionIds: [productId % 7], isGiftCard: false };
    const unit = Math.floor(minor / quantity);
    return [
      { ...line, quantity: quantity - (minor % quantity), unitPriceMinor: unit },
      { ...line, quantity: minor % quantity, unitPriceMinor: unit + 1 },
    ].filter((one) => one.quantity > 0);
  });
  return { lines, shippingMinor: order.shippingMinor };
}
