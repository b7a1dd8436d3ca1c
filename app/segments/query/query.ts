import type { ValueType } from "./filters/value-type.ts";

/** Where something stands in the text it was read from: offsets in UTF-16 units, `to` not included. */
export interface Position {
  from: number;
  to: number;
}

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** A literal as it was written; what it means depends on the shop's clock and currency (spans.ts). */
export type Value = (
  | { kind: "number"; digits: string }
  | { kind: "text"; text: string }
  | { kind: "day"; day: string }
  | { kind: "moment"; local: string }
  | { kind: "offset"; amount: number; unit: "d" | "w" | "m" | "y" }
  | { kind: "named-day"; name: "today" | "yesterday" }
  | { kind: "boolean"; isTrue: boolean }
  | { kind: "coordinates"; latitude: string; longitude: string }
) & { at: Position };

/** What a value is compared with. */
export type Comparison =
  | { kind: "compare"; operator: Operator; value: Value }
  | { kind: "between"; low: Value; high: Value };

/** A restriction of events, or of what they come to. */
export type Parameter = (
  Comparison | { kind: "in"; isNegated: boolean; values: readonly Value[] }
) & { name: string; at: Position };

/** By its name in the registry; a metafield (`metafields.ns.key`) with the type that its definition gives. */
interface Asked {
  attribute: string;
  type?: ValueType;
}

/** One condition on one attribute, or on the customer's events. */
export type Clause = (
  | (Comparison & Asked)
  | (Asked & { kind: "contains"; isNegated: boolean; value: Value })
  | (Asked & { kind: "null"; isNegated: boolean })
  | { kind: "events"; source: string; isNegated: boolean; parameters: readonly Parameter[] }
) & { at: Position };

/** A segment's condition on one customer. `and` and `or` have two parts at least and never themselves as a part. */
export type Query =
  | Clause
  | { kind: "and"; parts: readonly Query[] }
  | { kind: "or"; parts: readonly Query[] }
  | { kind: "not"; part: Query };

/** Joined without nesting, so that `a AND (b AND c)` and `(a AND b) AND c` are one tree. */
export function joined(kind: "and" | "or", parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return flat.length === 1 && only ? only : { kind, parts: flat };
}

/** Every clause of a query, in the order of the text. */
export function clausesOf(query: Query): Clause[] {
  switch (query.kind) {
    case "and":
    case "or":
      return query.parts.flatMap(clausesOf);
    case "not":
      return clausesOf(query.part);
    case "compare":
    case "between":
    case "contains":
    case "null":
    case "events":
      return [query];
  }
}

/** The filters that a query names, in the order of the text. */
export const namesOf = (query: Query): string[] =>
  clausesOf(query).map((clause) => (clause.kind === "events" ? clause.source : clause.attribute));
