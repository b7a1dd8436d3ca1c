import { median } from "d3-array";

/** From so many days of buying on a customer's own gaps say what is usual; of two days one gap would say it. */
export const OWN_FROM_DAYS = 3;
/** The least customers who came back that a type of product, or a shop, takes its usual gap from. */
export const FEWEST_RETURNED = 10;

/** Whose gaps a usual gap is the median of. */
export type CadenceBasis = "own" | "type" | "shop" | "none";

export interface Cadence {
  orderDays: number;
  usualGapDays: number | null;
  basis: CadenceBasis;
}

/** What is usual where a customer's own days do not say: after a first product of the same type, and in the shop. */
export interface UsualElsewhere {
  ofType: number | null;
  ofShop: number | null;
}

/** How often a customer buys, from the days with an order that counts; two orders of one day are one visit. */
export function cadenceOf(orderDays: readonly number[], elsewhere: UsualElsewhere): Cadence {
  const days = [...new Set(orderDays)].sort((one, other) => one - other);
  const own = days.length >= OWN_FROM_DAYS ? median(gapsOf(days)) : undefined;
  if (own !== undefined) return { orderDays: days.length, usualGapDays: own, basis: "own" };
  const { ofType, ofShop } = elsewhere;
  const usualGapDays = ofType ?? ofShop;
  const basis = ofType !== null ? "type" : ofShop !== null ? "shop" : "none";
  return { orderDays: days.length, usualGapDays, basis };
}

const gapsOf = (days: readonly number[]) =>
  days.slice(1).map((day, i) => day - (days[i] ?? Number.NaN));

/** The usual gap of many: the median of the gaps between their first two days; null of too few. */
export function usualGapOf(firstGaps: readonly number[]): number | null {
  return firstGaps.length < FEWEST_RETURNED ? null : (median(firstGaps) ?? null);
}

/** Days since the last order in usual gaps: 1 is due, 2 is as late as a gap is long. */
export const latenessOf = (daysSince: number, usualGapDays: number): number =>
  daysSince / usualGapDays;
