import type { Ideal } from "../baskets/metrics.ts";
import type { Blend } from "../engine/blend.ts";
import { BASELINES, type Baseline, type Setting, type World, baselineOf } from "./baselines.ts";
import { crowdIn, engineLists, learnFrom } from "./engine-lists.ts";
import { type Judged, advantageOf, judged, meanQuality, qualitiesOf } from "./judging.ts";
import { tuned } from "./tuning.ts";

export type Method = "engine" | Baseline;

export interface Judging {
  /** List lengths. */
  ks: readonly number[];
  ideal: Ideal;
}

/** What one method did in one fold. */
export interface Answer {
  method: Method;
  uses: Method;
  judged: Judged;
  /** A number a user that is not judged; of the first of them, when there was no time for all. */
  checked: Float64Array;
  learning: number;
  scoring: number;
  peakMemory: number;
  setting: Setting;
  blend: Blend | null;
}

/** What of a fold is known for learning, for comparing on other users, and for what counts. */
export interface Fold {
  learning: World;
  checking: World;
  judging: World;
}

/** A clock, and up to when there is time. */
export interface Timer {
  spent: () => number;
  until: number;
  peakMemory: () => number;
}

/** The engine's part of the time that is left; of that, until when it learns and until when it is checked. */
const ENGINE_PART = 0.8;
const LEARNING_PART = 0.6;
const CHECKING_PART = 0.7;
/** A baseline's part of its time to be tuned, and until when it is checked. */
const TUNING_PART = 0.4;
const CHECKED_PART = 0.5;

/**
 * The engine and then the baselines, each within its part of the time: what one leaves the next ones have. The engine
 * takes the lists of a baseline that did better with users that are not judged, the same users for both and by more than
 * chance makes of them; and never of one that there was time to judge for fewer.
 */
export function judgeFold(fold: Fold, judging: Judging, timer: Timer): Answer[] {
  const engine = judgeEngine(fold, judging, partOf(timer, ENGINE_PART));
  const baselines = BASELINES.map((method, at) =>
    judgeBaseline(method, fold, judging, partOf(timer, 1 / (BASELINES.length - at))),
  );
  const best = baselines
    .filter((one) => listsOf(one) >= listsOf(engine))
    .filter((one) => isBetter(one.checked, engine.checked))
    .reduce<Answer | null>(
      (a, b) => (a === null || meanQuality(b.checked) > meanQuality(a.checked) ? b : a),
      null,
    );
  if (best === null) return [engine, ...baselines];
  return [{ ...engine, uses: best.method, judged: best.judged }, ...baselines];
}

const listsOf = ({ judged: { measures } }: Answer) => measures[0]?.length ?? 0;

function isBetter(one: Float64Array, other: Float64Array): boolean {
  const { mean, error } = advantageOf(one, other);
  return mean > 0 && mean > error;
}

/** The same clock, with so much of the time that is left. */
function partOf(timer: Timer, part: number): Timer {
  const spent = timer.spent();
  return { ...timer, until: spent + part * (timer.until - spent) };
}

/** Whether so much of a timer's time, as it was when this was called, is over. */
function overAt(timer: Timer, part: number): () => boolean {
  const { until } = partOf(timer, part);
  return () => timer.spent() > until;
}

function judgeBaseline(method: Baseline, fold: Fold, { ks, ideal }: Judging, timer: Timer): Answer {
  const began = timer.spent();
  const isTuned = overAt(timer, TUNING_PART);
  const isChecked = overAt(timer, CHECKED_PART);
  const isOver = overAt(timer, 1);
  const most = Math.max(...ks);
  const setting = tuned(method, fold.learning, most, ideal, isTuned);
  const check = baselineOf(method, fold.checking, setting);
  const checked = qualitiesOf(fold.checking, check, most, ideal, isChecked);
  const lists = baselineOf(method, fold.judging, setting);
  const learned = timer.spent();
  const result = judged(fold.judging, lists, ks, ideal, isOver);
  return {
    ...{ method, uses: method, setting, checked, judged: result, blend: null },
    ...{ learning: learned - began, scoring: timer.spent() - learned },
    peakMemory: timer.peakMemory(),
  };
}

function judgeEngine(
  { learning, checking, judging }: Fold,
  { ks, ideal }: Judging,
  timer: Timer,
): Answer {
  const began = timer.spent();
  const hasLearned = overAt(timer, LEARNING_PART);
  const isChecked = overAt(timer, CHECKING_PART);
  const isOver = overAt(timer, 1);
  const crowd = crowdIn(learning);
  const blend = learnFrom(learning, crowd, [...learning.asked], hasLearned);
  const check = engineLists(checking, crowd, blend);
  const checked = qualitiesOf(checking, check, Math.max(...ks), ideal, isChecked);
  const lists = engineLists(judging, crowdIn(judging), blend);
  const learned = timer.spent();
  const result = judged(judging, lists, ks, ideal, isOver);
  return {
    ...{ method: "engine", uses: "engine", setting: {}, checked, judged: result, blend },
    ...{ learning: learned - began, scoring: timer.spent() - learned },
    peakMemory: timer.peakMemory(),
  };
}
