const WHOLE = 10_000;

/**
 * So many hundredths of a per cent of an amount, a half rounded up. In two steps, so that no product leaves the whole
 * numbers that a double holds.
 */
export function percentOf(minor: number, basisPoints: number): number {
  const rest = minor % WHOLE;
  const wholes = (minor - rest) / WHOLE;
  return wholes * basisPoints + Math.floor((rest * basisPoints + WHOLE / 2) / WHOLE);
}

/**
 * Spreads an amount over lines in proportion to their weights, to the last minor unit: each gets its share rounded down,
 * and what is left goes to the largest remainders, the first line before the next. No line gets more than its weight
 * when the amount is not more than all of them.
 */
export function spread(minor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const remainders: number[] = [];
  const shares = weights.map((weight, line) => {
    const [share, remainder] = divide(minor, weight, sum);
    remainders[line] = remainder;
    return share;
  });
  let left = minor - shares.reduce((total, share) => total + share, 0);
  if (left === 0) return shares;
  const byRemainder = remainders
    .map((_, line) => line)
    .sort((one, other) => (remainders[other] ?? 0) - (remainders[one] ?? 0));
  for (const line of byRemainder) {
    if (left-- === 0) break;
    shares[line] = (shares[line] ?? 0) + 1;
  }
  return shares;
}

/** `minor * weight / sum` in whole numbers, and what is left over. */
function divide(minor: number, weight: number, sum: number): [share: number, remainder: number] {
  const product = minor * weight;
  if (Number.isSafeInteger(product)) {
    const remainder = product % sum;
    return [(product - remainder) / sum, remainder];
  }
  const exact = BigInt(minor) * BigInt(weight);
  return [Number(exact / BigInt(sum)), Number(exact % BigInt(sum))];
}
