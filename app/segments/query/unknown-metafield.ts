import type { SyntaxNode } from "@lezer/common";
import type { Known } from "./filters/metafields.ts";
import { nearest } from "./nearest.ts";
import { Refusal } from "./query-error.ts";

/** @returns what to throw for a metafield of customers that the shop has not defined. */
export function unknownMetafield(at: SyntaxNode, name: string, { metafields }: Known): Refusal {
  const suggestion = nearest(name.slice(0, 120), [...(metafields?.keys() ?? [])]);
  const meant = suggestion && `metafields.${suggestion}`;
  const question = meant ? `; did you mean \`${meant}\`?` : "";
  const message = `the shop has no definition of the customer metafield \`${name.slice(0, 60)}\``;
  return new Refusal(at, "unknown-name", `${message}${question}`, meant);
}
