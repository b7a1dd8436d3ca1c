/**
 * Splits `amount` over `weights` in proportion, in whole minor units that sum to it exactly: everyone gets the part rounded
 * down, what is left goes one by one to the largest remainders, the first among equals. Nobody with weight zero gets anything.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const whole = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  if (whole === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const parts = exact.map((product) => Number(product / whole));
  let left = amount - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((product, index) => ({ index, remainder: product % whole }))
    .filter(({ index }) => (weights[index] ?? 0) > 0)
    .sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/** Parts of a million that a share of one has: finer than any percentage that Shopify's admin takes. */
const FINENESS = 1_000_000;

/** A share (0 to 1) of an amount in minor units, half a unit rounded up; reckoned in integers, so that halves are halves. */
export function shareOf(minor: number, share: number): number {
  const parts = BigInt(Math.round(share * FINENESS));
  const fineness = BigInt(FINENESS);
  return Number((BigInt(minor) * parts * 2n + fineness) / (fineness * 2n));
}
