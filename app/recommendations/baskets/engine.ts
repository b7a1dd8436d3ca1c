import { type Baskets, type Known, itemsOf } from "./baskets.ts";
import { bestPicker } from "./best.ts";
import { type Signals, signalsOf } from "./signals.ts";

/** How many items a user are looked at closely. */
const CANDIDATES = 120;
/** Below this a share is noise; it keeps the logarithm of nothing finite. */
const LEAST_SHARE = 0.003;
const ROUNDS = 200;
const RIDGE = 0.001;
/** Learned from even where time is up: a blend of nothing would be worse than late. */
const FEWEST_LEARNERS = 400;

/** What was learned: a weight for the root and one for the logarithm of every signal, on standardised values. */
export interface Blend {
  weights: Float64Array;
  mean: Float64Array;
  scale: Float64Array;
  /** From how many users' baskets. */
  learnedFrom: number;
}

/** A user's candidates, best of a plain sum of the signals first, each with two features a signal. */
interface Looked {
  candidates: Int32Array;
  features: Float32Array;
}

function looker(baskets: Baskets, signals: Signals) {
  const scores = Array.from({ length: signals.count }, () => new Float64Array(baskets.items));
  const sum = new Float64Array(baskets.items);
  const met = new Int32Array(baskets.items);
  const best = bestPicker(CANDIDATES);
  const width = 2 * signals.count;
  return (user: number): Looked => {
    signals.fill(user, scores);
    sum.fill(0);
    for (const one of scores) for (let item = 0; item < sum.length; item++) sum[item] = (sum[item] ?? 0) + Math.min(1, one[item] ?? 0); // prettier-ignore
    let count = 0;
    for (let item = 0; item < sum.length; item++) if ((sum[item] ?? 0) > 0) met[count++] = item;
    const candidates = best(sum, met, count, CANDIDATES);
    const features = new Float32Array(candidates.length * width);
    candidates.forEach((item, place) => {
      scores.forEach((one, number) => {
        const value = one[item] ?? 0;
        features[place * width + 2 * number] = Math.sqrt(value);
        features[place * width + 2 * number + 1] = Math.log(value + LEAST_SHARE);
      });
    });
    return { candidates, features };
  };
}

/**
 * Learns the blend from users whose last basket is known to be and was left out of `known`: the chance that an item of
 * the candidates is bought is a softmax of its features, fitted by Adam. Users are taken in the order given, until
 * `isLate`, but a few hundred in any case. Same input, same blend.
 */
export function learnBlend(
  baskets: Baskets,
  known: Known,
  users: readonly number[],
  isLate: () => boolean = () => false,
): Blend {
  const signals = signalsOf(baskets, known);
  const width = 2 * signals.count;
  const look = looker(baskets, signals);
  const examples: Example[] = [];
  for (const [number, user] of users.entries()) {
    if (number >= FEWEST_LEARNERS && isLate()) break;
    const { candidates, features } = look(user);
    const target = new Set(itemsOf(baskets, known[user] ?? 0));
    const bought = Uint8Array.from(candidates, (item) => (target.has(item) ? 1 : 0));
    if (bought.includes(1)) examples.push({ features, bought, share: target.size ** -0.5 });
  }
  const { mean, scale } = standardise(examples, width);
  return { weights: fit(examples, width, isLate), mean, scale, learnedFrom: examples.length };
}

interface Example {
  features: Float32Array;
  bought: Uint8Array;
  /** A large basket counts for more than a small one, but not by all its items. */
  share: number;
}

function standardise(examples: readonly Example[], width: number) {
  const mean = new Float64Array(width);
  const scale = new Float64Array(width).fill(1);
  const rows = examples.reduce((sum, { bought }) => sum + bought.length, 0);
  for (let column = 0; column < width; column++) {
    let sum = 0;
    let squares = 0;
    for (const { features } of examples) {
      for (let at = column; at < features.length; at += width) {
        const value = features[at] ?? 0;
        sum += value;
        squares += value * value;
      }
    }
    const middle = rows > 0 ? sum / rows : 0;
    const variance = rows > 0 ? squares / rows - middle * middle : 0;
    mean[column] = middle;
    scale[column] = variance > 1e-12 ? Math.sqrt(variance) : 1;
    for (const { features } of examples)
      for (let at = column; at < features.length; at += width)
        features[at] = ((features[at] ?? 0) - middle) / (scale[column] ?? 1);
  }
  return { mean, scale };
}

function fit(examples: readonly Example[], width: number, isLate: () => boolean): Float64Array {
  const weights = new Float64Array(width).fill(1 / width);
  const slopes = new Float64Array(width);
  const speed = new Float64Array(width);
  const spread = new Float64Array(width);
  const chances = new Float64Array(CANDIDATES);
  for (let round = 1; round <= ROUNDS && !(round > 50 && isLate()); round++) {
    slopes.fill(0);
    for (const example of examples) addSlopes(example, weights, chances, slopes);
    for (let column = 0; column < width; column++) {
      const weight = weights[column] ?? 0;
      const slope = (slopes[column] ?? 0) / (examples.length || 1) + RIDGE * weight;
      speed[column] = 0.9 * (speed[column] ?? 0) + 0.1 * slope;
      spread[column] = 0.99 * (spread[column] ?? 0) + 0.01 * slope * slope;
      const step = (speed[column] ?? 0) / (1 - 0.9 ** round);
      const size = Math.sqrt((spread[column] ?? 0) / (1 - 0.99 ** round)) + 1e-8;
      weights[column] = weight - (0.05 * step) / size;
    }
  }
  return weights;
}

function addSlopes(
  { features, bought, share }: Example,
  weights: Float64Array,
  chances: Float64Array,
  slopes: Float64Array,
) {
  const width = weights.length;
  let highest = -Infinity;
  let hits = 0;
  for (let place = 0; place < bought.length; place++) {
    const score = scoreOf(features, place * width, weights);
    chances[place] = score;
    highest = Math.max(highest, score);
    hits += bought[place] ?? 0;
  }
  let all = 0;
  for (let place = 0; place < bought.length; place++) {
    const chance = Math.exp((chances[place] ?? 0) - highest);
    chances[place] = chance;
    all += chance;
  }
  for (let place = 0; place < bought.length; place++) {
    const error = share * ((hits * (chances[place] ?? 0)) / all - (bought[place] ?? 0));
    for (let column = 0; column < width; column++)
      slopes[column] = (slopes[column] ?? 0) + error * (features[place * width + column] ?? 0);
  }
}

function scoreOf(features: Float32Array, from: number, weights: Float64Array): number {
  let score = 0;
  for (let column = 0; column < weights.length; column++)
    score += (weights[column] ?? 0) * (features[from + column] ?? 0);
  return score;
}

/** A user's next items, most likely first. */
export function ranker(baskets: Baskets, known: Known, blend: Blend) {
  const look = looker(baskets, signalsOf(baskets, known));
  const width = blend.weights.length;
  // Standardising shifts every candidate alike, so only the scale matters to the order.
  const weights = blend.weights.map((weight, column) => weight / (blend.scale[column] ?? 1));
  const scores = new Float64Array(CANDIDATES);
  const places = Int32Array.from({ length: CANDIDATES }, (_, place) => place);
  const best = bestPicker(CANDIDATES);
  return (user: number, wanted: number): Int32Array => {
    const { candidates, features } = look(user);
    for (let place = 0; place < candidates.length; place++)
      scores[place] = scoreOf(features, place * width, weights);
    return best(scores, places, candidates.length, wanted).map((place) => candidates[place] ?? 0);
  };
}
