/**
 * Reproducible chance: sfc32 (Chris Doty-Humphrey, PractRand) seeded through splitmix32, so that nearby keys give unrelated
 * streams. The same keys give the same numbers on every machine.
 */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [from, to], both ends included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Standard normal (Box-Muller). */
  normal(): number;
  /** Exponential with this mean. */
  waiting(mean: number): number;
}

export function randomOf(...keys: readonly number[]): Random {
  let mix = 0x9e3779b9;
  const splitmix = () => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  for (const key of keys) {
    mix ^= Math.imul(key | 0, 0x85ebca6b) ^ Math.floor(key / 0x1_0000_0000);
    mix = splitmix();
  }
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 0x1_0000_0000;
  };
  for (let i = 0; i < 8; i++) next();
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new Error("nothing to pick from");
      return found;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    waiting: (mean) => -mean * Math.log(1 - next()),
  };
}

/** Draws indexes in proportion to their weights, by bisection of the running sum. */
export function weighted(weights: readonly number[]): (random: Random) => number {
  let sum = 0;
  const upTo = Float64Array.from(weights, (weight) => (sum += weight));
  return (random) => {
    const at = random.next() * sum;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((upTo[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
