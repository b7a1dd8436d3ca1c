/** Mulberry32: numbers in [0, 1), the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of all, without repetition, by chance; the same for the same seed. */
export function someOf(all: readonly number[], wanted: number, seed: number): number[] {
  const from = [...all];
  const count = Math.min(wanted, from.length);
  const random = randomFrom(seed);
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (from.length - at));
    const one = from[at] ?? 0;
    from[at] = from[other] ?? 0;
    from[other] = one;
  }
  return from.slice(0, count);
}
