import { wordKind } from "../../query/word-kinds.ts";
import * as terms from "../../query/generated/terms.ts";
import type { Comparable, Filter } from "../filter-catalogue.ts";

/** What the grammar takes at a place in the text, and where the word begins that is being typed there. */
export type Expectation = { from: number } & (
  | { kind: "condition" }
  | { kind: "sign"; of: Comparable; isEvents: boolean }
  | { kind: "value"; filter: Filter; of: Comparable; isFirst: boolean }
  | { kind: "list"; filter: Filter; of: Comparable }
  | { kind: "parameter"; filter: Filter; used: readonly string[] }
  /** Of which date, with its name in quotes still to come, or all from `MATCHES` on. */
  | { kind: "anniversary"; isInside: boolean }
  | { kind: "between-and" }
  | { kind: "connector"; depth: number }
  | { kind: "nothing" }
);

interface Token {
  text: string;
  from: number;
  to: number;
}

const TOKEN = /'(?:[^'\\]|\\[^])*'?|[A-Za-z_][\w.$-]*|[<>!=]+|[(),:]|[^\s(),:<>!=']+/g;

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(TOKEN)].map(({ 0: token, index }) => ({
    ...{ text: token, from: index, to: index + token.length },
  }));

/** A cursor that only looks forward; what it does not understand ends the reading. */
class Cursor {
  private at = 0;
  readonly tokens: readonly Token[];
  readonly end: number;
  constructor(tokens: readonly Token[], end: number) {
    this.tokens = tokens;
    this.end = end;
  }
  /** Where the word at the end begins, if the reading came so far. */
  get from(): number {
    return this.tokens[this.at]?.from ?? this.end;
  }
  isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }
  take(test: (text: string) => boolean): string | null {
    const token = this.tokens[this.at];
    if (!token || !test(token.text)) return null;
    this.at++;
    return token.text;
  }
  keyword(term: number): boolean {
    return this.take((text) => wordKind(text) === term) !== null;
  }
}

/**
 * What is expected at `position`, given the text before it. The word that ends there is being typed: it is not read.
 * Linear in the text.
 */
export function expectationAt(
  text: string,
  position: number,
  findFilter: (name: string) => Filter | undefined,
): Expectation {
  const tokens = tokensOf(text.slice(0, position));
  const last = tokens.at(-1);
  const isTyping = last?.to === position && !/^[(),:]$/.test(last.text) && !isClosedText(last.text);
  const cursor = new Cursor(
    isTyping ? tokens.slice(0, -1) : tokens,
    isTyping ? last.from : position,
  );
  return readConditions(cursor, findFilter);
}

const isClosedText = (text: string) => /^'(?:[^'\\]|\\[^])*'$/.test(text);
const isName = (text: string) => /^[A-Za-z_]/.test(text);
const isSign = (text: string) => /^[<>!=]+$/.test(text);
const is = (wanted: string) => (text: string) => text === wanted;
const isValue = (text: string) => !/^[(),:]$/.test(text) && !isSign(text);

function readConditions(
  cursor: Cursor,
  findFilter: (name: string) => Filter | undefined,
): Expectation {
  let depth = 0;
  for (;;) {
    for (;;) {
      if (cursor.keyword(terms.NOT)) continue;
      if (!cursor.take(is("("))) break;
      depth++;
    }
    if (cursor.isAtEnd()) return { kind: "condition", from: cursor.from };
    const name = cursor.take(isName);
    const within = readCondition(cursor, name ?? "", findFilter);
    if (within) return within;
    while (depth > 0 && cursor.take(is(")"))) depth--;
    if (cursor.isAtEnd()) return { kind: "connector", depth, from: cursor.from };
    if (!cursor.keyword(terms.AND) && !cursor.keyword(terms.OR)) {
      return { kind: "nothing", from: cursor.from };
    }
  }
}

/** What is expected within a condition of this name, or null if it is whole. */
function readCondition(
  cursor: Cursor,
  name: string,
  findFilter: (name: string) => Filter | undefined,
): Expectation | null {
  if (name === "anniversary") return readAnniversary(cursor, findFilter);
  const filter = findFilter(name);
  if (!filter) return { kind: "nothing", from: cursor.from };
  return filter.kind === "events" ? readEvents(cursor, filter) : readTest(cursor, filter);
}

/** `anniversary MATCHES ('metafields.ns.key')` and its test; in the older spelling without `MATCHES`. */
function readAnniversary(
  cursor: Cursor,
  findFilter: (name: string) => Filter | undefined,
): Expectation | null {
  const isNamed = cursor.keyword(terms.MATCHES);
  if (cursor.isAtEnd() && !isNamed)
    return { kind: "anniversary", isInside: false, from: cursor.from };
  if (!cursor.take(is("("))) return { kind: "nothing", from: cursor.from };
  if (cursor.isAtEnd()) return { kind: "anniversary", isInside: true, from: cursor.from };
  const metafield = cursor.take(isClosedText);
  const filter = findFilter(`anniversary MATCHES (${metafield ?? ""})`);
  if (!filter || !cursor.take(is(")"))) return { kind: "nothing", from: cursor.from };
  return readTest(cursor, filter);
}

/** What is expected within a test, or null if it is whole. */
function readTest(cursor: Cursor, filter: Filter, of: Comparable = filter): Expectation | null {
  const value = (isFirst: boolean): Expectation | null => {
    if (cursor.isAtEnd()) return { kind: "value", filter, of, isFirst, from: cursor.from };
    return cursor.take(isValue) ? null : { kind: "nothing", from: cursor.from };
  };
  if (cursor.keyword(terms.IS)) {
    cursor.keyword(terms.NOT);
    return cursor.keyword(terms.NULL) ? null : { kind: "nothing", from: cursor.from };
  }
  cursor.keyword(terms.NOT);
  if (cursor.keyword(terms.BETWEEN)) {
    const low = value(true);
    if (low) return low;
    if (cursor.isAtEnd()) return { kind: "between-and", from: cursor.from };
    return cursor.keyword(terms.AND) ? value(false) : { kind: "nothing", from: cursor.from };
  }
  if (cursor.keyword(terms.IN)) return readList(cursor, filter, of);
  if (cursor.keyword(terms.CONTAINS) || cursor.take(isSign)) return value(true);
  if (!cursor.isAtEnd()) return { kind: "nothing", from: cursor.from };
  return { kind: "sign", of, isEvents: false, from: cursor.from };
}

function readList(cursor: Cursor, filter: Filter, of: Comparable): Expectation | null {
  if (!cursor.take(is("("))) return { kind: "nothing", from: cursor.from };
  for (;;) {
    if (cursor.isAtEnd()) return { kind: "list", filter, of, from: cursor.from };
    if (!cursor.take(isValue)) return { kind: "nothing", from: cursor.from };
    if (cursor.take(is(")"))) return null;
    if (!cursor.take(is(","))) return { kind: "nothing", from: cursor.from };
  }
}

function readEvents(cursor: Cursor, filter: Filter): Expectation | null {
  cursor.keyword(terms.NOT);
  if (!cursor.keyword(terms.MATCHES) && !cursor.keyword(terms.NOT_MATCHES)) {
    if (!cursor.isAtEnd()) return { kind: "nothing", from: cursor.from };
    return { kind: "sign", of: filter, isEvents: true, from: cursor.from };
  }
  if (!cursor.take(is("("))) return { kind: "nothing", from: cursor.from };
  const used: string[] = [];
  for (;;) {
    if (cursor.take(is(")"))) return null;
    if (cursor.isAtEnd()) return { kind: "parameter", filter, used, from: cursor.from };
    const name = cursor.take(isName);
    const parameter = filter.parameters.find((one) => one.name === name);
    if (!parameter) return { kind: "nothing", from: cursor.from };
    used.push(parameter.name);
    const within = readTest(cursor, filter, parameter);
    if (within) return within;
    if (cursor.take(is(","))) continue;
    if (cursor.take(is(")"))) return null;
    return { kind: "nothing", from: cursor.from };
  }
}
