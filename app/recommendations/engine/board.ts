/** Scores of a few items among many, for several signals at once: what was written is what is wiped. */
export interface Board {
  /** The items that were scored, in the order in which they came; the first `count` of it. */
  met: Int32Array;
  count: number;
  /** An item's place in `met`, or -1: its scores lie together with those of the others met, so that few memory is touched. */
  placeOf: Int32Array;
  signals: number;
  /** By place; an item's scores lie side by side. */
  scores: Float64Array;
}

export const boardOf = (items: number, signals: number): Board => ({
  ...{ count: 0, signals },
  met: new Int32Array(items),
  placeOf: new Int32Array(items).fill(-1),
  scores: new Float64Array(items * signals),
});

/** The place of an item, which it gets when it is met first. */
export function placeOn(board: Board, item: number): number {
  const known = board.placeOf[item] ?? -1;
  if (known >= 0) return known;
  board.placeOf[item] = board.count;
  board.met[board.count] = item;
  return board.count++;
}

export function addScore(board: Board, signal: number, item: number, value: number): void {
  const at = placeOn(board, item) * board.signals + signal;
  board.scores[at] = (board.scores[at] ?? 0) + value;
}

export function wipeBoard(board: Board): void {
  const { met, count, placeOf, scores, signals } = board;
  for (let at = 0; at < count; at++) placeOf[met[at] ?? 0] = -1;
  scores.fill(0, 0, count * signals);
  board.count = 0;
}
