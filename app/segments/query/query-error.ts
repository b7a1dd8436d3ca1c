import type { Position } from "./query.ts";

/** Why a query is refused, for the one who wrote it. */
export interface QueryError {
  code: "syntax" | "unknown-name" | "type" | "value" | "too-large";
  message: string;
  /** From 1. */
  line: number;
  /** From 0, as Shopify counts. */
  column: number;
  offending: string;
  /** What would be right in the offending text's place. */
  suggestion: string | null;
}

/** Thrown while a tree is read, and caught by `parseQuery`: never leaves this folder. */
export class Refusal extends Error {
  readonly at: Position;
  readonly code: QueryError["code"];
  readonly suggestion: string | null;

  constructor(at: Position, code: QueryError["code"], message: string, suggestion?: string | null) {
    super(message);
    this.at = at;
    this.code = code;
    this.suggestion = suggestion ?? null;
  }
}

const SHOWN = 60;
/** Longer ones repeat what was typed, and nobody reads them. */
const LONGEST_MESSAGE = 300;
const LONGEST_SUGGESTION = 200;

/** An error with the line and column of where it stands in `text`. */
export function queryError(
  text: string,
  at: Position,
  { code, message, suggestion }: Pick<QueryError, "code" | "message" | "suggestion">,
): QueryError {
  const before = text.slice(0, at.from);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  const offending = text.slice(at.from, Math.min(at.to, at.from + SHOWN));
  const said = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
  return {
    ...{ code, message: said, line, column: at.from - lineStart, offending },
    suggestion: suggestion !== null && suggestion.length <= LONGEST_SUGGESTION ? suggestion : null,
  };
}
