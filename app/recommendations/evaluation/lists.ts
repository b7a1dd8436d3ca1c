import type { Baskets, Known } from "../baskets/baskets.ts";
import { keepBest } from "../baskets/best.ts";
import { addScore, boardOf, wipeBoard } from "../engine/board.ts";

/** The items for a place among the asked, best first. */
export type Lists = (row: number, wanted: number) => Int32Array;

/** Gives the items of one row their scores. */
export type Scores = (row: number, add: (item: number, value: number) => void) => void;

/** Lists by score, filled up with what comes after: items best first, for those without a score. */
export function listsFrom(items: number, after: Int32Array, scores: Scores): Lists {
  const board = boardOf(items, 1);
  const score = new Float64Array(items);
  const among = new Int32Array(items);
  return (row, wanted) => {
    wipeBoard(board);
    scores(row, (item, value) => {
      addScore(board, 0, item, value);
    });
    let found = 0;
    for (let at = 0; at < board.count; at++) {
      const item = board.met[at] ?? 0;
      score[item] = board.scores[at] ?? 0;
      if ((score[item] ?? 0) > 0) among[found++] = item;
    }
    const count = keepBest(score, among, found, wanted);
    const best = among.slice(0, count).sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0) || a - b);
    if (count >= wanted) return best;
    const known = new Set(best);
    const rest = after.filter((item) => !known.has(item)).subarray(0, wanted - count);
    return Int32Array.from([...best, ...rest]);
  };
}

/** How often each item was bought, by all users in all their known baskets. */
export function timesBought(baskets: Baskets, known: Known): Float64Array {
  const share = new Float64Array(baskets.items);
  for (let user = 0; user < baskets.users; user++) {
    const begin = baskets.lineStart[baskets.basketStart[user] ?? 0] ?? 0;
    const end = baskets.lineStart[known[user] ?? 0] ?? 0;
    for (let line = begin; line < end; line++) {
      const item = baskets.item[line] ?? 0;
      share[item] = (share[item] ?? 0) + 1;
    }
  }
  return share;
}
