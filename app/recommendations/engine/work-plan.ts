import type { Baskets } from "../baskets/baskets.ts";

/** Meetings of a user with a member over an item that are counted on for a second, by a slow core. */
const MEETINGS_A_SECOND = 30_000_000;
/** What a user costs beside meetings, in meetings: votes of the nearest, and looking closely at the candidates. */
const BASE = 10_000;
/** More lines in the crowd's histories than this would not fit into memory beside all else. */
const MOST_LINES = 6_000_000;
const LEAST_CROWD = 500;
const LEAST_LEARNERS = 300;
/** What a learner costs besides, in meetings: their candidates are gone through in every round of learning. */
const LEARNING = 40_000;

/** How much is done, decided before it is begun and by counting alone: on a slower machine it takes longer, and is the same. */
export interface Plan {
  /** Among how many users similar ones are looked for. */
  crowd: number;
  /** From how many users' baskets the blend is learned. */
  learners: number;
  /** Seconds that are counted on. */
  seconds: number;
  /** In words, what was left out to fit into time or memory. */
  cut: string[];
}

interface Work {
  baskets: Baskets;
  /** Users whose lists are made, over all folds. */
  lists: number;
  folds: number;
  learners: number;
  /** Seconds over all folds. */
  timeBudget: number;
}

export function planOf({ baskets, lists, folds, learners, timeBudget }: Work): Plan {
  const { users, basketStart, lineStart } = baskets;
  const lines = lineStart[basketStart[users] ?? 0] ?? 0;
  const aUser = meetingsOf(baskets) / Math.max(1, users);
  const cut: string[] = [];
  let crowd = users;
  if (lines > MOST_LINES) {
    crowd = Math.max(LEAST_CROWD, Math.floor((users * MOST_LINES) / lines));
    cut.push(`similar users are looked for among ${crowd} of ${users}, for memory's sake`);
  }
  const secondsOf = (members: number, learning: number) =>
    ((lists + folds * learning) * (BASE + (aUser * members) / users) + folds * learning * LEARNING) / MEETINGS_A_SECOND; // prettier-ignore
  let learning = learners;
  if (secondsOf(crowd, learning) > timeBudget) {
    const work = timeBudget * MEETINGS_A_SECOND - folds * learning * LEARNING;
    const room = work / (lists + folds * learning) - BASE;
    const fitting = Math.floor((room / Math.max(1, aUser)) * users);
    const fewer = Math.min(crowd, Math.max(LEAST_CROWD, fitting));
    if (fewer < crowd)
      cut.push(`similar users are looked for among ${fewer} of ${users}, for time's sake`);
    crowd = fewer;
  }
  if (secondsOf(crowd, learning) > timeBudget && learning > LEAST_LEARNERS) {
    learning = LEAST_LEARNERS;
    cut.push(`the blend is learned from ${learning} users instead of ${learners}, for time's sake`);
  }
  const seconds = secondsOf(crowd, learning);
  if (seconds > timeBudget)
    cut.push(`nothing more can be left out: about ${Math.ceil(seconds)} s are counted on`);
  return { crowd, learners: learning, seconds, cut };
}

/** How often users meet over items, when all look for similar ones among all: what was bought twice meets its buyers once. */
function meetingsOf({ users, items, item, basketStart, lineStart }: Baskets): number {
  const buyers = new Float64Array(items);
  const lastBuyer = new Int32Array(items).fill(-1);
  for (let user = 0; user < users; user++) {
    const end = lineStart[basketStart[user + 1] ?? 0] ?? 0;
    for (let line = lineStart[basketStart[user] ?? 0] ?? 0; line < end; line++) {
      const one = item[line] ?? 0;
      if (lastBuyer[one] === user) continue;
      lastBuyer[one] = user;
      buyers[one] = (buyers[one] ?? 0) + 1;
    }
  }
  return buyers.reduce((sum, many) => sum + many * many, 0);
}
