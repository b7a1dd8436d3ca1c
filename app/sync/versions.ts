/** What each side holds of one stretch of ids: id to version. */
export type Versions = ReadonlyMap<number, number>;

export interface Drift {
  /** Shopify has it, we do not. */
  missing: number[];
  /** Both have it, in different versions. */
  stale: number[];
  /** We have it, Shopify does not. */
  extra: number[];
}

/** How what we hold differs from what Shopify holds. */
export function driftBetween(theirs: Versions, ours: Versions): Drift {
  const drift: Drift = { missing: [], stale: [], extra: [] };
  for (const [id, version] of theirs) {
    const held = ours.get(id);
    if (held === undefined) drift.missing.push(id);
    else if (held !== version) drift.stale.push(id);
  }
  for (const id of ours.keys()) if (!theirs.has(id)) drift.extra.push(id);
  return drift;
}
