import type { SyntaxNode } from "@lezer/common";
import { parser } from "../../query/generated/parser.ts";
import { parseQuery, type ParsedQuery } from "../../query/parse-query.ts";
import { printQuery } from "../../query/print-query.ts";
import type { Group, Part, RowClause } from "./builder.ts";
import { readRow } from "./read-row.ts";

type Parse = (text: string) => ParsedQuery;

/**
 * The builder of a text; an empty group for an empty one, null for what is no sentence yet. A condition that is
 * refused, or that rows have no fields for, is a row of text.
 */
export function readBuilder(text: string, parse: Parse = parseQuery): Group | null {
  const empty: Group = { kind: "group", id: 0, isNegated: false, join: "and", parts: [] };
  if (text.trim() === "") return empty;
  const result = parse(text);
  if (result.kind === "refused" && result.errors.some(({ code }) => code === "too-large")) {
    return null; // its depth is not bounded
  }
  const top = parser.parse(text).topNode;
  if (hasError(top) || !top.firstChild) return null;
  let lastId = 0;
  const next = () => ++lastId;
  const part = readPart(top.firstChild, text, { parse, next });
  if (part.kind === "group") return { ...part, id: 0 };
  return { ...empty, parts: [part] };
}

function hasError(top: SyntaxNode): boolean {
  let found = false;
  top.toTree().iterate({
    enter({ type }) {
      found ||= type.isError;
      return !found;
    },
  });
  return found;
}

interface Reading {
  parse: Parse;
  next: () => number;
}

/** Recursion is bounded: what is too deep has been refused. */
function readPart(node: SyntaxNode, text: string, reading: Reading): Part {
  switch (node.name) {
    case "Group": {
      const inside = node.firstChild?.nextSibling;
      return inside ? readPart(inside, text, reading) : textRow(node, text, reading);
    }
    case "Not": {
      const inside = node.lastChild;
      if (!inside) return textRow(node, text, reading);
      const part = readPart(inside, text, reading);
      if (!part.isNegated) return { ...part, isNegated: true };
      return { kind: "group", id: reading.next(), isNegated: true, join: "and", parts: [part] };
    }
    case "Or":
    case "And": {
      const join = node.name === "Or" ? "or" : "and";
      const id = reading.next();
      const parts: Part[] = [];
      for (let child = node.firstChild; child; child = child.nextSibling) {
        if (child.name === "OR" || child.name === "AND") continue;
        const part = readPart(child, text, reading);
        const isSame = part.kind === "group" && part.join === join && !part.isNegated;
        parts.push(...(isSame ? part.parts : [part]));
      }
      return { kind: "group", id, isNegated: false, join, parts };
    }
    default:
      return textRow(node, text, reading);
  }
}

function textRow({ from, to }: SyntaxNode, text: string, { parse, next }: Reading): Part {
  const clause = readRowClause(text.slice(from, to), parse);
  return { kind: "row", id: next(), isNegated: false, clause };
}

function readRowClause(written: string, parse: Parse): RowClause {
  const parsed = parse(written);
  if (parsed.kind === "refused") return { kind: "text", text: written };
  const canonical = printQuery(parsed.query);
  return readRow(canonical) ?? { kind: "text", text: canonical };
}
