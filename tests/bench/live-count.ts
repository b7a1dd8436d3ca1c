import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase, type Database } from "#app/db/database.server.ts";
import { refreshStatistics } from "#app/db/statistics.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { countMembers, type MemberCount } from "#app/segments/live-count/count-members.server.ts";
import { scoreCustomers } from "#app/segments/rfm/score-customers.server.ts";
import { TYPICAL_QUERIES } from "./segments/typical-queries.ts";
import { NOW, writeShop } from "./segments/write-shop.ts";

/**
 * How long the number of members takes while a merchant types: twenty typical queries over generated shops on SQLite,
 * each as the app asks it, beside the plain `select count(*)` over all customers, which is also the truth that
 * estimates are compared with.
 *
 *     npm run bench -- live-count --customers 100000,1000000
 */
const ROUNDS = 5;
const goalMs = (customers: number) => (customers > 100_000 ? 1000 : 300);

export default async function bench(args: string[]): Promise<void> {
  const options = { customers: { type: "string", default: "100000" } } as const;
  const sizes = parseArgs({ args, options }).values.customers.split(",").map(Number);
  for (const customers of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
    try {
      await writeShop(`${folder}/shop.db`, customers);
      await benchShop(`file:${folder}/shop.db`, customers);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function benchShop(url: string, customers: number): Promise<void> {
  const { db, close } = openDatabase(url);
  const all = { shopId: 1, which: "all", asOf: NOW } as const;
  await refreshStatistics(db);
  await refreshFacts(db, all);
  await db.transaction().execute((tx) => scoreCustomers(tx, all));
  await refreshStatistics(db);
  process.stdout.write(`\n${customers} customers\n`);
  const first = await timed(() => count(db, TYPICAL_QUERIES[0], 250));
  process.stdout.write(`  ${first.ms.toFixed(0)} ms for the first, which finds the blocks\n`);
  const times: number[] = [];
  for (const query of TYPICAL_QUERIES) {
    const own = [];
    let last = first.value;
    for (let round = 0; round < ROUNDS; round++) {
      const { ms, value } = await timed(() => count(db, query, 250));
      own.push(ms);
      last = value;
    }
    times.push(...own);
    const truth = await timed(() => count(db, query, Infinity));
    process.stdout.write(line(query, { own, last, truth }));
  }
  const [p50, p95] = [at(times, 0.5), at(times, 0.95)];
  const goal = goalMs(customers);
  process.stdout.write(
    `  p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, most ${Math.max(...times).toFixed(0)} ms; goal p95 ${goal} ms: ${p95 <= goal ? "reached" : "MISSED"}\n`,
  );
  await close();
}

async function count(db: Database, query: string, patienceMs: number): Promise<MemberCount> {
  const counted = await countMembers(db, { shopId: 1, query, asOf: NOW, patienceMs });
  if (counted.kind === "refused") throw new Error(query);
  return counted;
}

interface Line {
  own: number[];
  last: MemberCount;
  truth: { ms: number; value: MemberCount };
}

function line(query: string, { own, last, truth }: Line): string {
  const { members } = truth.value;
  const said = last.isEstimate
    ? `about ${last.members} (${last.between.join(" to ")}${last.between[0] <= members && members <= last.between[1] ? "" : ", the truth outside"})`
    : String(last.members);
  return `  ${query.slice(0, 60).padEnd(60)} ${at(own, 0.5).toFixed(0).padStart(5)} ms ${said}; all ${members} in ${truth.ms.toFixed(0)} ms\n`;
}

const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? NaN;

async function timed<Value>(work: () => Promise<Value>): Promise<{ ms: number; value: Value }> {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
}
