import { keepBest } from "../baskets/best.ts";
import type { Asked } from "./asked.ts";
import type { Crowd } from "./crowd.ts";
import { SIGNALS, signalsOf } from "./signals.ts";

/** How many items a user are looked at closely. */
export const CANDIDATES = 120;
/** Two a signal: its root and its logarithm. */
export const WIDTH = 2 * SIGNALS;
/** Below this a share is noise; it keeps the logarithm of nothing finite. */
const LEAST_SHARE = 0.003;

/** A user's candidates, and the features of each. What it gives is overwritten by the next. */
export interface Looked {
  count: number;
  candidate: Int32Array;
  feature: Float64Array;
}

/** Chooses the candidates by a plain sum of the signals. */
export function looker(crowd: Crowd) {
  const signals = signalsOf(crowd);
  const sum = new Float64Array(crowd.items);
  const among = new Int32Array(crowd.items);
  const looked: Looked = {
    count: 0,
    candidate: new Int32Array(CANDIDATES),
    feature: new Float64Array(CANDIDATES * WIDTH),
  };
  return (asked: Asked, self: number): Looked => {
    const { met, count: found, placeOf, scores } = signals(asked, self);
    for (let at = 0; at < found; at++) {
      const item = met[at] ?? 0;
      const from = at * SIGNALS;
      let all = 0;
      for (let signal = 0; signal < SIGNALS; signal++) {
        const score = scores[from + signal] ?? 0;
        all += score > 1 ? 1 : score;
      }
      sum[item] = all;
      among[at] = item;
    }
    const count = keepBest(sum, among, found, CANDIDATES);
    looked.count = count;
    for (let place = 0; place < count; place++) {
      const item = among[place] ?? 0;
      looked.candidate[place] = item;
      const from = (placeOf[item] ?? 0) * SIGNALS;
      for (let signal = 0; signal < SIGNALS; signal++) {
        const value = scores[from + signal] ?? 0;
        looked.feature[place * WIDTH + 2 * signal] = Math.sqrt(value);
        looked.feature[place * WIDTH + 2 * signal + 1] = Math.log(value + LEAST_SHARE);
      }
    }
    return looked;
  };
}
