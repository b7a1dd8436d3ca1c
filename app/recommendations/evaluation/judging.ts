import { itemsOf } from "../baskets/baskets.ts";
import { type Ideal, type Measures, meanOf, measure } from "../baskets/metrics.ts";
import { CHOICES, type Baseline, type Setting, type World, baselineOf } from "./baselines.ts";
import type { Lists } from "./lists.ts";

export interface Judged {
  /** A list length: the measures of every asked user. */
  measures: Measures[][];
  /** A list length: how many different items were on the lists. */
  listed: number[];
}

/** Every asked user's measures by their next basket. */
export function judged(
  { baskets, known, asked }: World,
  lists: Lists,
  ks: readonly number[],
  ideal: Ideal,
): Judged {
  const measures = ks.map((): Measures[] => []);
  const rankOf = new Uint8Array(baskets.items).fill(255);
  const most = Math.max(...ks);
  asked.forEach((user, row) => {
    const list = lists(row, most);
    list.forEach((item, place) => (rankOf[item] = Math.min(rankOf[item] ?? 255, place)));
    const target = new Set(itemsOf(baskets, known[user] ?? 0));
    ks.forEach((k, at) => measures[at]?.push(measure(list, target, k, ideal)));
  });
  return { measures, listed: ks.map((k) => rankOf.filter((rank) => rank < k).length) };
}

/** One number to compare methods by: recall and NDCG together. Nothing asked: 0. */
export function qualityOf(world: World, lists: Lists, k: number, ideal: Ideal): number {
  if (world.asked.length === 0) return 0;
  const { recall, ndcg } = meanOf(judged(world, lists, [k], ideal).measures.flat());
  return recall + ndcg;
}

/** A setting is tried on so many users. */
const TRIED_ON = 200;

/** One setting after the other, each to what does best with some of the asked users. */
export function tuned(name: Baseline, world: World, k: number, ideal: Ideal): Setting {
  const some = { ...world, asked: world.asked.subarray(0, TRIED_ON) };
  const choices: Readonly<Record<string, readonly number[]>> = CHOICES[name];
  let setting: Setting = Object.fromEntries(
    Object.entries(choices).map(([key, [first = 0]]) => [key, first]),
  );
  let reached: number | null = null;
  for (const [key, [, ...others]] of Object.entries(choices)) {
    reached ??= qualityOf(some, baselineOf(name, some, setting), k, ideal);
    for (const value of others) {
      const tried = { ...setting, [key]: value };
      const quality = qualityOf(some, baselineOf(name, some, tried), k, ideal);
      if (quality <= reached) continue;
      reached = quality;
      setting = tried;
    }
  }
  return setting;
}
