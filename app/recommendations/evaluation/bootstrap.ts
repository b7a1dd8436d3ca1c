import { randomFrom } from "./random.ts";

const RESAMPLES = 400;

export type Interval = [low: number, high: number];

/** Where the mean lies with 95 per cent confidence, by resampling (Efron 1979). One value says nothing of it. */
export function intervalOf(values: Float64Array, seed: number): Interval {
  if (values.length === 0) return [0, 0];
  const random = randomFrom(seed);
  const means = new Float64Array(RESAMPLES);
  for (let round = 0; round < RESAMPLES; round++) {
    let sum = 0;
    let left = values.length;
    while (left-- > 0) sum += values[Math.floor(random() * values.length)] ?? 0;
    means[round] = sum / values.length;
  }
  means.sort();
  const at = (part: number) => means[Math.round(part * (RESAMPLES - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}
