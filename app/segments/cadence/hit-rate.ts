import { z } from "zod";
import { cadenceOf, latenessOf } from "./cadence.ts";

/** Where the bands of lateness begin; the last has no end. */
export const BANDS = [0, 0.8, 1.2, 2, 3] as const;
/** From so many usual gaps on a customer is called late. */
export const LATE = 1.2;
/** Below so many late customers, or others, nothing can be told. */
export const FEWEST_JUDGED = 30;
/** How many past days are looked back on, each a horizon after the one before. */
export const PAST_DAYS = 3;

const Counted = z.object({ customers: z.number(), returned: z.number() });

export const HitRate = z.object({
  horizonDays: z.number(),
  /** The past days that lateness was read on. */
  days: z.array(z.number()),
  bands: z.array(Counted.extend({ from: z.number(), until: z.number().nullable() })),
});
export type HitRate = z.infer<typeof HitRate>;

/** The band of a lateness, by its place. */
export const bandOf = (lateness: number): number => BANDS.findLastIndex((from) => lateness >= from);

/** How far ahead to look: about a usual gap, within two weeks and a quarter. */
export const horizonFor = (usualGapDays: number | null): number =>
  Math.min(91, Math.max(14, Math.round(usualGapDays ?? 30)));

/** How late a customer of their own cadence was at the end of a past day, and whether they bought within the horizon. */
export function lookBack(
  orderDays: readonly number[],
  { day, horizonDays }: { day: number; horizonDays: number },
): { band: number; returned: boolean } | null {
  const known = orderDays.filter((one) => one <= day);
  const { basis, usualGapDays } = cadenceOf(known, { ofType: null, ofShop: null });
  if (basis !== "own" || usualGapDays === null) return null;
  return {
    band: bandOf(latenessOf(day - Math.max(...known), usualGapDays)),
    returned: orderDays.some((one) => one > day && one <= day + horizonDays),
  };
}

/** What the bands say of who was late and who was not. */
export function verdictOf({ bands }: HitRate) {
  const sum = (those: readonly z.infer<typeof Counted>[]) => ({
    customers: those.reduce((all, { customers }) => all + customers, 0),
    returned: those.reduce((all, { returned }) => all + returned, 0),
  });
  const late = sum(bands.filter(({ from }) => from >= LATE));
  const others = sum(bands.filter(({ from }) => from < LATE));
  const canTell = Math.min(late.customers, others.customers) >= FEWEST_JUDGED;
  const share = ({ customers, returned }: { customers: number; returned: number }) =>
    customers === 0 ? 0 : returned / customers;
  return { canTell, late, others, lateShare: share(late), othersShare: share(others) };
}
