/** Whether NDCG's ideal is a full list of k hits at most, or the whole basket however small k is. */
export type Ideal = "capped" | "whole";

export interface Measures {
  recall: number;
  ndcg: number;
  hitRate: number;
}

const gain = (rank: number) => 1 / Math.log2(rank + 1);

/**
 * One user's list against what they bought. Recall is over the whole basket, also where it is larger than k.
 * @param basket without repetitions, not empty
 */
export function measure(
  list: ArrayLike<number>,
  basket: ReadonlySet<number>,
  k: number,
  ideal: Ideal,
): Measures {
  let hits = 0;
  let gained = 0;
  for (let place = 0; place < Math.min(k, list.length); place++) {
    if (!basket.has(list[place] ?? -1)) continue;
    hits++;
    gained += gain(place + 1);
  }
  let possible = 0;
  const size = ideal === "capped" ? Math.min(k, basket.size) : basket.size;
  for (let rank = 1; rank <= size; rank++) possible += gain(rank);
  return { recall: hits / basket.size, ndcg: gained / possible, hitRate: hits > 0 ? 1 : 0 };
}

/** The mean over users, or over folds. */
export function meanOf(all: readonly Measures[]): Measures {
  const mean = (of: (one: Measures) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    recall: mean((one) => one.recall),
    ndcg: mean((one) => one.ndcg),
    hitRate: mean((one) => one.hitRate),
  };
}

/** The standard deviation over folds, of all of them (divided by their number). */
export function deviationOf(all: readonly Measures[]): Measures {
  const mean = meanOf(all);
  const squares = meanOf(
    all.map((one) => ({
      recall: (one.recall - mean.recall) ** 2,
      ndcg: (one.ndcg - mean.ndcg) ** 2,
      hitRate: (one.hitRate - mean.hitRate) ** 2,
    })),
  );
  return {
    recall: Math.sqrt(squares.recall),
    ndcg: Math.sqrt(squares.ndcg),
    hitRate: Math.sqrt(squares.hitRate),
  };
}
