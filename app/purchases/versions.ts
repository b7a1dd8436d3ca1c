/** Of several readings of the same thing the newest, each once, in the order of their ids. */
export function newestOfEach<Thing extends { updatedAt: number }>(
  things: readonly Thing[],
  idOf: (thing: Thing) => number,
): Thing[] {
  const newest = new Map<number, Thing>();
  for (const thing of things) {
    const id = idOf(thing);
    const known = newest.get(id);
    if (!known || known.updatedAt <= thing.updatedAt) newest.set(id, thing);
  }
  return [...newest.values()].sort((a, b) => idOf(a) - idOf(b));
}
