import type { SyntaxNode } from "@lezer/common";
import type { Subject, ValueType } from "./attributes.ts";
import { Refusal } from "./query-error.ts";
import type { Comparison, Operator, Value } from "./query.ts";
import { readValue } from "./read-value.ts";

/** Types that are less or more, not only equal or not. */
const ORDERED: ReadonlySet<ValueType> = new Set([
  ...(["integer", "money", "number", "date", "day", "month-day", "any"] as const),
]);

/**
 * What a node compares with: `= 5`, `BETWEEN -12m AND today`.
 * @throws Refusal
 */
export function readComparison(node: SyntaxNode, text: string, subject: Subject): Comparison {
  const [first, second] = valuesIn(node);
  const isOrdered = ORDERED.has(subject.type);
  const takesEquality = (written: string) =>
    new Refusal(node, "type", `\`${subject.name}\` takes = and !=, not ${written}`);
  if (first && second) {
    if (!isOrdered) throw takesEquality("BETWEEN");
    const low = readValue(first, text, subject);
    return { kind: "between", low, high: readValue(second, text, subject) };
  }
  const operator = operatorOf(node, text);
  if (!isOrdered && operator !== "=" && operator !== "!=") throw takesEquality(operator);
  return { kind: "compare", operator, value: readOnlyValue(node, text, subject) };
}

/**
 * The one literal of a node.
 * @throws Refusal
 */
export function readOnlyValue(node: SyntaxNode, text: string, subject: Subject): Value {
  const [value] = valuesIn(node);
  if (!value) throw new Refusal(node, "syntax", "a value is missing");
  return readValue(value, text, subject);
}

const VALUES = new Set([
  ...["String", "UnclosedString", "DoubleQuoted", "Number", "Date", "DateTime", "Offset"],
  ...["NamedDate", "Boolean", "Malformed", "Bare"],
]);

/** The literals of a node, in order. */
export const valuesIn = (node: SyntaxNode): SyntaxNode[] =>
  childrenOf(node).filter(({ name }) => VALUES.has(name));

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

const OPERATORS: readonly Operator[] = ["=", "!=", "<", "<=", ">", ">="];

function operatorOf(node: SyntaxNode, text: string): Operator {
  const sign = node.getChild("CompareOp");
  const written = sign && text.slice(sign.from, sign.to);
  const operator = OPERATORS.find((one) => one === written);
  if (!operator) throw new Refusal(node, "syntax", "an operator is missing");
  return operator;
}
