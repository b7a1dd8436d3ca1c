import { expectedPurchases, probabilityAlive, type BgNbd, type BuyingPattern } from "../bg-nbd.ts";
import type { GammaGamma } from "../gamma-gamma.ts";
import type { HeldOut } from "./lifetime-report.ts";

const WEEK = 7;
const MOST_REPEATS = 7;

/** Customers with one history, in grains of days. */
export interface Alike {
  repeats: number;
  lastBought: number;
  age: number;
  customers: number;
  /** What their repeat purchases brought together, in minor units. */
  spent: number;
}

/** The same, split by what came after the last day learned from. */
export interface AlikeLater extends Alike {
  /** Purchases of each of them. */
  later: number;
  /** What those of all of them brought. */
  laterValue: number;
}

/** In weeks, as the models are fitted. */
export const patternOf = (
  { repeats, lastBought, age, customers }: Omit<Alike, "spent">,
  grainDays: number,
): BuyingPattern => ({
  repeats,
  last: (lastBought * grainDays) / WEEK,
  age: (age * grainDays) / WEEK,
  customers,
});

/** The chance and the orders of such a customer, to four decimals: what is kept. */
export function forecastOfPattern(model: BgNbd, pattern: BuyingPattern, weeks: number) {
  const fourDecimals = (value: number) => Math.round(value * 10_000) / 10_000;
  return {
    chanceAlive: fourDecimals(probabilityAlive(model, pattern)),
    expectedOrders: fourDecimals(expectedPurchases(model, pattern, weeks)),
  };
}

/** Gamma-Gamma's mean values of so many customers with as many repeats, added up: it is linear in what they spent. */
export const meanValues = (
  { p, q, v }: GammaGamma,
  { repeats, customers, spent }: Pick<Alike, "repeats" | "customers" | "spent">,
): number => (p * (customers * v + spent)) / (p * repeats + q - 1);

interface Models {
  bgNbd: BgNbd;
  gammaGamma: GammaGamma;
}

/** `heldOutError` over customers that are counted by their histories. */
export function heldOutOf(
  { bgNbd, gammaGamma }: Models,
  rows: readonly AlikeLater[],
  { until, end, grainDays }: { until: number; end: number; grainDays: number },
): HeldOut {
  const sums = { customers: 0, expected: 0, actual: 0, expectedValue: 0, value: 0, missed: 0 };
  const byRepeats = new Map<number, { customers: number; expected: number; actual: number }>();
  for (const row of rows) {
    const { repeats, customers, later, laterValue } = row;
    const expected = expectedPurchases(bgNbd, patternOf(row, grainDays), (end - until) / WEEK);
    sums.customers += customers;
    sums.expected += expected * customers;
    sums.actual += later * customers;
    sums.expectedValue += expected * meanValues(gammaGamma, row);
    sums.value += laterValue;
    sums.missed += Math.abs(expected - later) * customers;
    const key = Math.min(repeats, MOST_REPEATS);
    const alike = byRepeats.get(key) ?? { customers: 0, expected: 0, actual: 0 };
    alike.customers += customers;
    alike.expected += expected * customers;
    alike.actual += later * customers;
    byRepeats.set(key, alike);
  }
  const compared = (expected: number, actual: number) => ({
    ...{ expected, actual },
    error: actual > 0 ? (expected - actual) / actual : null,
  });
  return {
    ...{ until, end, customers: sums.customers },
    purchases: compared(sums.expected, sums.actual),
    value: compared(sums.expectedValue, sums.value),
    meanAbsoluteError: sums.missed / sums.customers,
    byRepeats: [...byRepeats]
      .sort(([one], [other]) => one - other)
      .map(([repeats, { customers, expected, actual }]) => ({
        ...{ repeats, orMore: repeats === MOST_REPEATS, customers },
        ...{ expected: expected / customers, actual: actual / customers },
      })),
  };
}
