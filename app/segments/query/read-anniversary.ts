import type { SyntaxNode } from "@lezer/common";
import {
  anniversaryName,
  METAFIELD,
  metafieldName,
  metafieldTypeOf,
} from "./filters/metafields.ts";
import { Refusal } from "./query-error.ts";
import type { Clause, Operator } from "./query.ts";
import { childrenOf, valuesIn } from "./read-comparison.ts";
import { quote, readValue } from "./read-value.ts";
import type { Source } from "./source.ts";
import { unknownMetafield } from "./unknown-metafield.ts";

/**
 * The anniversary of a date metafield, in any of its three spellings: an attribute among others.
 * @throws Refusal
 */
export function readAnniversary(node: SyntaxNode, { text, known }: Source): Clause {
  const refuse = (message: string) => new Refusal(node, "type", message);
  if (node.name !== "Matches" && node.name !== "Call") {
    throw refuse("`anniversary` is a function of a date metafield");
  }
  if (node.name === "Matches" && (node.getChild("NOT_MATCHES") || isNotMatches(node))) {
    throw refuse("`anniversary` is negated by != or by NOT before it");
  }
  const children = childrenOf(node);
  const close = children.findIndex((child) => child.name === ")");
  const inside = children.slice(children.findIndex((child) => child.name === "(") + 1, close);
  const [only] = inside;
  const metafield = only?.name === "OldParameter" ? dateParameter(only, text) : only;
  const written = metafield ? text.slice(metafield.from + 1, metafield.to - 1) : "";
  if (inside.length !== 1 || metafield?.name !== "String" || !METAFIELD.test(written)) {
    throw refuse("`anniversary` takes the name of a date metafield in single quotes");
  }
  const attribute = anniversaryName(written);
  const type = metafieldTypeOf(written, known);
  if (type === null) {
    const { message, suggestion } = unknownMetafield(metafield, metafieldName(written), known);
    throw new Refusal(metafield, "unknown-name", message, suggestion && quote(suggestion));
  }
  if (type !== "day" && type !== "any") {
    throw new Refusal(metafield, "type", `\`${written}\` is not a date`);
  }

  const at = { from: node.from, to: node.to };
  if (node.getChild("IS")) {
    return { kind: "null", attribute, isNegated: node.getChild("NOT") !== null, at };
  }
  const subject = { name: "anniversary", type: "month-day" } as const;
  const after = valuesIn(node).filter(({ from }) => from > (children[close]?.from ?? 0));
  const [low, high] = after.map((value) => readValue(value, text, subject));
  if (!low) throw refuse("`anniversary` is compared with a date");
  if (high) return { kind: "between", attribute, low, high, at };
  const sign = node.getChild("CompareOp");
  const operator = OPERATORS.find((one) => sign && text.slice(sign.from, sign.to) === one);
  if (!operator) throw refuse("`anniversary` is compared with a date");
  return { kind: "compare", attribute, operator, value: low, at };
}

const OPERATORS: readonly Operator[] = ["=", "!=", "<", "<=", ">", ">="];

/** `NOT MATCHES`, not the `NOT` of a null test. */
function isNotMatches(node: SyntaxNode): boolean {
  const not = node.getChild("NOT");
  const matches = node.getChild("MATCHES");
  return not !== null && matches !== null && not.from < matches.from;
}

/** `date: '…'`, as the help centre once wrote it. */
function dateParameter(node: SyntaxNode, text: string): SyntaxNode | undefined {
  const name = node.getChild("Name");
  if (!name || text.slice(name.from, name.to) !== "date") {
    throw new Refusal(
      name ?? node,
      "unknown-name",
      "`anniversary` has one parameter: date",
      "date",
    );
  }
  return valuesIn(node)[0];
}
