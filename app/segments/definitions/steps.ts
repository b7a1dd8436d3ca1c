import { loopOf, namedSegments, type Naming } from "../membership/dependence.ts";
import { parseQuery } from "../query/parse-query.ts";
import type { Known } from "../query/filters/metafields.ts";
import type { Definition, Field, FileFault, Filed } from "./definition.ts";

/** A segment as the shop has it, as far as files say it. */
export interface Kept extends Definition {
  memberCount: number;
  segmentId: number;
  handle: string;
  priority: number;
}

export interface Change {
  field: Exclude<Field, "handle">;
  from: string | number | null;
  to: string | number | null;
}

/** What has to happen to one segment. */
export type Step =
  | { kind: "create"; filed: Filed }
  | { kind: "change"; filed: Filed; segment: Kept; changes: Change[] }
  | { kind: "remove"; segment: Kept };

export interface Steps {
  steps: Step[];
  /** Segments that are as their files say. */
  same: number;
  /** Segments of the shop without a file, left alone. */
  unfiled: Kept[];
}

interface Given {
  filed: readonly Filed[];
  kept: readonly Kept[];
  /** Whether segments without a file go. */
  removes: boolean;
  known?: Omit<Known, "segments">;
}

/**
 * What makes a shop as its files say. A file is of the segment with its handle; one without, of the segment with its
 * name. After the steps there is nothing left to do.
 */
export function stepsTo(given: Given): Steps | { faults: FileFault[] } {
  const { filed, kept, removes } = given;
  const pairs = filed.map((one) => ({ one, segment: segmentOf(one.definition, kept) }));
  const paired = new Set(pairs.map(({ segment }) => segment?.segmentId));
  const rest = kept.filter(({ segmentId }) => !paired.has(segmentId));
  const stay = removes ? [] : rest;
  const faults = [...doubles(pairs), ...takenNames(filed, stay), ...queryFaults(given, stay)];
  if (faults.length > 0) return { faults };
  const knots = [...loops(filed, stay), ...lostNames(given, stay)];
  if (knots.length > 0) return { faults: knots };

  const steps = pairs.flatMap(({ one, segment }): Step[] => {
    if (!segment) return [{ kind: "create", filed: one }];
    const changes = changesOf(one.definition, segment);
    return changes.length > 0 ? [{ kind: "change", filed: one, segment, changes }] : [];
  });
  const removed = removes ? rest.map((segment): Step => ({ kind: "remove", segment })) : [];
  return {
    steps: [...steps, ...removed],
    same: pairs.length - steps.length,
    unfiled: stay,
  };
}

const segmentOf = ({ handle, name }: Definition, kept: readonly Kept[]) =>
  kept.find((one) => (handle === undefined ? one.name === name : one.handle === handle));

const COMPARED = ["name", "query", "priority", "objective", "measure"] as const;

const changesOf = (definition: Definition, segment: Kept): Change[] =>
  COMPARED.filter(
    (field) =>
      definition[field] !== segment[field] &&
      !(field === "priority" && definition.priority === undefined),
  ).map((field) => ({ field, from: segment[field] ?? null, to: definition[field] ?? null }));

/** Two files of one segment. */
function doubles(pairs: readonly { one: Filed; segment: Kept | undefined }[]): FileFault[] {
  const seen = new Map<string, string>();
  return pairs.flatMap(({ one: { file, definition }, segment }) => {
    const handle = segment?.handle ?? definition.handle;
    const keys = [`name ${definition.name}`, ...(handle ? [`handle ${handle}`] : [])];
    const other = keys.map((key) => seen.get(key)).find(Boolean);
    for (const key of keys) seen.set(key, file);
    return other
      ? [{ file, line: 1, message: `it is of the same segment as ${other}: one file a segment` }]
      : [];
  });
}

/** A name that a segment without a file has, and keeps. */
const takenNames = (filed: readonly Filed[], stay: readonly Kept[]): FileFault[] =>
  filed.flatMap(({ file, definition: { name } }) => {
    const other = stay.find((segment) => segment.name === name);
    return other
      ? [{ file, line: 1, message: `the shop's segment ${other.handle} has this name: give that handle, or another name` }]
      : [];
  }); // prettier-ignore

function queryFaults({ filed, known: ofShop }: Given, stay: readonly Kept[]): FileFault[] {
  const segments = [...filed.map(({ definition }) => definition), ...stay].map(({ name }) => name);
  const known: Known = { ...ofShop, segments };
  return filed.flatMap(({ file, definition: { query }, queryLine }) => {
    const parsed = parseQuery(query, known);
    if (parsed.kind === "parsed") return [];
    return parsed.errors.map(({ line, column, message, suggestion }) => ({
      file,
      line: queryLine + line - 1,
      message: `query, column ${column + 1}: ${message}${suggestion && !message.includes(suggestion) ? `; right would be ${suggestion}` : ""}`,
    }));
  });
}

function namingOf({ name, query }: Definition): Naming {
  const parsed = parseQuery(query);
  const named = parsed.kind === "parsed" ? namedSegments(parsed.query) : [];
  return { name, names: named.map((one) => one.name) };
}

/** Segments that would ask for themselves, each with the way round. */
function loops(filed: readonly Filed[], stay: readonly Kept[]): FileFault[] {
  const all = [...filed.map(({ definition }) => definition), ...stay].map(namingOf);
  return filed.flatMap(({ file, definition, queryLine }) => {
    const loop = loopOf(namingOf(definition), all);
    return loop
      ? [{ file, line: queryLine, message: `a segment cannot ask for itself: ${loop.join(" → ")}` }]
      : [];
  });
}

/** Names that a file takes away, and for which a segment without a file asks. */
function lostNames({ filed, kept }: Given, stay: readonly Kept[]): FileFault[] {
  const after = new Set([...filed.map(({ definition }) => definition), ...stay].map(({ name }) => name)); // prettier-ignore
  return stay.flatMap((segment) =>
    namingOf(segment).names.flatMap((name) => {
      const before = kept.find((one) => one.name === name);
      if (!before || after.has(name)) return [];
      const file = filed.find(({ definition }) => segmentOf(definition, kept) === before)?.file;
      if (file === undefined) return [];
      const message = `the segment ${segment.name}, which has no file, asks for ${name}: it needs a file that asks for the new name`;
      return [{ file, line: 1, message }];
    }),
  );
}
