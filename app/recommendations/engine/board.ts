/** Scores of a few items among many, for several signals at once: what was written is what is wiped. */
export interface Board {
  /** The items that were scored, in the order in which they came; the first `count` of it. */
  met: Int32Array;
  count: number;
  isMet: Uint8Array;
  signals: number;
  /** An item's scores lie side by side. */
  scores: Float64Array;
}

export const boardOf = (items: number, signals: number): Board => ({
  ...{ count: 0, signals },
  met: new Int32Array(items),
  isMet: new Uint8Array(items),
  scores: new Float64Array(items * signals),
});

/** Names an item without giving it a score. */
export function meetItem(board: Board, item: number): void {
  if (board.isMet[item] !== 0) return;
  board.isMet[item] = 1;
  board.met[board.count++] = item;
}

export function addScore(board: Board, signal: number, item: number, value: number): void {
  meetItem(board, item);
  const at = item * board.signals + signal;
  board.scores[at] = (board.scores[at] ?? 0) + value;
}

export function wipeBoard(board: Board): void {
  const { met, count, isMet, scores, signals } = board;
  for (let at = 0; at < count; at++) {
    const item = met[at] ?? 0;
    isMet[item] = 0;
    const from = item * signals;
    for (let signal = 0; signal < signals; signal++) scores[from + signal] = 0;
  }
  board.count = 0;
}
