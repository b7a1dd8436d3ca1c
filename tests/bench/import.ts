import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs, promisify } from "node:util";
import { migrate } from "#scripts/migrate.ts";
import { NODE_FLAGS } from "#scripts/processes.ts";
import { LINES_AN_ORDER, STEP, writeInput, type Input } from "./import/write-input.ts";

/**
 * Orders with their lines through the real import (the result of a bulk operation, served over HTTP, to committed
 * rows), beside the same rows into the same tables with the same indexes and PRAGMAs: by `sqlite3 .import` of ready
 * CSV, and by Prisma's `createMany` from the same served result. Each in a process of its own, one after the other,
 * in one run. `createMany` is given a sample out of the middle, and the tables that hold all before it: as full as
 * ours are on average.
 */

const run = promisify(execFile);
const GOALS = { ofImport: 0.25, timesCreateMany: 12, rssMb: 400 };
const CREATE_MANY_SAMPLE = 50_000;

interface Measured {
  rows: number;
  seconds: number;
  maxRssMb: number;
}

interface MeasuredCreateMany extends Measured {
  /** Of `seconds`, those in `createMany` and its transactions alone. */
  savingSeconds: number;
}

export default async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { orders: { type: "string", default: "500000" } },
  });
  for (const size of values.orders.split(",").map(Number)) await benchSize(size);
}

async function benchSize(orders: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  try {
    const input = await writeInput(folder, orders);
    const rows = orders * (1 + LINES_AN_ORDER);
    const ours = await measureOurs(folder, input);
    const imported = await measureSqliteImport(folder, input, rows);
    const createMany = await measureCreateMany(folder, input, orders);
    print({ orders, mb: input.bytes / 1e6 }, { ours, imported, createMany });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOurs(folder: string, input: Input): Promise<Measured> {
  const url = `file:${folder}/ours.db`;
  await migrate(url);
  return serving([input.jsonl], async (served) => ({
    ...(await measure<Measured>("real-path.ts", [url, served])),
    rows: input.orders * (1 + LINES_AN_ORDER),
  }));
}

async function measureCreateMany(
  folder: string,
  { jsonl, offsets, ordersCsv, lineItemsCsv }: Input,
  orders: number,
): Promise<MeasuredCreateMany> {
  const file = `${folder}/prisma.db`;
  await migrate(`file:${file}`);
  const steps = Math.ceil(orders / STEP);
  const first = Math.floor(Math.max(0, steps - CREATE_MANY_SAMPLE / STEP) / 2);
  const last = Math.min(steps, first + CREATE_MANY_SAMPLE / STEP);
  await loadCsv(file, {
    orders: `|head -n ${first * STEP} ${ordersCsv}`,
    lineItems: `|head -n ${first * STEP * LINES_AN_ORDER} ${lineItemsCsv}`,
  });
  return serving([jsonl, offsets[first], offsets[last]].map(String), (served) =>
    measure("prisma-path.ts", [`file:${file}`, served]),
  );
}

/** Serves a file, or what lies between two bytes of it, while something is measured. */
async function serving<Result>(
  part: string[],
  run: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = spawn(process.execPath, [script("serve-file.ts"), ...part], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = (await once(createInterface(server.stdout), "line")) as [string];
    const { port } = JSON.parse(line) as { port: number };
    return await run(`http://127.0.0.1:${port}/`);
  } finally {
    server.kill();
  }
}

const script = (name: string) => join(import.meta.dirname, "import", name);

async function measure<Result>(name: string, args: string[]): Promise<Result> {
  const { stdout } = await run(process.execPath, [...NODE_FLAGS, script(name), ...args]);
  return JSON.parse(stdout) as Result;
}

/** Null where the machine has no `sqlite3`. */
async function measureSqliteImport(
  folder: string,
  input: Input,
  rows: number,
): Promise<Measured | null> {
  if (spawnSync("sqlite3", ["--version"]).status !== 0) return null;
  const file = `${folder}/import.db`;
  await migrate(`file:${file}`);
  const from = performance.now();
  await loadCsv(file, { orders: input.ordersCsv, lineItems: input.lineItemsCsv });
  return { rows, seconds: (performance.now() - from) / 1000, maxRssMb: NaN };
}

/** All rows of a table are one transaction. With a shop first, for the orders to belong to. */
async function loadCsv(file: string, csv: { orders: string; lineItems: string }): Promise<void> {
  await run("sqlite3", [
    file,
    "-cmd", "pragma journal_mode = wal", "-cmd", "pragma synchronous = normal", "-cmd", "pragma cache_size = -65536",
    "-cmd", "pragma wal_autocheckpoint = 10000",
    "-cmd", `insert into shops (shop_id, domain, name, currency, time_zone, installed_at)
      values (1, 'bench.myshopify.com', 'Bench', 'EUR', 'UTC', 0)`,
    "-cmd", ".mode csv",
    "-cmd", `.import "${csv.orders}" orders`,
    "-cmd", `.import "${csv.lineItems}" line_items`,
    "select 1",
  ]); // prettier-ignore
}

function print(
  size: { orders: number; mb: number },
  {
    ours,
    imported,
    createMany,
  }: { ours: Measured; imported: Measured | null; createMany: MeasuredCreateMany },
): void {
  const rate = ({ rows, seconds }: Measured) => rows / seconds;
  const line = (name: string, measured: Measured) =>
    `  ${name.padEnd(34)} ${String(Math.round(rate(measured))).padStart(9)} ${measured.seconds.toFixed(1).padStart(8)} s ${
      Number.isNaN(measured.maxRssMb)
        ? "".padStart(8)
        : `${Math.round(measured.maxRssMb)} MB`.padStart(8)
    }`;
  const out = [
    "",
    `${size.orders} orders with ${LINES_AN_ORDER} lines each, ${Math.round(size.mb)} MB of JSONL`,
    `  ${"".padEnd(34)} ${"rows/s".padStart(9)} ${"time".padStart(10)} ${"peak RSS".padStart(8)}`,
    line("the real import", ours),
    ...(imported
      ? [line("sqlite3 .import of ready CSV", imported)]
      : ["  sqlite3 is not on this machine"]),
    line("Prisma createMany from the JSONL", createMany),
    line("  of it in createMany alone", { ...createMany, seconds: createMany.savingSeconds }),
    ...(imported ? [verdict("of .import", rate(ours) / rate(imported), GOALS.ofImport)] : []),
    verdict("times createMany", rate(ours) / rate(createMany), GOALS.timesCreateMany),
    `  peak memory ${Math.round(ours.maxRssMb)} MB, goal under ${GOALS.rssMb} MB: ${ours.maxRssMb < GOALS.rssMb ? "reached" : "MISSED"}`,
    "",
  ];
  process.stdout.write(out.join("\n"));
}

const verdict = (what: string, ratio: number, goal: number) =>
  `  ${ratio.toFixed(2)} ${what}, goal ${goal}: ${ratio >= goal ? "reached" : "MISSED"}`;
