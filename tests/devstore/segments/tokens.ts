/** Where a token begins: lines count from 1, columns from 0, as Shopify's messages do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Token extends Position {
  readonly kind: "word" | "string" | "number" | "date" | "symbol" | "stray" | "end";
  /** As written; a string's text is without quotes and escapes. */
  readonly text: string;
  /** As written, quotes and all: what a message shows. */
  readonly raw: string;
}

// Sticky patterns, tried in this order. A hyphen belongs to a word only after a dot (metafields.app--123.segments).
const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["word", /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_$-]+)*/y],
  ["date", /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?(?![\w:-])/y],
  ["date", /(?:7_days_ago|30_days_ago|90_days_ago|12_months_ago)(?!\w)/y],
  ["date", /[+-]\d+[dwmy](?!\w)/y],
  ["number", /-?\d+(?:\.\d+)?(?![\w.])/y],
  ["string", /'(?:\\[^]|[^'\\])*'/y],
  ["symbol", /<=|>=|!=|[=<>(),:]/y],
  ["stray", /[\w.$-]+|[^]/y],
];

/** Cuts a query into tokens; the last one is always `end`. What no rule knows becomes a `stray` token, never a fault. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      at += 1;
      if (character === "\n") {
        line += 1;
        lineStart = at;
      }
      continue;
    }
    const [kind, raw] = tokenAt(text, at);
    tokens.push({
      kind,
      raw,
      text: kind === "string" ? unquoted(raw) : raw,
      line,
      column: at - lineStart,
    });
    at += raw.length;
  }
  tokens.push({ kind: "end", raw: "<EOF>", text: "", line, column: text.length - lineStart });
  return tokens;
}

function tokenAt(text: string, at: number): readonly [Token["kind"], string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return [kind, found[0]];
  }
  return ["stray", text.charAt(at)];
}

const unquoted = (raw: string): string => raw.slice(1, -1).replaceAll(/\\(['\\])/g, "$1");
