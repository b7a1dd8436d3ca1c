import { parameterOf } from "../query/event-sources.ts";
import { clausesOf, type Query, type Value } from "../query/query.ts";

/** Where a query names other segments. */
export function namedSegments(query: Query): { name: string; at: Value["at"] }[] {
  return clausesOf(query).flatMap((clause) => {
    if (clause.kind !== "events") return [];
    return clause.parameters.flatMap((parameter) => {
      if (parameterOf(clause.source, parameter.name).type !== "segment") return [];
      return valuesOf(parameter).flatMap((value) =>
        value.kind === "text" ? [{ name: value.text, at: value.at }] : [],
      );
    });
  });
}

function valuesOf(parameter: object): Value[] {
  if ("values" in parameter) return [...(parameter.values as readonly Value[])];
  return "value" in parameter ? [parameter.value as Value] : [];
}

/** A segment, and the names of those its query asks for. */
export interface Naming {
  name: string;
  names: readonly string[];
}

/** The names along which a segment asks for itself: `["A", "B", "A"]`; null if it does not. */
export function loopOf(segment: Naming, others: readonly Naming[]): string[] | null {
  const byName = new Map(others.map((one) => [one.name, one]));
  byName.set(segment.name, segment);
  const seen = new Set<string>();
  const walk = (path: string[], names: readonly string[]): string[] | null => {
    for (const name of names) {
      if (name === segment.name) return [...path, name];
      if (seen.has(name)) continue;
      seen.add(name);
      const found = walk([...path, name], byName.get(name)?.names ?? []);
      if (found) return found;
    }
    return null;
  };
  return walk([segment.name], segment.names);
}

/** In order of dependence: whoever is asked for comes in an earlier level. Of a loop, the rest comes last. */
export function levelsOf<Segment extends Naming>(segments: readonly Segment[]): Segment[][] {
  const levels: Segment[][] = [];
  let left = segments;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const free = left.filter(({ names }) => !names.some((name) => waiting.has(name)));
    if (free.length === 0) return [...levels, [...left]];
    levels.push(free);
    left = left.filter((one) => !free.includes(one));
  }
  return levels;
}

/** Segments that ask for this one, by way of others too; without itself. */
export function dependentsOf<Segment extends Naming>(
  name: string,
  segments: readonly Segment[],
): Segment[] {
  const found = new Set<Segment>();
  const names = new Set([name]);
  for (let grew = true; grew;) {
    grew = false;
    for (const one of segments) {
      if (found.has(one) || one.name === name) continue;
      if (!one.names.some((asked) => names.has(asked))) continue;
      found.add(one);
      names.add(one.name);
      grew = true;
    }
  }
  return [...found];
}

/** Segments in groups of about `size`, so that who asks for another is in one group with it. */
export function groupsOf<Segment extends Naming>(
  segments: readonly Segment[],
  size: number,
): Segment[][] {
  const groups: Segment[][] = [];
  const groupOf = new Map<string, Segment[]>();
  for (const one of segments) {
    const own: Segment[] = [one];
    for (const name of [one.name, ...one.names]) {
      const other = groupOf.get(name);
      if (!other || other === own) continue;
      own.push(...other);
      for (const [key, group] of groupOf) if (group === other) groupOf.set(key, own);
    }
    for (const name of [one.name, ...one.names]) groupOf.set(name, own);
  }
  for (const group of new Set(groupOf.values())) {
    const last = groups.at(-1);
    if (last && last.length + group.length <= size) last.push(...group);
    else groups.push([...group]);
  }
  return groups;
}
