import type { QueryError } from "../../query/query-error.ts";

/** A fault with where it stands in the text, and what to do about it. */
export interface QueryFault {
  from: number;
  to: number;
  message: string;
  line: number;
  column: number;
  /** The whole text put right, and in a word what is put there. */
  repair: { label: string; text: string } | null;
}

/** As many characters of the offending text as an error tells. */
const TOLD = 60;

export function faultIn(text: string, error: QueryError): QueryFault {
  const { line, column, offending, message, suggestion } = error;
  const start = text.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column; // prettier-ignore
  const from = Math.min(start, text.length);
  const to = Math.min(from + offending.length, text.length);
  return { from, to, message, line, column, repair: repairOf(text, { from, to, suggestion }) };
}

function repairOf(
  text: string,
  { from, to, suggestion }: { from: number; to: number; suggestion: string | null },
): QueryFault["repair"] {
  if (suggestion === null || to - from >= TOLD) return null;
  // What only closes something comes behind it.
  const isClosing = suggestion === ")" || suggestion === "'";
  const start = isClosing ? to : from;
  return {
    label: isClosing ? `Add ${suggestion}` : `Replace by ${suggestion}`,
    text: text.slice(0, start) + suggestion + text.slice(to),
  };
}
