import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { findReport, keepReport } from "../../model-reports/model-reports.server.ts";
import { fitBgNbd, type BgNbdFit } from "../bg-nbd.ts";
import { fitGammaGamma, repeatsAndValue, type GammaGammaFit } from "../gamma-gamma.ts";
import { histories, type Period } from "./histories.server.ts";
import {
  FEWEST_REPEATERS,
  grainFor,
  heldOutDays,
  LifetimeReport,
  SHORTEST_HISTORY,
} from "./lifetime-report.ts";
import { heldOutOf, patternOf, type AlikeLater } from "./patterns.ts";

/** Gamma-Gamma is fitted to a sample above this: its parameters do not tell more of a million than of so many. */
const MOST_SPENDINGS = 50_000;
/** Spreads ids that come in steps before every so manieth is taken. */
const PRIME = 1_000_003;

/** What the models last said of a shop, or null before they were fitted. */
export const findLifetimeReport = (db: Database, { shopId }: { shopId: number }) =>
  findReport(db, { shopId, model: "lifetime", shape: LifetimeReport });

/**
 * Fits the models to a shop's customers, measures what they would have missed of its last months, and keeps both, or
 * why they cannot be fitted. Reads facts. About a second of computing for a million customers, who are counted by
 * their histories.
 */
export async function fitLifetime(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<LifetimeReport> {
  const report = await fit(db, { shopId, asOf });
  await keepReport(db, { shopId, model: "lifetime", asOf, report });
  return report;
}

async function fit(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<LifetimeReport> {
  const { timeZone, hasAllOrders } = await readShop(db, shopId);
  if (!hasAllOrders) return { kind: "orders-missing" };
  const today = dayOf(asOf, timeZone);
  const seen = await db
    .selectFrom("customerFacts")
    .select(({ fn }) => [
      fn.min<number | null>("firstOrderDay").as("first"),
      sql<number>`count(case when last_order_day > first_order_day then 1 end)`.as("repeaters"),
    ])
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  const days = seen.first === null ? 0 : today - seen.first;
  if (days < SHORTEST_HISTORY) return { kind: "too-short", days, needed: SHORTEST_HISTORY };
  const grainDays = grainFor(seen.repeaters);
  const fitted = await fitUntil(db, { shopId, until: today, end: today, grainDays });
  if (fitted.kind !== "fitted") return fitted;
  const { customers, repeaters, models, correlation } = fitted;
  const { bgNbd, gammaGamma } = models;
  return {
    kind: "fitted",
    ...{ grainDays, customers, repeaters, correlation },
    bgNbd: { r: bgNbd.r, alpha: bgNbd.alpha, a: bgNbd.a, b: bgNbd.b },
    gammaGamma: { p: gammaGamma.p, q: gammaGamma.q, v: gammaGamma.v },
    heldOut: await heldOut(db, {
      ...{ shopId, until: today - heldOutDays(days), end: today, grainDays },
    }),
  };
}

/** What models that had not seen the last days would have expected of them. */
async function heldOut(db: Database, period: Period) {
  const before = await fitUntil(db, period);
  return before.kind === "fitted" ? heldOutOf(before.models, before.rows, period) : null;
}

interface Fitted {
  kind: "fitted";
  rows: AlikeLater[];
  customers: number;
  repeaters: number;
  models: { bgNbd: BgNbdFit; gammaGamma: GammaGammaFit };
  correlation: number | null;
}
type NotFitted = Extract<LifetimeReport, { kind: "too-few" | "not-converged" }>;

async function fitUntil(db: Database, period: Period): Promise<Fitted | NotFitted> {
  const rows = await countAlike(db, period);
  const repeaters = rows.reduce(
    (sum, { repeats, customers }) => sum + (repeats > 0 ? customers : 0),
    0,
  );
  const spendings = await sampleSpendings(db, period, repeaters);
  if (spendings.length < FEWEST_REPEATERS) {
    return { kind: "too-few", repeaters, needed: FEWEST_REPEATERS };
  }
  const bgNbd = fitBgNbd(rows.map((row) => patternOf(row, period.grainDays)));
  if (!bgNbd.converged) return { kind: "not-converged", model: "bgNbd" };
  const gammaGamma = fitGammaGamma(spendings);
  if (!gammaGamma.converged) return { kind: "not-converged", model: "gammaGamma" };
  return {
    kind: "fitted",
    ...{ rows, repeaters, customers: bgNbd.customers },
    ...{ models: { bgNbd, gammaGamma }, correlation: repeatsAndValue(spendings) },
  };
}

async function countAlike(db: Database, period: Period): Promise<AlikeLater[]> {
  const { rows } = await sql<AlikeLater>`
    select repeats, last_bought as ${sql.ref("lastBought")}, age, later, count(*) as customers,
      sum(spent) as spent, sum(later_value) as ${sql.ref("laterValue")}
    from (${histories(period)}) as history
    group by repeats, last_bought, age, later`.execute(db);
  return rows;
}

async function sampleSpendings(db: Database, period: Period, repeaters: number) {
  const every = Math.max(1, Math.ceil(repeaters / MOST_SPENDINGS));
  const { rows } = await sql<{ repeats: number; spent: number }>`
    select repeats, spent from (${histories(period)}) as history
    where repeats > 0 and spent > 0
      and (customer_id % ${sql.lit(PRIME)}) % ${sql.lit(every)} = 0`.execute(db);
  return rows.map(({ repeats, spent }) => ({ repeats, meanValue: spent / repeats }));
}
