/** Scores of a few items among many, for several signals at once: what was written is what is wiped. */
export interface Board {
  /** The items that were scored, in the order in which they came; the first `count` of it. */
  met: Int32Array;
  count: () => number;
  scores: readonly Float64Array[];
  add: (signal: number, item: number, value: number) => void;
  /** Names an item without giving it a score. */
  meet: (item: number) => void;
  wipe: () => void;
}

export function boardOf(items: number, signals: number): Board {
  const met = new Int32Array(items);
  const isMet = new Uint8Array(items);
  const scores = Array.from({ length: signals }, () => new Float64Array(items));
  let count = 0;
  const meet = (item: number) => {
    if (isMet[item] !== 0) return;
    isMet[item] = 1;
    met[count++] = item;
  };
  return {
    met,
    count: () => count,
    scores,
    meet,
    add(signal, item, value) {
      meet(item);
      const of = scores[signal];
      if (of) of[item] = (of[item] ?? 0) + value;
    },
    wipe() {
      for (let at = 0; at < count; at++) {
        const item = met[at] ?? 0;
        isMet[item] = 0;
        for (const of of scores) of[item] = 0;
      }
      count = 0;
    },
  };
}
