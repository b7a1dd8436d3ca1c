import { basketsOf, itemsOf } from "#app/recommendations/baskets/baskets.ts";
import { processorTime } from "#app/recommendations/learning/processor-time.server.ts";
import type { ShopPurchases } from "#app/recommendations/learning/shop-purchases.ts";

/** The clock is looked at after so many customers, and the heap with it. */
const AT_A_TIME = 500;
const MOST_HEAP_BYTES = 2.5e9;

/**
 * Item-based collaborative filtering as one would write it first: counts of pairs in maps of maps, their cosines, and
 * sums over what a customer bought. Each part ends when its budget is over, counting also when the heap is full: what
 * is ranked after that has fewer pairs to look at than all would be.
 */
export function plainItemBased({ baskets }: ShopPurchases, budgetMs: number) {
  const historyOf = (user: number) => {
    const [first, end] = basketsOf(baskets, user);
    const history = new Set<number>();
    for (let basket = first; basket < end; basket++)
      for (const item of itemsOf(baskets, basket)) history.add(item);
    return history;
  };
  const pairs = new Map<number, Map<number, number>>();
  const bought = new Map<number, number>();
  const counted = within(budgetMs, baskets.users, (user) => {
    const history = historyOf(user);
    for (const item of history) {
      bought.set(item, (bought.get(item) ?? 0) + 1);
      let row = pairs.get(item);
      if (!row) pairs.set(item, (row = new Map<number, number>()));
      for (const other of history) if (other !== item) row.set(other, (row.get(other) ?? 0) + 1);
    }
  });
  const rankFor = (user: number) => {
    const scores = new Map<number, number>();
    for (const item of historyOf(user)) {
      for (const [other, together] of pairs.get(item) ?? []) {
        const cosine = together / Math.sqrt((bought.get(item) ?? 1) * (bought.get(other) ?? 1));
        scores.set(other, (scores.get(other) ?? 0) + cosine);
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1]).slice(0, 20);
  };
  return {
    /** For how many customers pairs were counted. */
    counted,
    /** Says for how many there was time. */
    rank: (asked: Int32Array, budget: number) =>
      within(budget, asked.length, (place) => rankFor(asked[place] ?? 0)),
  };
}

function within(budgetMs: number, many: number, each: (number: number) => unknown): number {
  const began = processorTime();
  let done = 0;
  while (done < many) {
    each(done++);
    if (done % AT_A_TIME !== 0) continue;
    if (processorTime() - began > budgetMs) break;
    if (process.memoryUsage().heapUsed > MOST_HEAP_BYTES) break;
  }
  return done;
}
