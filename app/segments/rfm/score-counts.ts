import { groupLookup, SCHEMES, type SchemeName, type Scores } from "./group-schemes.ts";

/** How many customers have these scores. */
export interface ScoreCount extends Scores {
  customers: number;
}

export interface GroupCount {
  group: string;
  customers: number;
}

/** Customers by group, in the scheme's order. Klaviyo's scores are others than those of the two schemes of five. */
export function groupCounts(name: SchemeName, counts: readonly ScoreCount[]): GroupCount[] {
  const scheme = SCHEMES[name];
  const groupOf = groupLookup(scheme);
  const byGroup = new Map(scheme.groups.map(({ group }) => [group, 0]));
  for (const { customers, ...scores } of counts) {
    const group = groupOf(scores);
    byGroup.set(group, (byGroup.get(group) ?? 0) + customers);
  }
  return [...byGroup].map(([group, customers]) => ({ group, customers }));
}
