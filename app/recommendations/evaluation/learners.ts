import { type Baskets, basketsOf } from "../baskets/baskets.ts";
import { someOf } from "./random.ts";

const MOST_LEARNERS = 1500;
const MOST_CHECKERS = 600;
/** With fewer who are not judged, the baskets before those to foretell are learned from too. */
const ENOUGH = 1000;

export interface Learners {
  /** Whose last known basket the blend is learned from. */
  learners: number[];
  /** Others, by whose last known basket the engine is compared with the baselines. */
  checkers: number[];
}

/**
 * A third at most of those who are not judged, so that what is then known of the others is much like what is known when
 * it counts. Where all are judged: the basket before the one to foretell.
 */
export function chooseLearners(
  baskets: Baskets,
  judgedUsers: readonly number[],
  seed: number,
): Learners {
  const judged = new Uint8Array(baskets.users);
  for (const user of judgedUsers) judged[user] = 1;
  const others: number[] = [];
  const toJudge: number[] = [];
  for (let user = 0; user < baskets.users; user++) {
    const [first, end] = basketsOf(baskets, user);
    if (judged[user] === 1) {
      if (end - first >= 3) toJudge.push(user);
    } else if (end - first >= 2) others.push(user);
  }
  const from = others.length >= ENOUGH ? others : [...others, ...toJudge];
  const some = someOf(from, Math.max(300, Math.ceil(from.length / 3)), seed);
  const checking = Math.min(MOST_CHECKERS, Math.floor(some.length / 4));
  return {
    checkers: some.slice(0, checking),
    learners: some.slice(checking, checking + MOST_LEARNERS),
  };
}
