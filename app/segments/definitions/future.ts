import { dependentsOf, namedSegments, type Naming } from "../membership/dependence.ts";
import type { Known } from "../query/filters/metafields.ts";
import { parseQuery } from "../query/parse-query.ts";
import type { Query } from "../query/query.ts";
import type { Filed } from "./definition.ts";
import type { Kept, Step } from "./steps.ts";

/** A segment as it will be. */
export interface Planned extends Naming {
  /** Below nothing of one that is not there yet. */
  segmentId: number;
  query: Query;
  /** Whether its members, or who goes by its name, will be others than now. */
  isOther: boolean;
}

interface Given {
  filed: readonly Filed[];
  kept: readonly Kept[];
  steps: readonly Step[];
  known: Known;
}

/**
 * A shop's segments as they will be after the steps, and which of them hold others than now: those that are new or have
 * another query, and those that ask for one of these, or for a name that another segment has then. One that cannot be
 * read is left out: it keeps its members.
 */
export function futureOf({ filed, kept, steps, known }: Given): Planned[] {
  const stepOf = new Map(
    steps.map((step) => [step.kind === "create" ? step.filed : step.segment, step]),
  );
  const created = filed.filter((one) => stepOf.get(one)?.kind === "create");
  const written = [
    ...created.map(({ definition }, index) => ({
      ...{ segmentId: -1 - index, name: definition.name, text: definition.query },
      ...{ isOther: true, isNamedAnew: true },
    })),
    ...kept.flatMap((segment) => {
      const step = stepOf.get(segment);
      if (step?.kind === "remove") return [];
      const { name, query } = step?.kind === "change" ? step.filed.definition : segment;
      const isOther = query !== segment.query;
      const isNamedAnew = name !== segment.name;
      return [{ segmentId: segment.segmentId, name, text: query, isOther, isNamedAnew }];
    }),
  ];
  const names = written.map(({ name }) => name);
  const all = written.flatMap(({ text, ...segment }) => {
    const parsed = parseQuery(text, { ...known, segments: names });
    if (parsed.kind === "refused") return [];
    const asked = namedSegments(parsed.query).map((one) => one.name);
    return [{ ...segment, query: parsed.query, names: asked }];
  });
  const others = new Set(all.filter(({ isOther }) => isOther));
  for (const one of all.filter(({ isOther, isNamedAnew }) => isOther || isNamedAnew)) {
    for (const dependent of dependentsOf(one.name, all)) others.add(dependent);
  }
  return all.map((one) => ({
    ...{ segmentId: one.segmentId, name: one.name, query: one.query, names: one.names },
    isOther: others.has(one),
  }));
}
