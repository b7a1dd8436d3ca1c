import type { SyntaxNode } from "@lezer/common";
import { parser } from "../../query/generated/parser.ts";
import type { ParameterTest, RowClause, Sign, Test } from "./builder.ts";
import { printRowClause } from "./print-builder.ts";

/** A canonical condition as a row's fields; null for one that they could not give back as it is. */
export function readRow(canonical: string): RowClause | null {
  const clause = read(canonical);
  return clause && printRowClause(clause) === canonical ? clause : null;
}

function read(text: string): RowClause | null {
  const node = parser.parse(text).topNode.firstChild;
  const named = node?.getChild("Name");
  if (!node || !named) return null;
  const name = text.slice(named.from, named.to);
  const close = node.getChild(")");
  if (name === "anniversary" && close) {
    const test = readTest(node, text, close.to);
    return test && { kind: "attribute", name: text.slice(node.from, close.to), ...test };
  }
  if (node.name === "Matches") {
    const parameters: ParameterTest[] = [];
    for (const child of node.getChildren("Parameter")) {
      const parameter = readParameter(child, text);
      if (!parameter) return null;
      parameters.push(parameter);
    }
    return { kind: "events", name, isNegated: node.getChild("NOT") !== null, parameters };
  }
  const test = readTest(node, text);
  return test && { kind: "attribute", name, ...test };
}

function readParameter(node: SyntaxNode, text: string): ParameterTest | null {
  const named = node.getChild("Name");
  const test = readTest(node, text);
  return named && test && { name: text.slice(named.from, named.to), ...test };
}

const COMPARED: readonly Sign[] = ["=", "!=", "<", "<=", ">", ">="];

/** The test that stands behind `from`. */
function readTest(node: SyntaxNode, text: string, from = node.from): Test | null {
  const values = literalsOf(node, text, from);
  const isNegated = node.getChild("NOT") !== null;
  if (node.getChild("IS")) return { sign: isNegated ? "IS NOT NULL" : "IS NULL", values: [] };
  if (node.getChild("CONTAINS")) return { sign: isNegated ? "NOT CONTAINS" : "CONTAINS", values };
  if (node.getChild("BETWEEN")) return { sign: "BETWEEN", values };
  if (node.getChild("IN")) return { sign: isNegated ? "NOT IN" : "IN", values };
  const written = node.getChild("CompareOp");
  const sign = COMPARED.find((one) => written && text.slice(written.from, written.to) === one);
  if (!sign) return null;
  const list = from === node.from ? node.getChild("(") : null;
  return { sign, values: list ? [text.slice(list.from, node.to)] : values };
}

const LITERALS = new Set(["String", "Number", "Date", "DateTime", "Offset", "NamedDate", "NamedDay", "Boolean"]); // prettier-ignore

function literalsOf(node: SyntaxNode, text: string, from: number): string[] {
  const found: string[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.from >= from && LITERALS.has(child.name))
      found.push(text.slice(child.from, child.to));
  }
  return found;
}
