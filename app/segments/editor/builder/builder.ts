/** Signs between a filter, or a parameter of it, and its values. */
export type Sign =
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "BETWEEN"
  | "CONTAINS"
  | "NOT CONTAINS"
  | "IN"
  | "NOT IN"
  | "IS NULL"
  | "IS NOT NULL";

/** A sign with its literals as they are written: `BETWEEN` has two, `IN` any number, null tests none. */
export interface Test {
  sign: Sign;
  values: readonly string[];
}

export interface ParameterTest extends Test {
  name: string;
}

/** What one row says. What no row has fields for is kept as its text. */
export type RowClause =
  | ({ kind: "attribute"; name: string } & Test)
  | { kind: "events"; name: string; isNegated: boolean; parameters: readonly ParameterTest[] }
  | { kind: "text"; text: string };

/** One condition. Values may be missing while somebody fills them in. */
export interface Row {
  kind: "row";
  /** Its own within the builder, while it lives. */
  id: number;
  /** Whether `NOT` stands before it. */
  isNegated: boolean;
  clause: RowClause;
}

/** Conditions that hold together, all or at least one of them. */
export interface Group {
  kind: "group";
  id: number;
  isNegated: boolean;
  join: "and" | "or";
  parts: readonly Part[];
}

export type Part = Row | Group;

/** Every part, a group before what is in it. */
export function partsWithin(part: Part): Part[] {
  return part.kind === "row" ? [part] : [part, ...part.parts.flatMap(partsWithin)];
}
