import type { Group, Part, RowClause, Test } from "./builder.ts";

/**
 * The builder's query as text. Whole rows give the canonical text; groups that say nothing of their own (empty, of one
 * part, or joined as the group around them) leave no parentheses.
 */
export function printBuilder(root: Group): string {
  const expression = expressionOf(root);
  return expression ? print(expression) : "";
}

type Expression =
  | { kind: "clause"; text: string }
  | { kind: "not"; part: Expression }
  | { kind: "and" | "or"; parts: Expression[] };

function expressionOf(part: Part): Expression | null {
  const inner = part.kind === "row" ? clauseOf(part.clause) : joinedOf(part);
  return inner && part.isNegated ? { kind: "not", part: inner } : inner;
}

/** A text with a connector of its own, such as `a OR b`, is held together. */
function clauseOf(clause: RowClause): Expression | null {
  const text = printRowClause(clause);
  if (text === "") return null;
  const isJoined = clause.kind === "text" && /\b(and|or|not)\b/i.test(withoutTexts(text));
  return { kind: "clause", text: isJoined ? `(${text})` : text };
}

/** Without what stands in quotes, and without the AND of BETWEEN. */
const withoutTexts = (text: string) =>
  text
    .replaceAll(/'(?:[^'\\]|\\[^])*'?/g, "''")
    .replaceAll(/\bbetween\s+\S+\s+and\b/gi, "")
    .replaceAll(/\bnot\s+(contains|matches|in|null)\b/gi, "");

function joinedOf({ join, parts }: Group): Expression | null {
  const said = parts
    .map(expressionOf)
    .filter((part) => part !== null)
    .flatMap((part) => (part.kind === join ? part.parts : [part]));
  const [only] = said;
  if (!only) return null;
  return said.length === 1 ? only : { kind: join, parts: said };
}

function print(expression: Expression): string {
  switch (expression.kind) {
    case "clause":
      return expression.text;
    case "not":
      return expression.part.kind === "clause"
        ? `NOT ${expression.part.text}`
        : `NOT (${print(expression.part)})`;
    case "or":
      return expression.parts.map(print).join(" OR ");
    case "and":
      return expression.parts
        .map((part) => (part.kind === "or" ? `(${print(part)})` : print(part)))
        .join(" AND ");
  }
}

export function printRowClause(clause: RowClause): string {
  switch (clause.kind) {
    case "text":
      return clause.text.trim();
    case "attribute":
      return `${clause.name} ${printTest(clause)}`;
    case "events": {
      const parameters = clause.parameters.map((one) => `${one.name} ${printTest(one)}`);
      return `${clause.name} ${clause.isNegated ? "NOT " : ""}MATCHES (${parameters.join(", ")})`;
    }
  }
}

function printTest({ sign, values }: Test): string {
  const [first = "", second = ""] = values;
  switch (sign) {
    case "IS NULL":
    case "IS NOT NULL":
      return sign;
    case "BETWEEN":
      return `BETWEEN ${first} AND ${second}`;
    case "IN":
    case "NOT IN":
      return `${sign} (${values.join(", ")})`;
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "CONTAINS":
    case "NOT CONTAINS":
      return `${sign} ${first}`;
  }
}
