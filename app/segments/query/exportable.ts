import { countClauses, parseQuery } from "./parse-query.ts";

/** Shopify's own limits of a segment. */
const MAX_CLAUSES = 10;
const MAX_CHARACTERS = 5_000;

export interface Exportable {
  isExportable: boolean;
  /** Why Shopify cannot hold it, for a person. */
  reasons: string[];
}

/**
 * Whether Shopify can hold a query as it stands, the text as it was typed. What is right for Shopify and not
 * evaluated by us can be held there.
 */
export function exportable(text: string): Exportable {
  const result = parseQuery(text);
  const wrong =
    result.kind === "refused" ? result.errors.filter(({ code }) => code !== "not-supported") : [];
  const reasons = wrong.map(({ message }) => message);
  const clauses = wrong.length === 0 ? countClauses(text) : 0;
  if (clauses > MAX_CLAUSES) {
    reasons.push(`it has ${clauses} conditions, and Shopify takes ${MAX_CLAUSES}`);
  }
  if (text.length > MAX_CHARACTERS) {
    reasons.push(`it has ${text.length} characters, and Shopify takes ${MAX_CHARACTERS}`);
  }
  return { isExportable: reasons.length === 0, reasons };
}
