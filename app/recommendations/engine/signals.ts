import type { Asked } from "./asked.ts";
import { type Board, addScore, boardOf, placeOn, wipeBoard } from "./board.ts";
import type { Crowd } from "./crowd.ts";
import { VOTES, voter } from "./votes.ts";

/** What is found of a user's own purchases, in this order, after the votes. */
const OWN = {
  shareRecent: VOTES,
  shareEver: VOTES + 1,
  times: VOTES + 2,
  justNow: VOTES + 3,
  frequency: VOTES + 4,
  due: VOTES + 5,
} as const;
const BOUGHT_LAST = VOTES + 6;
const BOUGHT_EVER = VOTES + 7;
export const SIGNALS = VOTES + 8;

/** Half a purchase that is not there keeps what was bought once from being a habit. */
const DOUBT = 1;

/**
 * The signals that the engine blends, each a share or a small number by item: what similar users bought last, how the
 * history of similar users went on, what the user buys themselves and how often, and what everyone buys now.
 */
export function signalsOf(crowd: Crowd) {
  const board = boardOf(crowd.items, SIGNALS);
  const vote = voter(crowd);
  return (asked: Asked, self: number): Board => {
    wipeBoard(board);
    vote(asked, self, board, 0);
    for (let entry = 0; entry < asked.count; entry++) addOwn(asked, entry, board);
    for (const item of crowd.mostBought) placeOn(board, item);
    const { met, count, scores } = board;
    for (let at = 0; at < count; at++) {
      const item = met[at] ?? 0;
      scores[at * SIGNALS + BOUGHT_LAST] = crowd.boughtLast[item] ?? 0;
      scores[at * SIGNALS + BOUGHT_EVER] = crowd.boughtEver[item] ?? 0;
    }
    return board;
  };
}

function addOwn(asked: Asked, entry: number, board: Board) {
  const item = asked.item[entry] ?? 0;
  const recent = asked.recent[entry] ?? 0;
  const times = asked.times[entry] ?? 0;
  const first = asked.firstAge[entry] ?? 0;
  const last = asked.lastAge[entry] ?? 0;
  addScore(board, OWN.shareRecent, item, recent / asked.allRecent);
  addScore(board, OWN.shareEver, item, times / asked.allTimes);
  addScore(board, OWN.times, item, times);
  addScore(board, OWN.justNow, item, asked.justNow[entry] ?? 0);
  addScore(board, OWN.frequency, item, times / (first + 1 + DOUBT));
  // By its own gap: 1 when it is as long ago as it usually is, less when it is over or has just been.
  const gap = times > 1 ? (first - last) / (times - 1) : 0;
  if (gap > 0) addScore(board, OWN.due, item, Math.exp(-Math.abs(Math.log((last + 1) / gap))));
}
