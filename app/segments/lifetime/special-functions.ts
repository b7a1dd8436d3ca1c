/** ln Γ(x) for x > 0, to about 1e-14: Stirling's series after moving x above 8. */
export function logGamma(x: number): number {
  let product = 1;
  let moved = x;
  while (moved < 8) product *= moved++;
  const inverse = 1 / (moved * moved);
  const series =
    1 / 12 -
    inverse *
      (1 / 360 -
        inverse *
          (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - inverse * (691 / 360360)))));
  return (
    (moved - 0.5) * Math.log(moved) -
    moved +
    0.5 * Math.log(2 * Math.PI) +
    series / moved -
    Math.log(product)
  );
}

/** The derivative of ln Γ(x) for x > 0. */
export function digamma(x: number): number {
  let moved = x;
  let shift = 0;
  while (moved < 8) shift += 1 / moved++;
  const inverse = 1 / (moved * moved);
  const series =
    inverse *
    (1 / 12 -
      inverse *
        (1 / 120 -
          inverse *
            (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - inverse * (691 / 32760))))));
  return Math.log(moved) - 0.5 / moved - series - shift;
}

const MOST_TERMS = 100_000;

/** Sums beyond it are scaled down before they overflow. */
const LARGE = 1e200;

/**
 * Gauss's 2F1(a, b; c; z) times e^logFactor by the series, for 0 <= z < 1 and a c that is neither 0 nor a negative
 * integer. Neither of the two factors need be a number that a computer can hold.
 */
export function hypergeometric(a: number, b: number, c: number, z: number, logFactor = 0): number {
  let term = 1;
  let sum = 1;
  let logScale = logFactor;
  for (let n = 0; n < MOST_TERMS; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) <= Number.EPSILON * Math.abs(sum)) break;
    if (Math.abs(sum) > LARGE) {
      term /= LARGE;
      sum /= LARGE;
      logScale += Math.log(LARGE);
    }
  }
  return Math.sign(sum) * Math.exp(logScale + Math.log(Math.abs(sum)));
}

/** ln(1 + e^x) without overflow. */
export const logOnePlusExp = (x: number): number =>
  x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));

/** 1 / (1 + e^-x) without overflow. */
export const logistic = (x: number): number =>
  x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
