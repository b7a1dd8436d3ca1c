import { isRegulars } from "./filters/filter.ts";
import { countClauses, parseQuery } from "./parse-query.ts";
import { namesOf } from "./query.ts";

/** Shopify's own limits of a segment. */
export const MAX_CLAUSES = 10;
export const MAX_CHARACTERS = 5_000;

export interface Exportable {
  isExportable: boolean;
  /** Why Shopify cannot hold it, for a person. */
  reasons: string[];
}

/**
 * Whether Shopify can hold a query as it stands, the text as it was typed.
 */
export function exportable(text: string): Exportable {
  const result = parseQuery(text);
  const wrong = result.kind === "refused" ? result.errors : [];
  const reasons = wrong.map(({ message }) => message);
  const ours = result.kind === "parsed" ? namesOf(result.query).filter(isRegulars) : [];
  for (const name of new Set(ours)) {
    reasons.push(`\`${name}\` is a filter of Regulars, and Shopify does not know it`);
  }
  const clauses = wrong.length === 0 ? countClauses(text) : 0;
  if (clauses > MAX_CLAUSES) {
    reasons.push(`it has ${clauses} conditions, and Shopify takes ${MAX_CLAUSES}`);
  }
  if (text.length > MAX_CHARACTERS) {
    reasons.push(`it has ${text.length} characters, and Shopify takes ${MAX_CHARACTERS}`);
  }
  return { isExportable: reasons.length === 0, reasons };
}
