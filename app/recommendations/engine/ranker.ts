import type { Baskets } from "../baskets/baskets.ts";
import { keepBest } from "../baskets/best.ts";
import { askedReader } from "./asked.ts";
import type { Blend } from "./blend.ts";
import type { Crowd } from "./crowd.ts";
import { CANDIDATES, WIDTH, looker } from "./features.ts";

/** The best items of one user, best first; the arrays are overwritten by the next. */
export interface Ranked {
  count: number;
  item: Int32Array;
  score: Float64Array;
  /** The part of the most similar members who bought it in their latest basket, by likeness. */
  alike: Float64Array;
}

/** Ranks what a user will want next, by their baskets from first to end; `self` is the member they are, or -1. */
export function rankerOf(crowd: Crowd, { weights }: Blend) {
  const read = askedReader(crowd.items);
  const look = looker(crowd);
  const scores = new Float64Array(CANDIDATES);
  const places = new Int32Array(CANDIDATES);
  const ranked: Ranked = {
    ...{ count: 0, item: new Int32Array(CANDIDATES), score: new Float64Array(CANDIDATES) },
    alike: new Float64Array(CANDIDATES),
  };
  return (baskets: Baskets, first: number, end: number, self: number, wanted: number): Ranked => {
    const { count, candidate, feature } = look(read(baskets, first, end), self);
    for (let place = 0; place < count; place++) {
      let score = 0;
      for (let column = 0; column < WIDTH; column++)
        score += (weights[column] ?? 0) * (feature[place * WIDTH + column] ?? 0);
      scores[place] = score;
      places[place] = place;
    }
    const kept = keepBest(scores, places, count, Math.min(wanted, CANDIDATES));
    const best = places.subarray(0, kept);
    best.sort(
      (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (candidate[a] ?? 0) - (candidate[b] ?? 0),
    );
    ranked.count = kept;
    for (let place = 0; place < kept; place++) {
      ranked.item[place] = candidate[best[place] ?? 0] ?? 0;
      ranked.score[place] = scores[best[place] ?? 0] ?? 0;
      ranked.alike[place] = (feature[(best[place] ?? 0) * WIDTH] ?? 0) ** 2; // the root of the first vote
    }
    return ranked;
  };
}
