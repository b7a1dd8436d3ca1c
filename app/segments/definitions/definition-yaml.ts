import { Document, isScalar, LineCounter, parseDocument } from "yaml";
import { nearest } from "../query/nearest.ts";
import { Definition, FIELDS, type FileFault, type Filed } from "./definition.ts";

/** Long lines stay one line: a query is reviewed as it was written. */
const STYLE = { lineWidth: 0 };

/** Reads a file of one segment, with the line of everything that is wrong with it. */
export function readDefinition(file: string, text: string): Filed | { faults: FileFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (offset: number | undefined) => Math.max(1, lines.linePos(offset ?? 0).line);
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos, message }) => ({
        ...{ file, line: lineOf(pos[0]), message: message.split(/ at line |:\n/)[0] ?? message },
      })),
    };
  }
  const read = Definition.safeParse(document.toJS());
  const keyLine = (key: unknown) => {
    const node: unknown = typeof key === "string" ? document.get(key, true) : null;
    return lineOf(isScalar(node) ? node.range?.[0] : undefined);
  };
  if (!read.success) {
    const faults = read.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({ file, line: keyLine(key), message: unknownKey(key) }))
        : [{ file, line: keyLine(issue.path[0]), message: `${issue.path.join(".") || "the file"}: ${issue.message}` }],
    ); // prettier-ignore
    return { faults };
  }
  const query: unknown = document.get("query", true);
  const isBlock = isScalar(query) && (query.type === "BLOCK_LITERAL" || query.type === "BLOCK_FOLDED"); // prettier-ignore
  return { file, definition: read.data, queryLine: keyLine("query") + (isBlock ? 1 : 0) };
}

function unknownKey(key: string): string {
  const suggestion = nearest(key, FIELDS);
  const question = suggestion
    ? `; did you mean ${suggestion}?`
    : `: there are ${FIELDS.join(", ")}`;
  return `${key} is not said of a segment${question}`;
}

/** A definition as a file: always the same bytes. */
export function writeDefinition(definition: Definition): string {
  const document = new Document(
    Object.fromEntries(
      FIELDS.map((field) => [field, definition[field]] as const).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  );
  const query: unknown = document.get("query", true);
  if (isScalar(query)) query.type = "BLOCK_LITERAL";
  return document.toString(STYLE);
}

/** A file with what differs put right; comments and order stay. The same bytes if nothing differs. */
export function rewriteDefinition(text: string, definition: Definition): string {
  const before = readDefinition("", text);
  if ("faults" in before) return writeDefinition(definition);
  const differing = FIELDS.filter((field) => before.definition[field] !== definition[field]);
  if (differing.length === 0) return text;
  const document = parseDocument(text);
  for (const field of differing) {
    if (definition[field] === undefined) document.delete(field);
    else document.set(field, definition[field]);
  }
  // A block that holds blanks alone would lose them.
  const query: unknown = document.get("query", true);
  if (isScalar(query) && definition.query.trim() === "") query.type = "QUOTE_DOUBLE";
  return document.toString(STYLE);
}
