import { bisectLeft, bisectRight } from "d3-array";
import type { RfmGroup } from "../query/closed-lists.ts";

/** 1 is the weakest fifth of the shop's buyers, 5 the strongest. */
export type Score = 1 | 2 | 3 | 4 | 5;

/** The least values of scores 2, 3, 4 and 5, ascending; null where equal values leave nobody for a score. */
export type Cutoffs = readonly [number | null, number | null, number | null, number | null];

/** What one buyer is scored by. Days, not moments: whoever bought on one day is equally recent. */
export interface Measures {
  lastOrderDay: number;
  orders: number;
  netMinor: number;
}

export interface RfmCutoffs {
  recency: Cutoffs;
  frequency: Cutoffs;
  monetary: Cutoffs;
}

/**
 * Where the fifths of a shop's buyers begin, for one measure.
 *
 * A score is 1 + floor(5 x the share of buyers strictly below), so equal buyers score equally and a shop where most
 * bought once has no arbitrary split among them. Hughes, Strategic Database Marketing (1994), cuts fifths of equal
 * size instead; docs/decisions/005-rfm-ties.md says why we do not.
 */
export function cutoffsOf(values: readonly number[]): Cutoffs {
  const [two = null, three = null, four = null, five = null] = leastValues(values, 5);
  return [two, three, four, five];
}

/** The same for any number of scores: the least values of scores 2 and up. */
export function leastValues(values: readonly number[], scores: number): (number | null)[] {
  const ascending = Float64Array.from(values).sort();
  const count = ascending.length;
  const leastWithBelow = (below: number) => {
    const value = ascending[below - 1];
    const next = value === undefined ? undefined : ascending[bisectRight(ascending, value)];
    return next ?? null;
  };
  return Array.from({ length: scores - 1 }, (_, i) =>
    leastWithBelow(Math.ceil(((i + 1) * count) / scores)),
  );
}

/** The score of a value by kept cut-offs. */
export const scoreBy = (cutoffs: Cutoffs, value: number): Score =>
  scoreByLeast(cutoffs, value) as Score;

/** The same for any number of scores. */
export const scoreByLeast = (least: readonly (number | null)[], value: number): number =>
  2 + least.findLastIndex((cutoff) => cutoff !== null && value >= cutoff);

/** The score by its definition, from all buyers' values in ascending order. */
export function scoreAmong(ascending: readonly number[], value: number): Score {
  const below = bisectLeft(ascending, value);
  return Math.min(5, 1 + Math.floor((5 * below) / ascending.length)) as Score;
}

/** Frequency and monetary as one: their mean, a half rounds up. The rule is shown wherever groups are. */
export const valueScore = (frequency: Score, monetary: Score) =>
  Math.floor((frequency + monetary + 1) / 2) as Score;

/** One of Shopify's groups: which recency and which `valueScore` it takes, both ends included. */
export interface RfmCell {
  group: RfmGroup;
  recency: readonly [Score, Score];
  value: readonly [Score, Score];
  /** In Shopify's words, what such customers have in common. */
  description: string;
}

/**
 * Shopify's ten groups of buyers by recency and the mean of frequency and monetary. Each pair of scores is in exactly
 * one. The cells follow the common 5 by 5 grid, which Shopify's descriptions fit one to one; whoever never bought is
 * in PROSPECTS.
 */
export const RFM_CELLS: readonly RfmCell[] = [
  cell("CHAMPIONS", [5, 5], [4, 5], "Very recent purchases, many orders, and the most spend"),
  cell("LOYAL", [3, 4], [4, 5], "Recent purchases, many orders, and the most spend"),
  cell("ACTIVE", [4, 5], [2, 3], "Recent purchases, some orders, and moderate spend"),
  cell("NEW", [5, 5], [1, 1], "Very recent purchases, few orders, and low spend"),
  cell("PROMISING", [4, 4], [1, 1], "Recent purchases, few orders, and low spend"),
  cell("NEEDS_ATTENTION", [3, 3], [3, 3], "Recent purchases, some orders, and moderate spend"),
  cell("ALMOST_LOST", [3, 3], [1, 2], "No recent purchases, fewer orders, and lower spend"),
  cell("AT_RISK", [1, 2], [3, 4], "No recent purchases, but a strong history"),
  cell("PREVIOUSLY_LOYAL", [1, 2], [5, 5], "No recent purchases, but a very strong history"),
  cell("DORMANT", [1, 2], [1, 2], "No recent orders, infrequent orders, and low spend"),
];

function cell(
  group: RfmGroup,
  recency: readonly [Score, Score],
  value: readonly [Score, Score],
  description: string,
): RfmCell {
  return { group, recency, value, description };
}

/** The group of a buyer's scores. */
export function groupOf(recency: Score, frequency: Score, monetary: Score): RfmGroup {
  const value = valueScore(frequency, monetary);
  const found = RFM_CELLS.find(
    (one) =>
      recency >= one.recency[0] &&
      recency <= one.recency[1] &&
      value >= one.value[0] &&
      value <= one.value[1],
  );
  if (!found) throw new RangeError(`no group takes ${recency} and ${value}`); // the cells are total
  return found.group;
}

/** All of a customer's scores; null for who never bought. */
export function scoreRfm(cutoffs: RfmCutoffs, buyer: Measures | null) {
  if (!buyer)
    return { recency: null, frequency: null, monetary: null, group: "PROSPECTS" as const };
  const recency = scoreBy(cutoffs.recency, buyer.lastOrderDay);
  const frequency = scoreBy(cutoffs.frequency, buyer.orders);
  const monetary = scoreBy(cutoffs.monetary, buyer.netMinor);
  return { recency, frequency, monetary, group: groupOf(recency, frequency, monetary) };
}
