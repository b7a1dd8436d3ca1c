import { itemsOf } from "../baskets/baskets.ts";
import { type Ideal, type Measures, measure } from "../baskets/metrics.ts";
import type { World } from "./baselines.ts";
import type { Lists } from "./lists.ts";

export interface Judged {
  /** A list length: the measures of every asked user. */
  measures: Measures[][];
  /** A list length: how many different items were on the lists. */
  listed: number[];
}

/** So many users at a time are judged before the clock is looked at. */
const AT_A_TIME = 50;

/** The measures of the asked users by their next baskets: of all, or of the first of them when time is over. */
export function judged(
  { baskets, known, asked }: World,
  lists: Lists,
  ks: readonly number[],
  ideal: Ideal,
  isOver: () => boolean,
): Judged {
  const measures = ks.map((): Measures[] => []);
  const rankOf = new Uint8Array(baskets.items).fill(255);
  const most = Math.max(...ks);
  for (let row = 0; row < asked.length; row++) {
    if (row > 0 && row % AT_A_TIME === 0 && isOver()) break;
    const list = lists(row, most);
    list.forEach((item, place) => (rankOf[item] = Math.min(rankOf[item] ?? 255, place)));
    const target = new Set(itemsOf(baskets, known[asked[row] ?? 0] ?? 0));
    ks.forEach((k, at) => measures[at]?.push(measure(list, target, k, ideal)));
  }
  return { measures, listed: ks.map((k) => rankOf.filter((rank) => rank < k).length) };
}

/** One number a user to compare methods by: recall and NDCG together. Of the first of them when time is over. */
export function qualitiesOf(
  world: World,
  lists: Lists,
  k: number,
  ideal: Ideal,
  isOver: () => boolean,
): Float64Array {
  const [measures = []] = judged(world, lists, [k], ideal, isOver).measures;
  return Float64Array.from(measures, ({ recall, ndcg }) => recall + ndcg);
}

/** The mean over those for whom both are known, and how far chance alone may move it. */
export function advantageOf(
  one: Float64Array,
  other: Float64Array,
): { mean: number; error: number } {
  const both = Math.min(one.length, other.length);
  if (both === 0) return { mean: 0, error: 0 };
  const differences = one.subarray(0, both).map((quality, user) => quality - (other[user] ?? 0));
  const mean = meanQuality(differences);
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares) / both };
}

/** Nothing asked: 0. */
export const meanQuality = (qualities: Float64Array): number =>
  qualities.reduce((sum, quality) => sum + quality, 0) / Math.max(1, qualities.length);
