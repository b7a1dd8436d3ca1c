import { minimiseFrom, parametersAt, type Evaluation } from "./minimise.ts";
import { digamma, hypergeometric, logGamma, logistic, logOnePlusExp } from "./special-functions.ts";

/**
 * BG/NBD, after Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005): while
 * alive a customer buys as a Poisson process, and dies after each purchase with a chance of their own. Rates differ
 * among customers as Gamma(r, alpha), chances as Beta(a, b).
 */
export interface BgNbd {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** What the model needs to know of a customer; times in units, such as weeks. */
export interface Buying {
  /** Days with a purchase after the first such day: the literature's x. */
  repeats: number;
  /** From the first purchase to the last: t_x. */
  last: number;
  /** From the first purchase to the end of what is known: T. */
  age: number;
}

/** Equal customers, counted. */
export interface BuyingPattern extends Buying {
  customers: number;
}

export interface BgNbdFit extends BgNbd {
  logLikelihood: number;
  converged: boolean;
  customers: number;
}

/** The parameters of greatest likelihood. Costs one pass over the patterns for each of about a hundred evaluations. */
export function fitBgNbd(patterns: readonly BuyingPattern[]): BgNbdFit {
  const customers = patterns.reduce((sum, pattern) => sum + pattern.customers, 0);
  const meanAge =
    patterns.reduce((sum, { age, customers }) => sum + age * customers, 0) / customers || 1;
  const starts = [
    [1, meanAge, 1, 1],
    [0.25, meanAge / 8, 0.8, 2.5],
    [0.5, meanAge / 4, 0.1, 2],
  ].map((start) => start.map(Math.log));
  const found = minimiseFrom(starts, (at) => {
    const { value, gradient } = bgNbdLikelihood(modelAt(at), patterns);
    return { value: -value / customers, gradient: gradient.map((slope) => -slope / customers) };
  });
  return {
    ...modelAt(found.at),
    logLikelihood: -found.value * customers,
    converged: found.converged,
    customers,
  };
}

const modelAt = (logs: readonly number[]): BgNbd => {
  const [r = NaN, alpha = NaN, a = NaN, b = NaN] = parametersAt(logs);
  return { r, alpha, a, b };
};

/** The log-likelihood (equation 6 of the paper, in logarithms) and its slopes by the logarithms of r, alpha, a, b. */
export function bgNbdLikelihood(model: BgNbd, patterns: readonly BuyingPattern[]): Evaluation {
  const { r, alpha, a, b } = model;
  const logAlpha = Math.log(alpha);
  const ofRepeats = repeatTerms(model);
  let value = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;
  for (const { repeats, last, age, customers } of patterns) {
    const terms = ofRepeats(repeats);
    const logAge = Math.log(alpha + age);
    let one = terms.value + r * logAlpha - (r + repeats) * logAge;
    let oneByR = terms.byR + logAlpha - logAge;
    let oneByAlpha = r / alpha - (r + repeats) / (alpha + age);
    let { byA: oneByA, byB: oneByB } = terms;
    if (repeats > 0) {
      const silence = logAge - Math.log(alpha + last);
      const odds = terms.logOdds + (r + repeats) * silence;
      const dead = logistic(odds);
      one += logOnePlusExp(odds);
      oneByR += dead * silence;
      oneByAlpha += dead * (r + repeats) * (1 / (alpha + age) - 1 / (alpha + last));
      oneByA += dead / a;
      oneByB -= dead / (b + repeats - 1);
    }
    value += customers * one;
    byR += customers * oneByR;
    byAlpha += customers * oneByAlpha;
    byA += customers * oneByA;
    byB += customers * oneByB;
  }
  return { value, gradient: [byR * r, byAlpha * alpha, byA * a, byB * b] };
}

/** What depends on the number of repeats alone, computed once for each. */
function repeatTerms({ r, a, b }: BgNbd) {
  const known = new Map<number, ReturnType<typeof compute>>();
  const compute = (x: number) => ({
    value:
      logGamma(r + x) - logGamma(r) +
      (logGamma(a + b) - logGamma(a + b + x)) + (logGamma(b + x) - logGamma(b)),
    byR: digamma(r + x) - digamma(r),
    byA: digamma(a + b) - digamma(a + b + x),
    byB: digamma(a + b) - digamma(a + b + x) + digamma(b + x) - digamma(b),
    logOdds: x > 0 ? Math.log(a) - Math.log(b + x - 1) : -Infinity,
  }); // prettier-ignore
  return (repeats: number) => {
    let terms = known.get(repeats);
    if (!terms) known.set(repeats, (terms = compute(repeats)));
    return terms;
  };
}

/** The chance that a customer will buy again. Who bought once is certain to be alive: one dies after a repeat only. */
export function probabilityAlive(
  { r, alpha, a, b }: BgNbd,
  { repeats, last, age }: Buying,
): number {
  if (repeats === 0) return 1;
  const silence = Math.log(alpha + age) - Math.log(alpha + last);
  return logistic(-(Math.log(a) - Math.log(b + repeats - 1) + (r + repeats) * silence));
}

/** Repeat purchases to be expected of a customer in the time units that come (equation 10 of the paper). */
export const expectedPurchases = (model: BgNbd, buying: Buying, time: number): number =>
  probabilityAlive(model, buying) * purchasesIfAlive(model, buying, time);

/** Repeat purchases to be expected of anybody within so long after the first purchase (equation 9). */
export const expectedOfNew = (model: BgNbd, time: number): number =>
  purchasesIfAlive(model, { repeats: 0, age: 0 }, time);

/** Around these values the formula is zero by zero, and the function smooth. */
const SINGULAR = 1e-5;

/**
 * The paper's formula. All but the first terms of the series are positive, and the factor before it is taken in, so
 * that nothing cancels or overflows, be customers all but alike (r and alpha, or a and b, without bound) or not at all.
 */
function purchasesIfAlive(
  model: BgNbd,
  { repeats, age }: Omit<Buying, "last">,
  time: number,
): number {
  const { r, alpha, a, b } = model;
  const c = a + b + repeats - 1;
  if (Math.abs(a - 1) < SINGULAR || Math.abs(c) < SINGULAR) {
    const beside = (by: number) =>
      purchasesIfAlive({ ...model, a: a + by }, { repeats, age }, time);
    return (beside(-3 * SINGULAR) + beside(3 * SINGULAR)) / 2;
  }
  const z = time / (alpha + age + time);
  const x = repeats;
  const left = hypergeometric(r + x, b + x, c, z, (r + x) * Math.log1p(-z));
  return (c / (a - 1)) * (1 - left);
}
