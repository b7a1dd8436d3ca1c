/** Of what is shown as going together, so large a part may be accidents. */
const FALSE_PART = 0.05;
const BINS_A_DECADE = 20;
const DECADES = 80;

/**
 * The logarithm to base ten of the chance that independent buying makes so many events or more, where it makes `expected`
 * on average: the upper tail of the Poisson distribution, which is never below that of Fisher's exact test.
 */
export function log10Chance(support: number, expected: number): number {
  if (support <= expected || expected <= 0) return 0;
  let term = 1;
  let sum = 1;
  for (let above = support + 1; term > 1e-12 * sum; above++) {
    term *= expected / above;
    sum += term;
  }
  const log = support * Math.log(expected) - expected - logFactorial(support) + Math.log(sum);
  return Math.min(0, log / Math.LN10);
}

/** Stirling's series, exact to ten digits from 8 on; below it is multiplied. */
function logFactorial(n: number): number {
  if (n < 8) {
    let product = 1;
    for (let factor = 2; factor <= n; factor++) product *= factor;
    return Math.log(product);
  }
  return (
    (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3)
  );
}

/**
 * Counts chances as they come and says up to which they are believed, so that of all that is believed a twentieth at most
 * is expected to be accidents (Benjamini and Hochberg 1995), in steps of a twentieth of a decade.
 */
export function discoveries() {
  const bins = new Float64Array(BINS_A_DECADE * DECADES + 1);
  const binOf = (log10: number) => Math.min(bins.length - 1, Math.floor(-log10 * BINS_A_DECADE));
  return {
    add(log10: number) {
      const bin = binOf(log10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    },
    /** @param hypotheses how many there are, seen or not */
    believedFrom(hypotheses: number): (log10: number) => boolean {
      let rank = 0;
      let first = Infinity;
      for (let bin = bins.length - 1; bin >= 0; bin--) {
        rank += bins[bin] ?? 0;
        const chance = 10 ** (-bin / BINS_A_DECADE);
        if (rank > 0 && chance * hypotheses <= FALSE_PART * rank) first = bin;
      }
      return (log10) => binOf(log10) >= first;
    },
  };
}
