import { CANDIDATES, WIDTH, type Looked } from "./features.ts";

const ROUNDS = 200;
/** How strongly the weights are held to where they began: as much as this many users would say. */
const HELD_BY_USERS = 1.5;

/** What was learned: a weight a feature, and from how many users' baskets. */
export interface Blend {
  weights: Float64Array;
  learnedFrom: number;
}

/** The candidates of one user of whom it is known what they bought next. */
export interface Example {
  count: number;
  feature: Float32Array;
  bought: Uint8Array;
  /** A large basket counts for more than a small one, but not by all its items. */
  share: number;
}

/** Null where none of the candidates was bought: nothing can be learned from it. */
export function exampleOf(
  { count, candidate, feature }: Looked,
  target: ReadonlySet<number>,
): Example | null {
  const bought = Uint8Array.from({ length: count }, (_, place) =>
    target.has(candidate[place] ?? -1) ? 1 : 0,
  );
  if (!bought.includes(1)) return null;
  const features = Float32Array.from(feature.subarray(0, count * WIDTH));
  return { count, feature: features, bought, share: target.size ** -0.5 };
}

/**
 * Learns the blend: the chance that a candidate is bought is a softmax of its features, fitted by Adam on standardised
 * values, where few examples move little from even weights. Same examples, same blend.
 */
export function learnBlend(examples: readonly Example[]): Blend {
  const { mean, scale } = standard(examples);
  for (const { feature } of examples) {
    for (let at = 0; at < feature.length; at++) {
      const column = at % WIDTH;
      feature[at] = ((feature[at] ?? 0) - (mean[column] ?? 0)) / (scale[column] ?? 1);
    }
  }
  const weights = fit(examples);
  // Standardising shifts every candidate alike, so only the scale matters to the order.
  return {
    weights: weights.map((weight, column) => weight / (scale[column] ?? 1)),
    learnedFrom: examples.length,
  };
}

function standard(examples: readonly Example[]) {
  const mean = new Float64Array(WIDTH);
  const scale = new Float64Array(WIDTH).fill(1);
  const rows = examples.reduce((sum, { count }) => sum + count, 0);
  if (rows === 0) return { mean, scale };
  const squares = new Float64Array(WIDTH);
  for (const { feature } of examples) {
    for (let at = 0; at < feature.length; at++) {
      const value = feature[at] ?? 0;
      mean[at % WIDTH] = (mean[at % WIDTH] ?? 0) + value;
      squares[at % WIDTH] = (squares[at % WIDTH] ?? 0) + value * value;
    }
  }
  for (let column = 0; column < WIDTH; column++) {
    const middle = (mean[column] ?? 0) / rows;
    const variance = (squares[column] ?? 0) / rows - middle * middle;
    mean[column] = middle;
    scale[column] = variance > 1e-9 ? Math.sqrt(variance) : 1;
  }
  return { mean, scale };
}

function fit(examples: readonly Example[]): Float64Array {
  const even = 1 / WIDTH;
  const weights = new Float64Array(WIDTH).fill(even);
  const slopes = new Float64Array(WIDTH);
  const speed = new Float64Array(WIDTH);
  const spread = new Float64Array(WIDTH);
  const chances = new Float64Array(CANDIDATES);
  const hold = HELD_BY_USERS / (examples.length + HELD_BY_USERS);
  for (let round = 1; round <= ROUNDS; round++) {
    slopes.fill(0);
    for (const example of examples) addSlopes(example, weights, chances, slopes);
    for (let column = 0; column < WIDTH; column++) {
      const weight = weights[column] ?? 0;
      const slope = (slopes[column] ?? 0) / (examples.length || 1) + hold * (weight - even);
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
  { count, feature, bought, share }: Example,
  weights: Float64Array,
  chances: Float64Array,
  slopes: Float64Array,
) {
  let highest = -Infinity;
  let hits = 0;
  for (let place = 0; place < count; place++) {
    let score = 0;
    for (let column = 0; column < WIDTH; column++)
      score += (weights[column] ?? 0) * (feature[place * WIDTH + column] ?? 0);
    chances[place] = score;
    highest = Math.max(highest, score);
    hits += bought[place] ?? 0;
  }
  let all = 0;
  for (let place = 0; place < count; place++) {
    const chance = Math.exp((chances[place] ?? 0) - highest);
    chances[place] = chance;
    all += chance;
  }
  for (let place = 0; place < count; place++) {
    const error = share * ((hits * (chances[place] ?? 0)) / all - (bought[place] ?? 0));
    for (let column = 0; column < WIDTH; column++)
      slopes[column] = (slopes[column] ?? 0) + error * (feature[place * WIDTH + column] ?? 0);
  }
}
