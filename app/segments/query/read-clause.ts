import type { SyntaxNode } from "@lezer/common";
import { attributes, nearestName, type Subject, type ValueType } from "./attributes.ts";
import { isList } from "./compare.ts";
import { eventSources, functionName, isFunction } from "./event-sources.ts";
import {
  METAFIELD,
  metafieldFromShort,
  metafieldName,
  metafieldTypeOf,
  type Known,
} from "./filters/metafields.ts";
import { Refusal } from "./query-error.ts";
import type { Clause, Comparison, Value } from "./query.ts";
import { readAnniversary } from "./read-anniversary.ts";
import { readComparison, readOnlyValue } from "./read-comparison.ts";
import { readFunction } from "./read-function.ts";
import type { Source } from "./source.ts";
import { unknownMetafield } from "./unknown-metafield.ts";

/**
 * A clause of the syntax tree as a clause of the query, with its types checked.
 * @throws Refusal
 */
export function readClause(node: SyntaxNode, { text, known }: Source): Clause {
  const named = node.getChild("Name") ?? node;
  const name = text.slice(named.from, named.to);
  const at = { from: node.from, to: node.to };
  if (isFunction(functionName(name))) {
    return readFunction(node, { text, known }, functionName(name));
  }
  if (name === "anniversary") return readAnniversary(node, { text, known });
  const metafield = METAFIELD.test(name) ? name : metafieldFromShort(name, known);
  if (metafield !== null) return readMetafield(node, { text, known }, metafield);
  const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (!attribute) throw unknownFilter(named, name, known);
  const values = attribute.named ? known[attribute.named] : attribute.values;
  const subject = { ...attribute, name, ...(values && { values }) };
  return { ...readCondition(node, text, subject), attribute: name, at };
}

function unknownFilter(at: SyntaxNode, name: string, { metafields }: Known): Refusal {
  const others = [
    ...Object.keys(eventSources),
    ...[...(metafields?.keys() ?? [])].map((one) => `metafields.${one}`),
  ];
  const suggestion = nearestName(name, others);
  const question = suggestion ? `; did you mean \`${suggestion}\`?` : "";
  const shown = name.slice(0, 60);
  return new Refusal(at, "unknown-name", `\`${shown}\` is not a filter${question}`, suggestion);
}

function readMetafield(node: SyntaxNode, { text, known }: Source, written: string): Clause {
  const named = node.getChild("Name") ?? node;
  const attribute = `metafields.${metafieldName(written)}`;
  const type = metafieldTypeOf(attribute, known);
  if (type === null) throw unknownMetafield(named, metafieldName(attribute), known);
  const condition = readCondition(node, text, { name: attribute, type });
  const at = { from: node.from, to: node.to };
  if (type !== "any") return { ...condition, attribute, type, at };
  const guess = guessedType(condition);
  if (guess === "text" && condition.kind === "compare" && !isEquality(condition)) {
    throw new Refusal(node, "type", `a text takes = and !=, not ${condition.operator}`);
  }
  if (condition.kind === "between" && (guess === "text" || guess === "boolean")) {
    throw new Refusal(node, "type", "BETWEEN is for numbers and dates");
  }
  return { ...condition, attribute, type: guess, at };
}

const isEquality = ({ operator }: { operator: string }) => operator === "=" || operator === "!=";

/** What a metafield must be that is asked like this, where nobody told. */
function guessedType(condition: Condition): ValueType {
  if (condition.kind === "null") return "any";
  const isEntry = condition.kind === "contains";
  const value = condition.kind === "between" ? condition.low : condition.value;
  switch (value.kind) {
    case "number":
      return isEntry ? "numbers" : "number";
    case "text":
      return isEntry ? "tags" : "text";
    case "boolean":
      return "boolean";
    case "day":
    case "moment":
    case "offset":
    case "named-day":
    case "coordinates":
      return "day";
  }
}

type Condition =
  | Comparison
  | { kind: "contains"; isNegated: boolean; value: Value }
  | { kind: "null"; isNegated: boolean };

function readCondition(node: SyntaxNode, text: string, subject: Subject): Condition {
  const { name, type } = subject;
  const refuse = (message: string, suggestion?: string) =>
    new Refusal(node, "type", message, suggestion);
  const isNegated = node.getChild("NOT") !== null;
  switch (node.name) {
    case "Compare":
      if (isList(type) && type !== "ids") {
        throw refuse(`\`${name}\` is a list: use CONTAINS or NOT CONTAINS`, `${name} CONTAINS`);
      }
      return readComparison(node, text, subject);
    case "Contains":
      if (!isList(type) && type !== "any") {
        throw refuse(`CONTAINS is for lists, and \`${name}\` is one value`);
      }
      return { kind: "contains", isNegated, value: readOnlyValue(node, text, subject) };
    case "NullTest":
      return { kind: "null", isNegated };
    case "InList":
      throw refuse(
        isList(type)
          ? `\`${name}\` takes no list: join several CONTAINS by OR`
          : `\`${name}\` takes no list: join several conditions by OR`,
      );
    default:
      throw refuse(`\`${name}\` is an attribute, not a function`);
  }
}
