import { attributeOf } from "./attributes.ts";
import { sourceOf } from "./event-sources.ts";
import { isRegulars } from "./filters/filter.ts";
import type { Known } from "./filters/metafields.ts";
import { MAX_CHARACTERS, MAX_CLAUSES } from "./exportable.ts";
import { parseQuery } from "./parse-query.ts";
import { queryError, type QueryError } from "./query-error.ts";
import { clausesOf, namesOf, type Position, type Query } from "./query.ts";
import { reversedRanges } from "./reversed.ts";
import type { Clock } from "./spans.ts";

export interface Verdict {
  /** Why it is no segment of Shopify's. */
  errors: QueryError[];
  /** What is right, and hardly meant. */
  warnings: QueryError[];
  /** Null where it cannot be read at all. */
  parsed: Query | null;
}

/**
 * What is to be said of a query. A query that asks nothing of ours is judged as Shopify would, which counts clauses and
 * characters; we would keep it all the same (docs/decisions/012-segment-language.md).
 */
export function verdictOf(text: string, { clock, known }: { clock: Clock; known: Known }): Verdict {
  const anywhere = parseQuery(text);
  if (anywhere.kind === "refused") return { errors: anywhere.errors, warnings: [], parsed: null };
  const { query } = anywhere;
  const here = parseQuery(text, known);
  const wrongHere = here.kind === "refused" ? here.errors : [];
  const warnings = reversedRanges(query, clock).map((at) =>
    queryError(text, at, {
      ...{ code: "value", suggestion: null },
      message: "its ends are reversed: this is true of nobody",
    }),
  );
  return {
    errors: [
      ...wrongHere.filter(({ code }) => code !== "unknown-name"),
      ...(namesOf(query).some(isRegulars) ? [] : overCaps(text, query)),
    ],
    warnings: [...wrongHere.filter(({ code }) => code === "unknown-name"), ...warnings],
    parsed: query,
  };
}

function overCaps(text: string, query: Query): QueryError[] {
  const over = (at: Position, message: string) =>
    queryError(text, at, { code: "too-large", message, suggestion: null });
  const errors: QueryError[] = [];
  const tooMany = clausesOf(query)[MAX_CLAUSES];
  if (tooMany) {
    errors.push(over(tooMany.at, `more than ${MAX_CLAUSES} conditions: Shopify cannot hold this`));
  }
  if (text.length > MAX_CHARACTERS) {
    const at = { from: MAX_CHARACTERS, to: text.length };
    errors.push(over(at, `more than ${MAX_CHARACTERS} characters: Shopify cannot hold this`));
  }
  return errors;
}

/** Where the data of its filters comes from, as far as Shopify does not tell it. */
export const originsOf = (query: Query): string[] => [
  ...new Set(
    clausesOf(query).flatMap((clause) => {
      const asked = clause.kind === "events" ? sourceOf(clause.source) : attributeOf(clause);
      return asked.origin === undefined ? [] : `${asked.label}: ${asked.origin}`;
    }),
  ),
];
