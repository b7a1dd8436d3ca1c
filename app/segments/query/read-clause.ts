import type { SyntaxNode } from "@lezer/common";
import {
  attributes,
  isAttribute,
  isKnownToShopify,
  nearestAttribute,
  type AttributeName,
} from "./attributes.ts";
import { Refusal } from "./query-error.ts";
import type { Clause, Operator, Value } from "./query.ts";
import { readValue } from "./read-value.ts";

/**
 * A clause of the syntax tree as a clause of the query, with its types checked.
 * @throws Refusal
 */
export function readClause(node: SyntaxNode, text: string): Clause {
  const at = { from: node.from, to: node.to };
  const attribute = readAttribute(node, text);
  const isNegated = node.getChild("NOT") !== null;
  switch (node.name) {
    case "Compare": {
      if (isList(attribute)) throw notOnLists(node, attribute);
      const [first, second] = valuesOf(node);
      if (first && second) {
        if (attributes[attribute].type === "enum") {
          throw new Refusal(at, "type", `\`${attribute}\` takes = and !=, not BETWEEN`);
        }
        const low = readValue(first, text, attribute);
        return { kind: "between", attribute, low, high: readValue(second, text, attribute), at };
      }
      const operator = operatorOf(node, text);
      if (attributes[attribute].type === "enum" && operator !== "=" && operator !== "!=") {
        throw new Refusal(at, "type", `\`${attribute}\` takes = and !=, not ${operator}`);
      }
      return { kind: "compare", attribute, operator, value: onlyValue(node, text, attribute), at };
    }
    case "Contains":
      if (!isList(attribute)) {
        const message = `CONTAINS is for lists, and \`${attribute}\` is one value`;
        throw new Refusal(at, "type", message);
      }
      return {
        kind: "contains",
        attribute,
        isNegated,
        value: onlyValue(node, text, attribute),
        at,
      };
    case "NullTest":
      return { kind: "null", attribute, isNegated, at };
    case "InList":
      throw new Refusal(
        at,
        "type",
        isList(attribute)
          ? `\`${attribute}\` takes no list: join several CONTAINS by OR`
          : `\`${attribute}\` takes no list: join several conditions by OR`,
      );
    default:
      throw new Refusal(at, "type", `\`${attribute}\` is an attribute, not a function`);
  }
}

const isList = (attribute: AttributeName) =>
  attributes[attribute].type === "tags" || attributes[attribute].type === "countries";

const notOnLists = (node: SyntaxNode, attribute: AttributeName) =>
  new Refusal(
    node,
    "type",
    `\`${attribute}\` is a list: use CONTAINS or NOT CONTAINS`,
    `${attribute} CONTAINS`,
  );

function readAttribute(node: SyntaxNode, text: string): AttributeName {
  const name = node.getChild("Name");
  const at = name ?? node;
  const word = text.slice(at.from, at.to);
  if (isAttribute(word)) return word;
  if (isKnownToShopify(word)) {
    throw new Refusal(at, "not-supported", `\`${word}\` is not supported yet`);
  }
  const suggestion = nearestAttribute(word);
  const question = suggestion ? `; did you mean \`${suggestion}\`?` : "";
  throw new Refusal(at, "unknown-name", `\`${word}\` is not a filter${question}`, suggestion);
}

const NOT_VALUES = new Set(["Name", "CompareOp", "BETWEEN", "AND", "NOT", "CONTAINS"]);

/** The literals of a clause, in order. */
function valuesOf(node: SyntaxNode): SyntaxNode[] {
  const values: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!NOT_VALUES.has(child.name)) values.push(child);
  }
  return values;
}

function onlyValue(node: SyntaxNode, text: string, attribute: AttributeName): Value {
  const [value] = valuesOf(node);
  if (!value) throw new Refusal(node, "syntax", "a value is missing");
  return readValue(value, text, attribute);
}

const OPERATORS: readonly Operator[] = ["=", "!=", "<", "<=", ">", ">="];

function operatorOf(node: SyntaxNode, text: string): Operator {
  const sign = node.getChild("CompareOp");
  const written = sign && text.slice(sign.from, sign.to);
  const operator = OPERATORS.find((one) => one === written);
  if (!operator) throw new Refusal(node, "syntax", "an operator is missing");
  return operator;
}
