import { parseArgs } from "node:util";
import { AMOUNT_UNIT, readDay } from "#app/commands/field-values.ts";
import { readPurchases } from "#app/commands/read-purchases.server.ts";
import { fitBgNbd } from "#app/segments/lifetime/bg-nbd.ts";
import {
  collectPurchases,
  daysOfBuying,
  historyUntil,
  inUnits,
  patternsOf,
} from "#app/segments/lifetime/buying-history.ts";
import { fitGammaGamma } from "#app/segments/lifetime/gamma-gamma.ts";
import { cdnowFile } from "#tests/support/cdnow.ts";

/**
 * From a file of purchases to the fitted lifetime models, beside the same likelihood without counting equal customers.
 * `--file` takes another file than CDNOW's; `--times` says how often its customers are there.
 */

const GOAL_SECONDS = 5;

export default async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      file: { type: "string", default: cdnowFile },
      until: { type: "string", default: "1997-09-30" },
      times: { type: "string", default: "1" },
    },
  });
  const until = readDay(values.until);
  if (until === null) throw new RangeError(`${values.until} is no day`);
  const times = Number(values.times);

  const from = performance.now();
  const purchases = await readAll(values.file, times);
  const read = performance.now();
  const histories = [...daysOfBuying(purchases)].flatMap(([, days]) => {
    const history = historyUntil(days, until);
    return history ? [inUnits(history, 7)] : [];
  });
  const patterns = patternsOf(histories);
  const grouped = performance.now();
  const bgNbd = fitBgNbd(patterns);
  const bought = performance.now();
  const gammaGamma = fitGammaGamma(histories);
  const spent = performance.now();
  const ungrouped = fitBgNbd(histories.map((history) => ({ ...history, customers: 1 })));
  const end = performance.now();

  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const total = (spent - from) / 1000;
  process.stdout.write(
    [
      `${histories.length} customers, ${purchases.day.length} purchases, ${patterns.length} kinds of buying`,
      `  read and checked          ${seconds(read - from)}`,
      `  merged and counted        ${seconds(grouped - read)}`,
      `  BG/NBD                    ${seconds(bought - grouped)}  log-likelihood ${bgNbd.logLikelihood.toFixed(2)}`,
      `  Gamma-Gamma               ${seconds(spent - bought)}  log-likelihood ${gammaGamma.logLikelihood.toFixed(2)}`,
      `  BG/NBD customer by customer ${seconds(end - spent)}  log-likelihood ${ungrouped.logLikelihood.toFixed(2)}`,
      `  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
      `  ${total.toFixed(2)} s in all${times === 1 ? verdict(total) : ""}`,
      "",
    ].join("\n"),
  );
}

const verdict = (seconds: number) =>
  `, goal under ${GOAL_SECONDS} s: ${seconds < GOAL_SECONDS ? "reached" : "MISSED"}`;

async function readAll(file: string, times: number) {
  const collected = collectPurchases();
  for await (const { customerId, day, amount } of readPurchases(file)) {
    for (let copy = 0; copy < times; copy++) {
      collected.add(`${customerId}-${copy}`, day, amount / AMOUNT_UNIT);
    }
  }
  return collected.purchases;
}
