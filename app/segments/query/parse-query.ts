import type { SyntaxNode, Tree } from "@lezer/common";
import type { Known } from "./filters/metafields.ts";
import { parser } from "./generated/parser.ts";
import { Refusal, queryError, type QueryError } from "./query-error.ts";
import { joined, type Query } from "./query.ts";
import { readClause } from "./read-clause.ts";

/** What is longer or deeper than this no one has written by hand, and databases have limits of their own. */
export const MAX_CHARACTERS = 20_000;
const MAX_DEPTH = 60;
const MAX_CLAUSES = 250;
/** Of more nobody reads. */
const MAX_ERRORS = 10;

export type ParsedQuery =
  { kind: "parsed"; query: Query } | { kind: "refused"; errors: QueryError[] };

/**
 * Reads a segment's text: Shopify's whole language, and what lies behind `regulars.`. Nothing is ever read as an empty
 * segment. What a shop has (`known`) decides about names of metafields and segments; without it any will do. Answers
 * in time proportional to the length, which is bounded.
 */
export function parseQuery(text: string, known: Known = {}): ParsedQuery {
  const refused = (...errors: QueryError[]): ParsedQuery => ({ kind: "refused", errors });
  if (text.length > MAX_CHARACTERS) {
    const message = `the query is too long: ${MAX_CHARACTERS} characters at most`;
    return refused(queryError(text, { from: MAX_CHARACTERS, to: text.length }, tooLarge(message)));
  }
  if (text.trim() === "") {
    const message = "the query is empty";
    return refused(
      queryError(text, { from: 0, to: 0 }, { code: "syntax", message, suggestion: null }),
    );
  }

  const tooDeep = deepParenthesis(text);
  if (tooDeep !== null) {
    const message = `more than ${MAX_DEPTH} levels of parentheses`;
    return refused(queryError(text, { from: tooDeep, to: tooDeep + 1 }, tooLarge(message)));
  }

  const tree = treeOf(text);
  const measured = measure(tree, text);
  if (measured) return refused(measured);

  const errors: QueryError[] = [];
  const expression = tree.topNode.firstChild;
  const query = expression && readExpression(expression, { text, known, errors });
  return query && errors.length === 0 ? { kind: "parsed", query } : refused(...errors);
}

const strictParser = parser.configure({ strict: true });
/** What is read beyond the first mistake, to say what it is. */
const BEYOND = 100;

/**
 * The syntax tree, with its first mistake if it has one. Lezer gets over a mistake in no time, and over thousands in
 * no bounded one: what lies beyond the first is not looked at.
 */
function treeOf(text: string): Tree {
  try {
    return strictParser.parse(text);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const at = Number(/\d+$/.exec(thrown.message)?.[0] ?? text.length);
    return parser.parse(text.slice(0, at + BEYOND));
  }
}

/** Where the first parenthesis stands that is too deep, or null. Depth comes from parentheses alone. */
function deepParenthesis(text: string): number | null {
  let depth = 0;
  for (const { 0: found, index } of text.matchAll(/'(?:[^'\\]|\\[^])*'|[()]/g)) {
    if (found === "(") depth++;
    else if (found === ")") depth--;
    if (depth > MAX_DEPTH) return index;
  }
  return null;
}

const tooLarge = (message: string) => ({ code: "too-large", message, suggestion: null }) as const;

/** The first error of syntax or of size, found without recursion. */
function measure(tree: Tree, text: string): QueryError | null {
  let clauses = 0;
  let error: QueryError | null = null;
  tree.iterate({
    enter(node) {
      if (error) return false;
      if (node.type.isError) error = syntaxError(text, node.from);
      if (CLAUSES.has(node.name)) clauses++;
      if (clauses > MAX_CLAUSES) {
        error = queryError(text, node, tooLarge(`more than ${MAX_CLAUSES} conditions`));
      }
      return !error;
    },
  });
  return error;
}

/** How many conditions a text has, of which Shopify counts `BETWEEN` and a function with its parameters as one. */
export function countClauses(text: string): number {
  let clauses = 0;
  parser.parse(text).iterate({
    enter({ name }) {
      if (CLAUSES.has(name)) clauses++;
    },
  });
  return clauses;
}

const CLAUSES = new Set(["Compare", "Contains", "NullTest", "InList", "Matches", "Call"]);

function syntaxError(text: string, from: number): QueryError {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  const token = /^(?:[\w.$-]+|'[^']*'?|[()]|[^\s\w()']{1,2})/.exec(text.slice(start))?.[0] ?? "";
  const at = { from: token ? start : text.trimEnd().length, to: start + token.length };
  const syntax = (message: string, suggestion: string | null = null) =>
    queryError(text, at, { code: "syntax", message, suggestion });

  if (token === "") {
    const isOpen = countOf(text, "(") > countOf(text, ")");
    return isOpen
      ? syntax("a parenthesis is not closed", ")")
      : syntax("the query ends where more is expected");
  }
  if (token.startsWith(",") && /\d$/.test(text.slice(0, start).trimEnd())) {
    return syntax("numbers have no thousand separators");
  }
  if (token === "==") return syntax("'==' is unexpected: equality is a single =", "=");
  if (token === "<>") return syntax("'<>' is unexpected: inequality is !=", "!=");
  return syntax(`'${token}' is unexpected`);
}

const countOf = (text: string, character: string) => text.split(character).length - 1;

interface Reading {
  text: string;
  known: Known;
  errors: QueryError[];
}

/** Recursion is bounded by `measure`. */
function readExpression(node: SyntaxNode, reading: Reading): Query | null {
  if (reading.errors.length >= MAX_ERRORS) return null;
  switch (node.name) {
    case "Or":
    case "And": {
      const parts: Query[] = [];
      for (let child = node.firstChild; child; child = child.nextSibling) {
        if (child.name === "OR" || child.name === "AND") continue;
        const part = readExpression(child, reading);
        if (part) parts.push(part);
      }
      return parts.length === 0 ? null : joined(node.name === "Or" ? "or" : "and", parts);
    }
    case "Not": {
      const part = node.lastChild && readExpression(node.lastChild, reading);
      return part && { kind: "not", part };
    }
    case "Group":
      // "(" expression ")"
      return (
        (node.firstChild?.nextSibling && readExpression(node.firstChild.nextSibling, reading)) ??
        null
      );
    default:
      try {
        return readClause(node, reading);
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        reading.errors.push(queryError(reading.text, thrown.at, thrown));
        return null;
      }
  }
}
