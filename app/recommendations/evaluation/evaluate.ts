import { type Baskets, knownWithout } from "../baskets/baskets.ts";
import { type Ideal, type Measures, deviationOf, meanOf } from "../baskets/metrics.ts";
import type { Blend } from "../engine/blend.ts";
import { type Plan, planOf } from "../engine/work-plan.ts";
import { BASELINES, type Baseline, type Setting, type World, baselineOf } from "./baselines.ts";
import { type Interval, intervalOf } from "./bootstrap.ts";
import { crowdIn, engineLists, learnFrom } from "./engine-lists.ts";
import { type Judged, judged, qualityOf, tuned } from "./judging.ts";
import { chooseLearners } from "./learners.ts";
import { someOf } from "./random.ts";

export type Method = "engine" | Baseline;

export interface Question {
  /** A list of users a fold: their last baskets are to be foretold, and nothing is learned from those. */
  folds: readonly (readonly number[])[];
  /** List lengths. */
  ks: readonly number[];
  ideal: Ideal;
  seed: number;
  /** Seconds that the engine may take over all folds: its work is planned for them before it begins. */
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
  at: At[];
  secondsToLearn: number;
  secondsToScore: number;
  /** Of the process until this method was done. */
  peakMemory: number;
  /** A fold: what a baseline was set to, by users that are not judged. */
  settings: Setting[];
  /** A fold: from how many users' baskets the engine learned. */
  learnedFrom: number[];
  /** A fold: the blend. */
  blends: Blend[];
  /** A fold: whose lists these are; the engine takes a baseline's where that did better with users that are not judged. */
  uses: Method[];
}

export interface At {
  k: number;
  /** Over folds of the mean over users. */
  mean: Measures;
  deviation: Measures;
  /** How sure the mean over all users of all folds is. */
  interval: { recall: Interval; ndcg: Interval; hitRate: Interval };
  /** The part of all items that was on any list, in the mean over folds. */
  coverage: number;
  /** Of every user of every fold. */
  recalls: Float64Array;
}

export interface Evaluation {
  plan: Plan;
  results: MethodResult[];
}

/** What one method did in one fold. */
interface Answer {
  method: Method;
  uses: Method;
  judged: Judged;
  /** By users that are not judged. */
  checked: number;
  learning: number;
  scoring: number;
  peakMemory: number;
  setting: Setting;
  blend: Blend | null;
}

/** The methods, judged by the same users and lists. */
export function evaluate(baskets: Baskets, question: Question, meter: Meter): Evaluation {
  const { folds, ks, seed, timeBudget } = question;
  const parts = folds.map((test, fold) => ({
    test,
    ...chooseLearners(baskets, test, seed + fold),
  }));
  const plan = planOf({
    ...{ baskets, timeBudget, folds: folds.length },
    lists: parts.reduce((sum, { test, checkers }) => sum + test.length + checkers.length, 0),
    learners: Math.max(0, ...parts.map(({ learners }) => learners.length)),
  });
  const everyone = Array.from({ length: baskets.users }, (_, user) => user);
  const members = Int32Array.from(
    plan.crowd < baskets.users ? someOf(everyone, plan.crowd, seed) : everyone,
  );
  const answers = parts.map(({ test, checkers, ...part }) => {
    const learners = part.learners.slice(0, plan.learners);
    const known = knownWithout(baskets, [...test, ...learners, ...checkers]);
    const learned = { baskets, members, known };
    return judge(
      {
        learning: { ...learned, asked: Int32Array.from(learners) },
        checking: { ...learned, asked: Int32Array.from(checkers) },
        judging: {
          baskets,
          members,
          known: knownWithout(baskets, test),
          asked: Int32Array.from(test),
        },
      },
      question,
      meter,
    );
  });
  const methods: Method[] = ["engine", ...BASELINES];
  return {
    plan,
    results: methods.map((method) => {
      const own = answers.flat().filter((answer) => answer.method === method);
      const seconds = (of: (answer: Answer) => number) =>
        own.reduce((sum, answer) => sum + of(answer), 0) / 1000;
      return {
        method,
        at: ks.map((k, place) => atLength(k, place, own, baskets.items, seed)),
        secondsToLearn: seconds(({ learning }) => learning),
        secondsToScore: seconds(({ scoring }) => scoring),
        peakMemory: Math.max(...own.map(({ peakMemory }) => peakMemory)),
        settings: own.map(({ setting }) => setting),
        learnedFrom: own.map(({ blend }) => blend?.learnedFrom ?? 0),
        blends: own.flatMap(({ blend }) => blend ?? []),
        uses: own.map(({ uses }) => uses),
      };
    }),
  };
}

function atLength(
  k: number,
  place: number,
  folds: readonly Answer[],
  items: number,
  seed: number,
): At {
  const all = folds.map(({ judged }) => judged.measures[place] ?? []);
  const means = all.map(meanOf);
  const of = (pick: (one: Measures) => number) => Float64Array.from(all.flat(), pick);
  const recalls = of(({ recall }) => recall);
  const listed = folds.reduce((sum, { judged }) => sum + (judged.listed[place] ?? 0), 0);
  return {
    ...{ k, mean: meanOf(means), deviation: deviationOf(means), recalls },
    coverage: listed / folds.length / items,
    interval: {
      recall: intervalOf(recalls, seed),
      ndcg: intervalOf(
        of(({ ndcg }) => ndcg),
        seed,
      ),
      hitRate: intervalOf(
        of(({ hitRate }) => hitRate),
        seed,
      ),
    },
  };
}

/** What of a fold is known for learning, for comparing on other users, and for what counts. */
interface Fold {
  learning: World;
  checking: World;
  judging: World;
}

function judge(fold: Fold, question: Question, meter: Meter): Answer[] {
  const baselines = BASELINES.map((method) => judgeBaseline(method, fold, question, meter));
  const engine = judgeEngine(fold, question, meter);
  const best = baselines.reduce((a, b) => (b.checked > a.checked ? b : a));
  if (best.checked <= engine.checked) return [engine, ...baselines];
  return [{ ...engine, uses: best.method, judged: best.judged }, ...baselines];
}

function judgeBaseline(
  method: Baseline,
  fold: Fold,
  { ks, ideal }: Question,
  meter: Meter,
): Answer {
  const began = meter.now();
  const most = Math.max(...ks);
  const setting = tuned(method, fold.learning, most, ideal);
  const checked = qualityOf(fold.checking, baselineOf(method, fold.checking, setting), most, ideal);
  const lists = baselineOf(method, fold.judging, setting);
  const learned = meter.now();
  const result = judged(fold.judging, lists, ks, ideal);
  return {
    ...{ method, uses: method, setting, checked, judged: result, blend: null },
    ...{ learning: learned - began, scoring: meter.now() - learned },
    peakMemory: meter.peakMemory(),
  };
}

function judgeEngine(
  { learning, checking, judging }: Fold,
  { ks, ideal }: Question,
  meter: Meter,
): Answer {
  const began = meter.now();
  const crowd = crowdIn(learning);
  const blend = learnFrom(learning, crowd, [...learning.asked]);
  const checked = qualityOf(checking, engineLists(checking, crowd, blend), Math.max(...ks), ideal);
  const lists = engineLists(judging, crowdIn(judging), blend);
  const learned = meter.now();
  const result = judged(judging, lists, ks, ideal);
  return {
    ...{ method: "engine", uses: "engine", setting: {}, checked, judged: result, blend },
    ...{ learning: learned - began, scoring: meter.now() - learned },
    peakMemory: meter.peakMemory(),
  };
}
