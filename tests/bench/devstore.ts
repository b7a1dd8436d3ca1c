import { parseArgs } from "node:util";
import { installedClient, type Ask } from "#tests/support/devstore.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { idsIn, requestsOf, type Request } from "./devstore/requests.ts";
import { bulkSeconds } from "./devstore/bulk.ts";

/**
 * The development store at the size of `--customers`: how long it takes to make, and what its typical requests take, each
 * asked with other ids every time. `--dir` takes a store that was made before, and leaves it.
 */

const TODAY = "2026-11-21";

export default async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      customers: { type: "string", default: "1000000" },
      times: { type: "string", default: "40" },
      dir: { type: "string" },
    },
  });
  const from = performance.now();
  const devstore = await startDevstoreProcess({
    flags: ["--generate", values.customers, "--today", TODAY, "--grant", "read_all_orders"],
    ...(values.dir !== undefined && { dir: values.dir }),
  });
  try {
    say(`made and started in ${seconds(from)} s`);
    await devstore.control("throttle", { mode: "off" });
    await measureAll(devstore, Number(values.times));
  } finally {
    await devstore.stop();
  }
}

async function measureAll(devstore: DevstoreProcess, times: number): Promise<void> {
  const ask = await installedClient(devstore.url);
  const ids = await idsIn(ask);
  for (const [name, request] of Object.entries(requestsOf(devstore, ask, ids))) {
    say(`${name.padEnd(52)} ${await timesOf(request, times)}`);
  }
  await bulk(ask);
}

async function bulk(ask: Ask): Promise<void> {
  const { started, lines, seconds } = await bulkSeconds(ask);
  say(
    `bulk query of customers: started in ${started.toFixed(0)} ms, ${lines} lines in ${seconds.toFixed(1)} s, ` +
      `${Math.round(lines / seconds)} lines a second`,
  );
}

/** The first is not counted: it prepares what every later one finds prepared. */
async function timesOf(request: Request, times: number): Promise<string> {
  const took: number[] = [];
  for (let turn = 0; turn <= times; turn++) {
    const from = performance.now();
    await request(turn);
    took.push(performance.now() - from);
  }
  const [first = NaN, ...rest] = took;
  const sorted = rest.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  return `p50 ${ms(at(0.5))}  p95 ${ms(at(0.95))}  first ${ms(first)}`;
}

const ms = (time: number) => `${time.toFixed(1).padStart(8)} ms`;
const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(0);
const say = (line: string) => process.stdout.write(`${line}\n`);
