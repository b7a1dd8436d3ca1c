import type { Baskets } from "../baskets/baskets.ts";

/** How fast a basket fades with every younger one, for what is recent, for what lasts, and for what was bought just now. */
export const RECENT = 0.8;
export const LASTING = 0.95;
export const JUST_NOW = 0.3;

/** What one user bought, an entry an item, without memory of its own for each user. Ages count baskets: 0 is the latest. */
export interface Asked {
  baskets: number;
  /** How many entries there are; the arrays are longer. */
  count: number;
  item: Int32Array;
  recent: Float64Array;
  lasting: Float64Array;
  justNow: Float64Array;
  /** In how many baskets, in which one last and first. */
  times: Int32Array;
  lastAge: Int32Array;
  firstAge: Int32Array;
  /** The sums over the entries. */
  allRecent: number;
  allTimes: number;
}

/** Reads the baskets from first to end of one user. What it gives is overwritten by the next. */
export function askedReader(
  items: number,
): (baskets: Baskets, first: number, end: number) => Asked {
  const entryOf = new Int32Array(items).fill(-1);
  const asked: Asked = {
    ...{ baskets: 0, count: 0, allRecent: 0, allTimes: 0 },
    item: new Int32Array(items),
    recent: new Float64Array(items),
    lasting: new Float64Array(items),
    justNow: new Float64Array(items),
    times: new Int32Array(items),
    lastAge: new Int32Array(items),
    firstAge: new Int32Array(items),
  };
  const { item, recent, lasting, justNow, times, lastAge, firstAge } = asked;
  return ({ lineStart, item: itemOf }, first, end) => {
    let count = 0;
    let allRecent = 0;
    let allTimes = 0;
    for (let basket = end - 1; basket >= first; basket--) {
      const age = end - 1 - basket;
      const weighs = RECENT ** age;
      const weighsLasting = LASTING ** age;
      const weighsNow = JUST_NOW ** age;
      const stop = lineStart[basket + 1] ?? 0;
      for (let line = lineStart[basket] ?? 0; line < stop; line++) {
        const one = itemOf[line] ?? 0;
        let entry = entryOf[one] ?? -1;
        if (entry < 0) {
          entry = count++;
          entryOf[one] = entry;
          item[entry] = one;
          recent[entry] = 0;
          lasting[entry] = 0;
          justNow[entry] = 0;
          times[entry] = 0;
          lastAge[entry] = age;
        }
        recent[entry] = (recent[entry] ?? 0) + weighs;
        lasting[entry] = (lasting[entry] ?? 0) + weighsLasting;
        justNow[entry] = (justNow[entry] ?? 0) + weighsNow;
        times[entry] = (times[entry] ?? 0) + 1;
        firstAge[entry] = age;
        allRecent += weighs;
        allTimes++;
      }
    }
    for (let entry = 0; entry < count; entry++) entryOf[item[entry] ?? 0] = -1;
    asked.baskets = end - first;
    asked.count = count;
    asked.allRecent = allRecent;
    asked.allTimes = allTimes;
    return asked;
  };
}
