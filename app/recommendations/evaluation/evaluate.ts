import { type Baskets, knownWithout } from "../baskets/baskets.ts";
import { type Measures, deviationOf, meanOf } from "../baskets/metrics.ts";
import type { Blend } from "../engine/blend.ts";
import { type Plan, planOf } from "../engine/work-plan.ts";
import { BASELINES, type Setting } from "./baselines.ts";
import { type Interval, intervalOf } from "./bootstrap.ts";
import { type Answer, type Judging, type Method, judgeFold } from "./judge-fold.ts";
import { chooseLearners } from "./learners.ts";
import { someOf } from "./random.ts";

export interface Question extends Judging {
  /** A list of users a fold: their last baskets are to be foretold, and nothing is learned from those. */
  folds: readonly (readonly number[])[];
  seed: number;
  /**
   * Seconds for all of it. The engine's work is planned for them before it begins; whatever takes longer than planned
   * ends when they are over, and says for how many users it was.
   */
  timeBudget: number;
}

/** What the evaluation may know of the world. */
export interface Meter {
  /** Milliseconds of the budget that are gone: of processor time, so that what else runs takes none of it. */
  spent: () => number;
  peakMemory: () => number;
}

/** The part of the budget that the engine's work is planned for, as counted on a slow core; the rest is the baselines'. */
const ENGINE_PLANNED = 0.4;

/** Seconds for all of it, for so many lists over all folds: enough to look for similar users among many, for everyone. */
export const usualBudget = (lists: number): number => Math.max(180, Math.ceil(0.003 * lists));

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
  /** A fold: for how many of its users there was time. */
  judged: number[];
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

/** The methods, judged by the same users and lists. */
export function evaluate(baskets: Baskets, question: Question, meter: Meter): Evaluation {
  const { folds, ks, seed, timeBudget } = question;
  const parts = folds.map((test, fold) => ({
    test: someOf(test, test.length, seed), // in no order: those for whom there is time are a sample
    ...chooseLearners(baskets, test, seed + fold),
  }));
  const plan = planOf({
    ...{ baskets, timeBudget: ENGINE_PLANNED * timeBudget, folds: folds.length },
    lists: parts.reduce((sum, { test, checkers }) => sum + test.length + checkers.length, 0),
    learners: Math.max(0, ...parts.map(({ learners }) => learners.length)),
  });
  const everyone = Array.from({ length: baskets.users }, (_, user) => user);
  const members = Int32Array.from(
    plan.crowd < baskets.users ? someOf(everyone, plan.crowd, seed) : everyone,
  );
  const budget = 1000 * timeBudget;
  const answers = parts.map(({ test, checkers, ...part }, fold) => {
    const spent = meter.spent();
    const learners = part.learners.slice(0, plan.learners);
    const known = knownWithout(baskets, [...test, ...learners, ...checkers]);
    const learned = { baskets, members, known };
    return judgeFold(
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
      { ...meter, until: spent + (budget - spent) / (parts.length - fold) },
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
        judged: own.map(({ judged }) => judged.measures[0]?.length ?? 0),
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
