import { type Baskets, knownWithout } from "../baskets/baskets.ts";
import { type Ideal, type Measures, deviationOf, meanOf } from "../baskets/metrics.ts";
import { type Plan, planOf } from "../engine/work-plan.ts";
import { BASELINES, type Baseline, type Setting, type World, baselineOf } from "./baselines.ts";
import { crowdIn, engineLists, learnFrom } from "./engine-lists.ts";
import { measuresOf, qualityOf, tuned } from "./judging.ts";
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
  at: { k: number; mean: Measures; deviation: Measures }[];
  secondsToLearn: number;
  secondsToScore: number;
  /** Of the process until this method was done. */
  peakMemory: number;
  /** A fold: what a baseline was set to, by users that are not judged. */
  settings: Setting[];
  /** A fold: from how many users' baskets the engine learned. */
  learnedFrom: number[];
  /** A fold: whose lists these are; the engine takes a baseline's where that did better with users that are not judged. */
  uses: Method[];
}

export interface Evaluation {
  plan: Plan;
  results: MethodResult[];
}

/** What one method did in one fold. */
interface Answer {
  method: Method;
  uses: Method;
  measures: Measures[];
  /** By users that are not judged. */
  checked: number;
  learning: number;
  scoring: number;
  peakMemory: number;
  setting: Setting;
  learnedFrom: number;
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
        at: ks.map((k, place) => {
          const all = own.flatMap(({ measures }) => measures[place] ?? []);
          return { k, mean: meanOf(all), deviation: deviationOf(all) };
        }),
        secondsToLearn: seconds(({ learning }) => learning),
        secondsToScore: seconds(({ scoring }) => scoring),
        peakMemory: Math.max(...own.map(({ peakMemory }) => peakMemory)),
        settings: own.map(({ setting }) => setting),
        learnedFrom: own.map(({ learnedFrom }) => learnedFrom),
        uses: own.map(({ uses }) => uses),
      };
    }),
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
  return [{ ...engine, uses: best.method, measures: best.measures }, ...baselines];
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
  const measures = measuresOf(fold.judging, lists, ks, ideal).map(meanOf);
  return {
    ...{ method, uses: method, setting, checked, measures, learnedFrom: 0 },
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
  const measures = measuresOf(judging, lists, ks, ideal).map(meanOf);
  return {
    ...{ method: "engine", uses: "engine", setting: {}, checked, measures },
    learnedFrom: blend.learnedFrom,
    ...{ learning: learned - began, scoring: meter.now() - learned },
    peakMemory: meter.peakMemory(),
  };
}
