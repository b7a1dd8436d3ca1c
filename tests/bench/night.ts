import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase, type Database } from "#app/db/database.server.ts";
import { refreshStatistics } from "#app/db/statistics.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { refreshPurchaseFacts } from "#app/purchases/refresh-purchase-facts.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { refreshCadence } from "#app/segments/cadence/refresh-cadence.server.ts";
import { measureHitRate } from "#app/segments/cadence/measure-hit-rate.server.ts";
import { exportMembers } from "#app/segments/export/export-members.server.ts";
import { fitLifetime } from "#app/segments/lifetime/shop/fit-lifetime.server.ts";
import { refreshLifetime } from "#app/segments/lifetime/shop/refresh-lifetime.server.ts";
import { refreshNumberCutoffs } from "#app/segments/number-cutoffs.server.ts";
import { askableCustomers, conditionOf, wholeOf } from "#app/segments/query/condition-of.server.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { refreshMemberships } from "#app/segments/refresh-memberships.server.ts";
import { measureRfm } from "#app/segments/rfm/measure-rfm.server.ts";
import { scoreCustomers } from "#app/segments/rfm/score-customers.server.ts";
import { measureShape } from "#app/segments/templates/measure-shape.server.ts";
import { refreshTiers } from "#app/segments/tiers/refresh-tiers.server.ts";
import { saveTiers } from "#app/segments/tiers/tiers.server.ts";
import { addSegments } from "./segments/refresh-shop.ts";
import { NOW, TIME_ZONE, writeShop } from "./segments/write-shop.ts";

/**
 * What a night and a merchant's pages ask of a generated shop on SQLite, step by step: seconds by the clock and of the
 * processor, and the most memory so far. Who bought certain products is asked both ways, each as the other's baseline.
 *
 *     npm run bench -- night --customers 1000000
 */
const BOUGHT = [
  "products_purchased MATCHES (id = 5)",
  "products_purchased MATCHES (id IN (1, 2, 3), date >= -365d)",
  "products_purchased NOT MATCHES (id = 400, count >= 2)",
  "regulars.products_purchased MATCHES (id = 5, sum_quantity >= 2)",
  "regulars.products_purchased MATCHES (vendor = 'Vendor 3', date >= -90d)",
  "regulars.products_purchased MATCHES (type = 'Type 7', count >= 2)",
];
const OTHERS = [
  "regulars.vendors_purchased MATCHES (share >= 0.5, quantity >= 3, date >= -365d)",
  "regulars.types_purchased MATCHES (count >= 4, date >= -365d)",
  "regulars.first_product MATCHES (vendor = 'Vendor 3')",
];

export default async function bench(args: string[]): Promise<void> {
  const options = { customers: { type: "string", default: "100000" } } as const;
  const customers = Number(parseArgs({ args, options }).values.customers);
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  try {
    await writeShop(`${folder}/shop.db`, customers);
    const { db, close } = openDatabase(`file:${folder}/shop.db`);
    process.stdout.write(`\n${customers} customers, about ${5 * customers} orders\n`);
    await night(db);
    await close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function night(db: Database): Promise<void> {
  const all = { shopId: 1, which: "all", asOf: NOW } as const;
  await step("statistics", () => refreshStatistics(db));
  await step("facts", () => refreshFacts(db, all));
  await step("facts of lines", () => refreshPurchaseFacts(db, all));
  await step("cut-offs of percentiles", () => refreshNumberCutoffs(db, all));
  await step("cadence", () => db.transaction().execute((tx) => refreshCadence(tx, all)));
  const asOfDay = Math.floor(NOW / 86_400_000);
  await step("hit rate of lateness", () => measureHitRate(db, { shopId: 1, asOf: NOW, asOfDay }));
  const rules = { measure: "spend", period: "rolling-year", keepPercent: 80, graceDays: 30 } as const;
  const tiers = [10_000, 30_000, 80_000].map((threshold, n) => ({ tierId: null, name: `T${n}`, threshold }));
  await saveTiers(db, { shopId: 1, rules, tiers, at: NOW });
  await step("tiers", () => db.transaction().execute((tx) => refreshTiers(tx, all)));
  await step("lifetime, fitted", () => fitLifetime(db, { shopId: 1, asOf: NOW }));
  await step("lifetime, of each", () => db.transaction().execute((tx) => refreshLifetime(tx, all)));
  await step("RFM", () => db.transaction().execute((tx) => scoreCustomers(tx, all)));
  await step("RFM's report", () => measureRfm(db, { shopId: 1, asOf: NOW }));
  await step("lines of templates", () => measureShape(db, { shopId: 1 }));
  await addSegments(db, ["number_of_orders >= 0", ...BOUGHT]);
  await step("memberships of seven segments", () => refreshMemberships(db, all));
  await step("all customers as CSV", async () => {
    let bytes = 0;
    for await (const piece of exportMembers(db, { shopId: 1, segmentId: 1 })) bytes += piece.length;
    return bytes;
  });
  for (const query of BOUGHT) {
    const set = await step(query, () => count(db, query, true));
    const each = await step("  customer by customer", () => count(db, query, false));
    if (set !== each) throw new Error(`${query}: ${set} and ${each}`);
  }
  for (const query of OTHERS) await step(query, () => count(db, query, true));
} // prettier-ignore

async function count(db: Database, query: string, isWhole: boolean): Promise<number> {
  const parsed = parseQuery(query);
  if (parsed.kind === "refused") throw new Error(query);
  const { currency } = await readShop(db, 1);
  const clock = { now: NOW, timeZone: TIME_ZONE, currency };
  const { n } = await askableCustomers(db, { shopId: 1 })
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where(conditionOf(parsed.query, clock, isWhole ? wholeOf(db, 1) : null))
    .executeTakeFirstOrThrow();
  return n;
}

async function step<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const spent = process.cpuUsage(cpu);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`.padStart(9);
  const memory = `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`.padStart(8);
  process.stdout.write(
    `  ${name.padEnd(75)}${seconds(performance.now() - from)}${seconds((spent.user + spent.system) / 1000)}${memory}\n`,
  );
  return value;
}
