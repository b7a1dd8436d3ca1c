import type { SyntaxNode } from "@lezer/common";
import { findSubject, isAttribute, nearestName, type Subject } from "./attributes.ts";
import { isFunction } from "./event-sources.ts";
import { Refusal } from "./query-error.ts";
import type { Clause, Comparison, Value } from "./query.ts";
import { readComparison, readOnlyValue } from "./read-comparison.ts";
import { readFunction, refuseAnniversary } from "./read-function.ts";

/**
 * A clause of the syntax tree as a clause of the query, with its types checked. What is right for Shopify and of
 * which we hold no data is refused last, as `not-supported`.
 * @throws Refusal
 */
export function readClause(node: SyntaxNode, text: string): Clause {
  const named = node.getChild("Name") ?? node;
  const name = text.slice(named.from, named.to);
  if (isFunction(name)) return readFunction(node, text, name);
  if (name === "anniversary") return refuseAnniversary(node, text);
  const subject = findSubject(name);
  if (!subject) {
    const suggestion = nearestName(name);
    const question = suggestion ? `; did you mean \`${suggestion}\`?` : "";
    throw new Refusal(named, "unknown-name", `\`${name}\` is not a filter${question}`, suggestion);
  }
  const condition = readCondition(node, text, subject);
  if (!isAttribute(name)) {
    throw new Refusal(named, "not-supported", `\`${name}\` is not supported yet`);
  }
  return { ...condition, attribute: name, at: { from: node.from, to: node.to } };
}

type Condition =
  | Comparison
  | { kind: "contains"; isNegated: boolean; value: Value }
  | { kind: "null"; isNegated: boolean };

const LISTS = new Set(["tags", "countries", "entries"]);

function readCondition(node: SyntaxNode, text: string, subject: Subject): Condition {
  const { name, type } = subject;
  const refuse = (message: string, suggestion?: string) =>
    new Refusal(node, "type", message, suggestion);
  const isNegated = node.getChild("NOT") !== null;
  const isList = LISTS.has(type);
  switch (node.name) {
    case "Compare":
      if (isList) {
        throw refuse(`\`${name}\` is a list: use CONTAINS or NOT CONTAINS`, `${name} CONTAINS`);
      }
      return readComparison(node, text, subject);
    case "Contains":
      if (!isList && type !== "ids" && type !== "any") {
        throw refuse(`CONTAINS is for lists, and \`${name}\` is one value`);
      }
      return { kind: "contains", isNegated, value: readOnlyValue(node, text, subject) };
    case "NullTest":
      return { kind: "null", isNegated };
    case "InList":
      throw refuse(
        isList
          ? `\`${name}\` takes no list: join several CONTAINS by OR`
          : `\`${name}\` takes no list: join several conditions by OR`,
      );
    default:
      throw refuse(`\`${name}\` is an attribute, not a function`);
  }
}
