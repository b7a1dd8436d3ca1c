import { minimiseFrom, parametersAt, type Evaluation } from "./minimise.ts";
import { digamma, logGamma } from "./special-functions.ts";

/**
 * Gamma-Gamma, after Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013): a customer's purchases vary
 * about a mean of their own as Gamma with shape p, and the means among customers as the reciprocal of Gamma(q, v).
 * Holds only where what one spends does not go with how often one buys.
 */
export interface GammaGamma {
  p: number;
  q: number;
  v: number;
}

/** A customer's repeat purchases: how many, and their mean value. */
export interface Spending {
  repeats: number;
  meanValue: number;
}

export interface GammaGammaFit extends GammaGamma {
  logLikelihood: number;
  converged: boolean;
  /** Those it was fitted to: a repeat purchase at least, of some value on average. */
  customers: number;
}

/** Whom the model can be fitted to. A mean of nothing has no density. */
export const hasSpent = ({ repeats, meanValue }: Spending): boolean => repeats > 0 && meanValue > 0;

/**
 * The parameters of greatest likelihood. q stays above one, without which the mean value of a new customer would be
 * infinite; the paper has no such bound, and its example needs none.
 */
export function fitGammaGamma(spendings: readonly Spending[]): GammaGammaFit {
  const fitted = spendings.filter(hasSpent);
  const customers = fitted.length;
  const mean = fitted.reduce((sum, { meanValue }) => sum + meanValue, 0) / customers || 1;
  const starts = [
    [1, 1, mean],
    [6, 3, mean / 2],
    [2, 9, mean * 5],
  ].map((start) => start.map(Math.log));
  const found = minimiseFrom(starts, (at) => {
    const model = modelAt(at);
    const { value, gradient } = gammaGammaLikelihood(model, fitted);
    const [byP = NaN, byQ = NaN, byV = NaN] = gradient;
    const slopes = [byP * model.p, byQ * (model.q - 1), byV * model.v];
    return { value: -value / customers, gradient: slopes.map((slope) => -slope / customers) };
  });
  return {
    ...modelAt(found.at),
    logLikelihood: -found.value * customers,
    converged: found.converged,
    customers,
  };
}

const modelAt = (logs: readonly number[]): GammaGamma => {
  const [p = NaN, beyondOne = NaN, v = NaN] = parametersAt(logs);
  return { p, q: 1 + beyondOne, v };
};

/** The log-likelihood (equation 1a of the paper) and its slopes by p, q and v. */
export function gammaGammaLikelihood(
  { p, q, v }: GammaGamma,
  spendings: readonly Spending[],
): Evaluation {
  const ofRepeats = repeatTerms({ p, q });
  const logV = Math.log(v);
  let value = 0;
  let byP = 0;
  let byQ = 0;
  let byV = 0;
  for (const { repeats, meanValue } of spendings) {
    const terms = ofRepeats(repeats);
    const all = v + repeats * meanValue;
    const logAll = Math.log(all);
    const logSpent = Math.log(repeats * meanValue);
    value +=
      terms.value + q * logV + p * repeats * (logSpent - logAll) - q * logAll - Math.log(meanValue);
    byP += terms.byP + repeats * (logSpent - logAll);
    byQ += terms.byQ + logV - logAll;
    byV += q / v - (p * repeats + q) / all;
  }
  return { value, gradient: [byP, byQ, byV] };
}

/** What depends on the number of repeats alone, computed once for each. */
function repeatTerms({ p, q }: Omit<GammaGamma, "v">) {
  const known = new Map<number, ReturnType<typeof compute>>();
  const compute = (x: number) => ({
    value: logGamma(p * x + q) - logGamma(p * x) - logGamma(q),
    byP: x * (digamma(p * x + q) - digamma(p * x)),
    byQ: digamma(p * x + q) - digamma(q),
  });
  return (repeats: number) => {
    let terms = known.get(repeats);
    if (!terms) known.set(repeats, (terms = compute(repeats)));
    return terms;
  };
}

/**
 * The mean value to be expected of a customer's purchases (equation 5 of the paper): between their own mean and
 * everybody's, nearer to their own the more they bought. Without a repeat purchase it is everybody's.
 */
export const expectedMeanValue = (
  { p, q, v }: GammaGamma,
  { repeats, meanValue }: Spending,
): number => (p * (v + repeats * meanValue)) / (p * repeats + q - 1);

/**
 * The correlation of how often customers buy again with what they spend, which the model takes to be none. Null where
 * all bought alike.
 */
export function repeatsAndValue(spendings: readonly Spending[]): number | null {
  const spent = spendings.filter(hasSpent);
  const mean = (of: (one: Spending) => number) =>
    spent.reduce((sum, one) => sum + of(one), 0) / spent.length;
  const repeats = mean((one) => one.repeats);
  const value = mean((one) => one.meanValue);
  const together = mean((one) => (one.repeats - repeats) * (one.meanValue - value));
  const apart = Math.sqrt(
    mean((one) => (one.repeats - repeats) ** 2) * mean((one) => (one.meanValue - value) ** 2),
  );
  return apart > 0 ? together / apart : null;
}
