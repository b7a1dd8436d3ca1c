import type { Fragment } from "./connection.ts";

/** `field:value`, `field:>=value`, or a bare word. */
export interface Term {
  readonly kind: "term";
  readonly field: string | null;
  readonly operator: "=" | ">" | ">=" | "<" | "<=";
  readonly value: string;
}
export type SearchTree =
  | Term
  | { readonly kind: "not"; readonly part: SearchTree }
  | { readonly kind: "and" | "or"; readonly parts: readonly SearchTree[] };

/** How one field of a search is asked of SQLite; null when the value makes no sense for it. */
export type SearchField = (term: Term) => Fragment | null;
export type SearchFields = Readonly<Record<string, SearchField>>;

type Token = { kind: "(" | ")" | "and" | "or" | "not" } | Term;

/** Reads Shopify's search syntax: terms, AND (also unwritten), OR, NOT and `-`, parentheses, quotes. Null when it is empty. */
export function parseSearch(text: string): SearchTree | null {
  const tokens = tokensOf(text);
  let at = 0;

  function either(): SearchTree | null {
    const parts = [both()];
    while (tokens[at]?.kind === "or") {
      at++;
      parts.push(both());
    }
    return joined("or", parts);
  }
  function both(): SearchTree | null {
    const parts: (SearchTree | null)[] = [];
    for (
      let token = tokens[at];
      token && token.kind !== ")" && token.kind !== "or";
      token = tokens[at]
    ) {
      if (token.kind === "and") at++;
      else parts.push(one());
    }
    return joined("and", parts);
  }
  function one(): SearchTree | null {
    const token = tokens[at++];
    if (!token) return null;
    if (token.kind === "term") return token;
    if (token.kind === "not") {
      const part = one();
      return part && { kind: "not", part };
    }
    const inner = either();
    if (tokens[at]?.kind === ")") at++;
    return inner;
  }

  const trees: (SearchTree | null)[] = [];
  while (at < tokens.length) {
    trees.push(either());
    if (tokens[at]?.kind === ")") at++;
  }
  return joined("and", trees);
}

function joined(kind: "and" | "or", parts: readonly (SearchTree | null)[]): SearchTree | null {
  const present = parts.filter((part) => part !== null);
  if (present.length <= 1) return present[0] ?? null;
  return { kind, parts: present };
}

const tokenPattern =
  /\s*(?:([()])|(-)?(?:([A-Za-z_][\w.]*):\s*)?(>=|<=|>|<)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:[^\s()"'])(?:[^\s()])*)))/gy;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    const [, paren, minus, field, operator, double, single, word] = match;
    if (paren === "(" || paren === ")") {
      tokens.push({ kind: paren });
      continue;
    }
    const quoted = double ?? single;
    const value = (quoted ?? word ?? "").replaceAll(/\\(.)/g, "$1");
    if (
      quoted === undefined &&
      field === undefined &&
      operator === undefined &&
      minus === undefined
    ) {
      const keyword = { AND: "and", OR: "or", NOT: "not" }[value];
      if (keyword === "and" || keyword === "or" || keyword === "not") {
        tokens.push({ kind: keyword });
        continue;
      }
    }
    if (minus) tokens.push({ kind: "not" });
    const comparison =
      operator === ">" || operator === ">=" || operator === "<" || operator === "<="
        ? operator
        : "=";
    tokens.push({ kind: "term", field: field?.toLowerCase() ?? null, operator: comparison, value });
  }
  return tokens;
}

/** Whether every term names its field. */
export function isQualified(text: string): boolean {
  const tree = parseSearch(text);
  const isFine = (part: SearchTree): boolean => {
    switch (part.kind) {
      case "term":
        return part.field !== null;
      case "not":
        return isFine(part.part);
      case "and":
      case "or":
        return part.parts.every(isFine);
    }
  };
  return tree === null || isFine(tree);
}

/** The search as a condition, with the fields that it named and nobody knows: Shopify ignores those and warns. */
export function conditionOf(
  text: string | null | undefined,
  fields: SearchFields,
): { where: Fragment[]; unknown: string[] } {
  const tree = parseSearch(text ?? "");
  const unknown: string[] = [];
  const where = tree ? fragmentOf(tree, fields, unknown) : null;
  return { where: where ? [where] : [], unknown };
}

function fragmentOf(tree: SearchTree, fields: SearchFields, unknown: string[]): Fragment | null {
  switch (tree.kind) {
    case "term": {
      const field = fields[tree.field ?? "default"];
      if (!field) {
        unknown.push(tree.field ?? "default");
        return null;
      }
      return field(tree) ?? { sql: "0", values: [] };
    }
    case "not": {
      const part = fragmentOf(tree.part, fields, unknown);
      return part && { sql: `NOT coalesce(${part.sql}, 0)`, values: part.values };
    }
    case "and":
    case "or": {
      const parts = tree.parts
        .map((part) => fragmentOf(part, fields, unknown))
        .filter((part) => part !== null);
      if (parts.length === 0) return null;
      return {
        sql: `(${parts.map((part) => part.sql).join(tree.kind === "and" ? " AND " : " OR ")})`,
        values: parts.flatMap((part) => [...part.values]),
        isSpan: tree.kind === "and" && parts.some((part) => part.isSpan),
      };
    }
  }
}

/** A moment in a column of epoch milliseconds; Shopify keeps whole seconds, so bounds are compared by second. */
export function moment(column: string): SearchField {
  return ({ operator, value }) => {
    const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value);
    if (Number.isNaN(at)) return null;
    const second = Math.floor(at / 1000) * 1000;
    switch (operator) {
      case ">=":
        return { sql: `${column} >= ?`, values: [second], isSpan: true };
      case ">":
        return { sql: `${column} >= ?`, values: [second + 1000], isSpan: true };
      case "<=":
        return { sql: `${column} < ?`, values: [second + 1000] };
      case "<":
        return { sql: `${column} < ?`, values: [second] };
      case "=":
        return {
          sql: `${column} BETWEEN ? AND ?`,
          values: [second, second + (value.length === 10 ? 86_400_000 : 1000) - 1],
          isSpan: true,
        };
    }
  };
}

/** A number, or a gid whose number is meant. */
export function number(column: string, scale = 1): SearchField {
  return ({ operator, value }) => {
    const wanted = Number(
      value.startsWith("gid://") ? value.slice(value.lastIndexOf("/") + 1) : value,
    );
    return Number.isFinite(wanted)
      ? { sql: `${column} ${operator} ?`, values: [Math.round(wanted * scale)] }
      : null;
  };
}

/** Text compared without case; a `*` at the end matches a beginning. */
export function words(column: string): SearchField {
  return ({ value }) =>
    value.endsWith("*")
      ? {
          sql: `${column} LIKE ? ESCAPE '\\'`,
          values: [`${value.slice(0, -1).replaceAll(/[\\%_]/g, "\\$&")}%`],
        }
      : { sql: `${column} = ? COLLATE NOCASE`, values: [value] };
}

/** A word of a closed set, in any case; `any` is every row. */
export function choice(
  column: string,
  meanings: Readonly<Record<string, string>> = {},
): SearchField {
  return ({ value }) => {
    const lower = value.toLowerCase();
    if (lower === "any") return { sql: "1", values: [] };
    return { sql: `(${column} = ?)`, values: [meanings[lower] ?? value.toUpperCase()] };
  };
}
