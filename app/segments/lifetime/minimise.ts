/** A function's value and its gradient at a point. */
export interface Evaluation {
  value: number;
  gradient: readonly number[];
}

export interface Minimum {
  at: readonly number[];
  value: number;
  /** Whether the gradient all but vanished there. Where it did not, the point is only the best that was seen. */
  converged: boolean;
  evaluations: number;
}

const TOLERANCE = 1e-8;
/** Where rounding ends the search, a gradient this small still counts as none. */
const LOOSE_TOLERANCE = 1e-5;
const ROUNDING = 1e-15;
const MOST_STEPS = 500;
/** In logarithms of parameters: nobody leaps by more than e squared. */
const LONGEST_STEP = 2;
const SUFFICIENT_DECREASE = 1e-4;

/**
 * The least value of a smooth function from one start: BFGS with a backtracking line search (Nocedal and Wright,
 * Numerical Optimization, 2006, algorithm 6.1). The function should be of order one, its variables of like scale.
 * Why not a library: docs/decisions/010-lifetime-models.md.
 */
export function minimise(
  f: (at: readonly number[]) => Evaluation,
  start: readonly number[],
): Minimum {
  let at = start;
  let { value, gradient } = f(at);
  let inverseHessian: number[][] | null = null;
  let evaluations = 1;
  for (let step = 0; step < MOST_STEPS && largest(gradient) > TOLERANCE; step++) {
    const newton = inverseHessian?.map((row) => -dot(row, gradient));
    const isDownhill = newton !== undefined && dot(newton, gradient) < 0;
    if (!isDownhill) inverseHessian = null;
    const direction = shortened(isDownhill ? newton : gradient.map((slope) => -slope));
    const found = searchAlong(f, { at, value, gradient, direction });
    evaluations += found.evaluations;
    if (!found.next) {
      if (!inverseHessian) break;
      inverseHessian = null;
      continue;
    }
    const gained = value - found.next.value;
    const moved = found.at.map((x, i) => x - (at[i] ?? NaN));
    const turned = found.next.gradient.map((slope, i) => slope - (gradient[i] ?? NaN));
    inverseHessian = updated(inverseHessian, moved, turned);
    ({ at } = found);
    ({ value, gradient } = found.next);
    if (gained <= ROUNDING * Math.abs(value) && largest(gradient) <= LOOSE_TOLERANCE) break;
  }
  return { at, value, converged: largest(gradient) <= LOOSE_TOLERANCE, evaluations };
}

/** The best of several starts. */
export function minimiseFrom(
  starts: readonly (readonly number[])[],
  f: (at: readonly number[]) => Evaluation,
): Minimum {
  const found = starts.map((start) => minimise(f, start));
  const best = found.reduce((one, other) => (other.value < one.value ? other : one));
  return { ...best, evaluations: found.reduce((sum, { evaluations }) => sum + evaluations, 0) };
}

/** Where customers are alike, a likelihood rises for ever, ever more slowly: here it has gone far enough. */
const FARTHEST = 18;

/** Positive parameters from the logarithms by which the least value is searched. */
export const parametersAt = (logs: readonly number[]): number[] =>
  logs.map((log) => Math.exp(Math.max(-FARTHEST, Math.min(FARTHEST, log))));

interface Search extends Evaluation {
  at: readonly number[];
  direction: readonly number[];
}

function searchAlong(
  f: (at: readonly number[]) => Evaluation,
  { at, value, gradient, direction }: Search,
) {
  const slope = dot(direction, gradient);
  let evaluations = 0;
  for (let length = 1; length > 1e-12; length /= 2) {
    const tried = at.map((x, i) => x + length * (direction[i] ?? NaN));
    const next = f(tried);
    evaluations++;
    if (next.value <= value + SUFFICIENT_DECREASE * length * slope) {
      return { at: tried, next, evaluations };
    }
  }
  return { at, next: null, evaluations };
}

/** BFGS's update of the inverse Hessian, or the one there was where the function is not convex along the step. */
function updated(
  inverse: number[][] | null,
  moved: readonly number[],
  turned: readonly number[],
): number[][] | null {
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-14 * dot(turned, turned))) return inverse;
  const scale = curvature / dot(turned, turned);
  const from = inverse ?? moved.map((_, i) => moved.map((_, j) => (i === j ? scale : 0)));
  const bent = from.map((row) => dot(row, turned));
  const grow = 1 / curvature + dot(turned, bent) / curvature ** 2;
  return from.map((row, i) =>
    row.map((entry, j) => {
      const [mi = NaN, mj = NaN, bi = NaN, bj = NaN] = [moved[i], moved[j], bent[i], bent[j]];
      return entry + grow * mi * mj - (bi * mj + mi * bj) / curvature;
    }),
  );
}

const dot = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, x, i) => sum + x * (other[i] ?? NaN), 0);

const largest = (vector: readonly number[]) => Math.max(...vector.map(Math.abs));

const shortened = (vector: readonly number[]) => {
  const scale = Math.min(1, LONGEST_STEP / largest(vector));
  return vector.map((x) => x * scale);
};
