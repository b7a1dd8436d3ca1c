import { BASELINES, type Baseline, baselineOf } from "./baselines.ts";
import { type Baskets, type Known, basketsOf, itemsOf, knownWithout } from "./baskets.ts";
import { bestPicker } from "./best.ts";
import { learnBlend, ranker } from "./engine.ts";
import { type Ideal, type Measures, deviationOf, meanOf, measure } from "./metrics.ts";

export type Method = "engine" | Baseline;

export interface Question {
  /** A list of users a fold: their last baskets are to be foretold, and nothing is learned from those. */
  folds: readonly (readonly number[])[];
  /** List lengths. */
  ks: readonly number[];
  ideal: Ideal;
  seed: number;
  /** Seconds that the engine may take over all folds; learning stops early so that scoring has its part. */
  timeBudget: number;
}

/** What the evaluation may know of the world. */
export interface Meter {
  /** Milliseconds, from any beginning. */
  now: () => number;
  peakMemory: () => number;
}

export interface MethodResult {
  method: Method;
  at: { k: number; mean: Measures; deviation: Measures }[];
  secondsToLearn: number;
  secondsToScore: number;
  /** Of the process until this method was done. */
  peakMemory: number;
  /** The users whose baskets the engine's blend was learned from, a fold. */
  learnedFrom: number[];
}

type List = (user: number, wanted: number) => ArrayLike<number>;

const METHODS: readonly Method[] = ["engine", ...BASELINES];

/** The methods, judged by the same users and lists. */
export function evaluate(
  baskets: Baskets,
  question: Question,
  meter: Meter,
  methods: readonly Method[] = METHODS,
): MethodResult[] {
  return methods.map((method) => judge(baskets, question, meter, method));
}

function judge(
  baskets: Baskets,
  { folds, ks, ideal, seed, timeBudget }: Question,
  meter: Meter,
  method: Method,
): MethodResult {
  const learnedFrom: number[] = [];
  const byFold: Measures[][] = [];
  let learning = 0;
  let scoring = 0;
  const most = Math.max(...ks);
  folds.forEach((test, fold) => {
    const began = meter.now();
    const known = knownWithout(baskets, test);
    const spent = learning + scoring;
    const latest = began - spent + (timeBudget * 1000 * (fold + 0.6)) / folds.length;
    let list: List;
    if (method === "engine") {
      const examples = learners(baskets, test, seed + fold);
      const hidden = knownWithout(baskets, [...test, ...examples]);
      const blend = learnBlend(baskets, hidden, examples, () => meter.now() > latest);
      learnedFrom.push(blend.learnedFrom);
      list = ranker(baskets, known, blend);
    } else list = listOf(method, baskets, known, most);
    const learned = meter.now();
    const measures = ks.map((): Measures[] => []);
    for (const user of test) {
      const answer = list(user, most);
      const target = new Set(itemsOf(baskets, known[user] ?? 0));
      ks.forEach((k, at) => measures[at]?.push(measure(answer, target, k, ideal)));
    }
    byFold.push(measures.map(meanOf));
    learning += learned - began;
    scoring += meter.now() - learned;
  });
  return {
    method,
    at: ks.map((k, place) => {
      const all = byFold.flatMap((measures) => measures[place] ?? []);
      return { k, mean: meanOf(all), deviation: deviationOf(all) };
    }),
    secondsToLearn: learning / 1000,
    secondsToScore: scoring / 1000,
    peakMemory: meter.peakMemory(),
    learnedFrom,
  };
}

function listOf(method: Baseline, baskets: Baskets, known: Known, most: number): List {
  const scoring = baselineOf(method, baskets, known);
  const scores = new Float64Array(baskets.items);
  const met = new Int32Array(baskets.items);
  const best = bestPicker(most);
  return (user, wanted) => {
    scores.fill(0);
    scoring(user, [scores]);
    let count = 0;
    scores.forEach((score, item) => {
      if (score > 0) met[count++] = item;
    });
    return best(scores, met, count, wanted);
  };
}

const MOST_LEARNERS = 1500;

/**
 * Whose last known basket the blend is learned from: a quarter of those who are not judged, so that what is then known
 * of the others is much like what is known when it counts. Where all are judged, the basket before the one to foretell.
 */
export function learners(baskets: Baskets, test: readonly number[], seed: number): number[] {
  const judged = new Set(test);
  const eligible: number[] = [];
  const toJudge: number[] = [];
  for (let user = 0; user < baskets.users; user++) {
    const [first, end] = basketsOf(baskets, user);
    if (judged.has(user)) {
      if (end - first >= 3) toJudge.push(user);
    } else if (end - first >= 2) eligible.push(user);
  }
  const from = eligible.length >= 200 ? eligible : [...eligible, ...toJudge];
  const wanted = Math.min(MOST_LEARNERS, Math.max(200, Math.ceil(from.length / 4)), from.length);
  const random = randomFrom(seed);
  for (let at = 0; at < wanted; at++) {
    const other = at + Math.floor(random() * (from.length - at));
    const one = from[at] ?? 0;
    from[at] = from[other] ?? 0;
    from[other] = one;
  }
  return from.slice(0, wanted);
}

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
