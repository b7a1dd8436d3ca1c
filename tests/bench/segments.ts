import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { NODE_FLAGS } from "#scripts/processes.ts";
import type { Refreshed } from "./segments/refresh-shop.ts";
import { writeShop } from "./segments/write-shop.ts";

/**
 * Facts, RFM and twenty segments of a generated shop from nothing, and one order's refresh of one customer over fifty
 * segments, on SQLite; beside it DuckDB, in memory, is given the same statements over the same rows. Each in a process
 * of its own, one after the other, in one run. Who is a member must come out alike.
 *
 *     npm run bench -- segments --customers 1000000
 */
const GOALS = { timesDuck: 5, rssMb: 1000, fewMs: 20 };
const run = promisify(execFile);

interface Ours extends Refreshed {
  maxRssMb: number;
  fewMs: { p50: number; p95: number; max: number };
}

export default async function bench(args: string[]): Promise<void> {
  const options = { customers: { type: "string", default: "100000" } } as const;
  const customers = Number(parseArgs({ args, options }).values.customers);
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  const file = `${folder}/shop.db`;
  try {
    await writeShop(file, customers);
    // first, while the file holds no results
    const duck = await measure<Refreshed & { maxRssMb: number }>("duck.ts", [file]);
    const ours = await measure<Ours>("ours.ts", [`file:${file}`, String(customers)]);
    print(customers, ours, duck);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure<Result>(name: string, args: string[]): Promise<Result> {
  const script = join(import.meta.dirname, "segments", name);
  const { stdout } = await run(process.execPath, [...NODE_FLAGS, script, ...args]);
  return JSON.parse(stdout) as Result;
}

function print(customers: number, ours: Ours, duck: Refreshed & { maxRssMb: number }) {
  const totalOf = (one: Refreshed) => one.factsMs + one.rfmMs + one.segmentsMs;
  const line = (name: string, one: Refreshed & { maxRssMb: number }) =>
    [
      name.padEnd(10),
      ...[one.factsMs, one.rfmMs, one.segmentsMs, totalOf(one)].map((ms) =>
        `${(ms / 1000).toFixed(2)} s`.padStart(10),
      ),
      `${Math.round(one.maxRssMb)} MB`.padStart(9),
    ].join("");
  const times = totalOf(ours) / totalOf(duck);
  const isAlike = JSON.stringify(ours.members) === JSON.stringify(duck.members);
  const out = [
    "",
    `${customers} customers, about ${5 * customers} orders, 20 segments from nothing`,
    `${"".padEnd(10)}${["facts", "RFM", "segments", "all"].map((name) => name.padStart(10)).join("")}${"peak RSS".padStart(9)}`,
    line("SQLite", ours),
    line("DuckDB", duck),
    `  members of each segment are ${isAlike ? "alike" : "NOT ALIKE"}: ${ours.members.join(" ")}`,
    `  ${times.toFixed(1)} times DuckDB, goal ${GOALS.timesDuck}: ${verdict(times <= GOALS.timesDuck)}`,
    `  peak memory goal ${GOALS.rssMb} MB: ${verdict(ours.maxRssMb < GOALS.rssMb)}`,
    `  one order's refresh over 50 segments: p50 ${ours.fewMs.p50.toFixed(1)} ms, p95 ${ours.fewMs.p95.toFixed(1)} ms, most ${ours.fewMs.max.toFixed(1)} ms; goal p95 ${GOALS.fewMs} ms: ${verdict(ours.fewMs.p95 < GOALS.fewMs)}`,
    "",
  ];
  process.stdout.write(out.join("\n"));
  if (!isAlike) process.exitCode = 1;
}

const verdict = (isReached: boolean) => (isReached ? "reached" : "MISSED");
