import { z } from "zod";
import { AgreementRow } from "./agreement/agreement.ts";
import { FitnessFigures } from "./fitness/fitness.ts";
import type { Four } from "./settings.ts";

const day = z.number();

/** What is measured of a shop's RFM once a day. */
export const RfmReport = z.object({
  fitness: FitnessFigures,
  agreement: z.array(AgreementRow),
  /** Days since the last order that the shop's own repurchase intervals propose, for scores 5, 4, 3 and 2. */
  ownDays: z.tuple([day, day, day, day]).nullable(),
});
export type RfmReport = z.infer<typeof RfmReport>;

/** By which share of all repurchases a customer of a score would have come back. */
export const INTERVAL_SHARES = [0.5, 0.75, 0.9, 0.95] as const;
/** Below so many intervals there are no days of a shop's own. */
const FEWEST_INTERVALS = 100;

/**
 * Days of a shop's own: by then half, three quarters, nine tenths and nineteen twentieths of those who came back had.
 * Ascending, a day apart at least. Null of too few intervals.
 */
export function ownDaysFrom(intervals: number, quantiles: readonly number[]): Four | null {
  if (intervals < FEWEST_INTERVALS) return null;
  const days: number[] = [];
  for (const quantile of quantiles) {
    days.push(Math.max((days.at(-1) ?? 0) + 1, Math.ceil(quantile)));
  }
  const [five, four, three, two] = days;
  if (five === undefined || four === undefined || three === undefined || two === undefined)
    return null;
  return [five, four, three, two];
}
