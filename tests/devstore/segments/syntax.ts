import { tokensOf, type Position, type Token } from "./tokens.ts";

/** The tree of a query by grammar alone: names and values are still tokens, nobody asked yet what they mean. */
export type Syntax =
  | { readonly kind: "and" | "or"; readonly parts: readonly Syntax[] }
  | { readonly kind: "not"; readonly part: Syntax }
  | SyntaxClause;

export interface SyntaxClause {
  readonly kind: "clause";
  readonly name: Token;
  readonly test: SyntaxTest;
}

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

export type SyntaxTest =
  | { readonly kind: "compare"; readonly operator: Operator; readonly value: Token }
  | { readonly kind: "between"; readonly from: Token; readonly to: Token }
  | { readonly kind: "contains"; readonly negated: boolean; readonly value: Token }
  | { readonly kind: "null"; readonly negated: boolean }
  | {
      readonly kind: "matches";
      readonly negated: boolean;
      readonly parameters: readonly SyntaxParameter[];
    };

export interface SyntaxParameter {
  readonly name: Token;
  readonly test:
    | { readonly kind: "compare"; readonly operator: Operator; readonly value: Token }
    | { readonly kind: "between"; readonly from: Token; readonly to: Token }
    | { readonly kind: "in"; readonly negated: boolean; readonly values: readonly Token[] };
}

export interface QueryError extends Position {
  readonly message: string;
}

/** What was read: the whole tree, or the first token that cannot stand where it does and the names read before it. */
export type Read =
  | { readonly kind: "read"; readonly syntax: Syntax; readonly clauses: readonly SyntaxClause[] }
  | { readonly kind: "stuck"; readonly at: Token; readonly names: readonly Token[] };

/**
 * Reads a query by the grammar of Shopify's segment query language: OR under AND under NOT, parentheses, comparisons, BETWEEN,
 * [NOT] CONTAINS, IS [NOT] NULL, functions with [NOT] MATCHES (…) and with the deprecated (…) = true. Keywords in any letter
 * case. `anniversary` is not read.
 */
export function readQuery(text: string): Read {
  const reader = new Reader(tokensOf(text));
  try {
    const syntax = reader.query();
    return { kind: "read", syntax, clauses: reader.clauses };
  } catch (error) {
    if (error instanceof Stuck) return { kind: "stuck", at: error.at, names: reader.names };
    throw error;
  }
}

class Stuck extends Error {
  readonly at: Token;
  constructor(at: Token) {
    super(`'${at.raw}' is unexpected.`);
    this.at = at;
  }
}

const keywords = new Set([
  "and",
  "or",
  "not",
  "between",
  "contains",
  "is",
  "null",
  "matches",
  "not_matches",
  "in",
]);
const dateWords = new Set(["today", "yesterday"]);
const operators: ReadonlySet<string> = new Set<Operator>(["=", "!=", "<", "<=", ">", ">="]);
const isOperator = (text: string): text is Operator => operators.has(text);

class Reader {
  readonly names: Token[] = [];
  readonly clauses: SyntaxClause[] = [];
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  query(): Syntax {
    const syntax = this.either();
    if (this.peek().kind !== "end") throw new Stuck(this.peek());
    return syntax;
  }

  private either(): Syntax {
    const parts = [this.both()];
    while (this.takeWord("or")) parts.push(this.both());
    return joined("or", parts);
  }

  private both(): Syntax {
    const parts = [this.negation()];
    while (this.takeWord("and")) parts.push(this.negation());
    return joined("and", parts);
  }

  private negation(): Syntax {
    return this.takeWord("not") ? { kind: "not", part: this.negation() } : this.primary();
  }

  private primary(): Syntax {
    if (this.takeSymbol("(")) {
      const inner = this.either();
      this.expectSymbol(")");
      return inner;
    }
    const name = this.name();
    this.names.push(name);
    const clause: SyntaxClause = { kind: "clause", name, test: this.test() };
    this.clauses.push(clause);
    return clause;
  }

  private test(): SyntaxTest {
    if (isOperator(this.peek().raw))
      return { kind: "compare", operator: this.operator(), value: this.value() };
    if (this.takeWord("between")) return this.range();
    if (this.takeWord("is")) {
      const negated = this.takeWord("not");
      this.expectWord("null");
      return { kind: "null", negated };
    }
    if (this.peek().raw === "(") return this.deprecatedCall();
    if (this.takeWord("not_matches"))
      return { kind: "matches", negated: true, parameters: this.parameters() };
    const negated = this.takeWord("not");
    if (this.takeWord("contains")) return { kind: "contains", negated, value: this.value() };
    if (this.takeWord("matches"))
      return { kind: "matches", negated, parameters: this.parameters() };
    throw new Stuck(this.peek());
  }

  private range(): { kind: "between"; from: Token; to: Token } {
    const from = this.value();
    this.expectWord("and");
    return { kind: "between", from, to: this.value() };
  }

  private parameters(): SyntaxParameter[] {
    this.expectSymbol("(");
    const parameters: SyntaxParameter[] = [];
    if (this.takeSymbol(")")) return parameters;
    do parameters.push({ name: this.name(), test: this.parameterTest() });
    while (this.takeSymbol(","));
    this.expectSymbol(")");
    return parameters;
  }

  private parameterTest(): SyntaxParameter["test"] {
    if (isOperator(this.peek().raw))
      return { kind: "compare", operator: this.operator(), value: this.value() };
    if (this.takeWord("between")) return this.range();
    const negated = this.takeWord("not");
    this.expectWord("in");
    return { kind: "in", negated, values: this.list() };
  }

  /** `products_purchased(id: (1, 2)) = false`, the spelling before 2026-10. */
  private deprecatedCall(): SyntaxTest {
    this.expectSymbol("(");
    const parameters: SyntaxParameter[] = [];
    if (!this.takeSymbol(")")) {
      do {
        const name = this.name();
        this.expectSymbol(":");
        const test: SyntaxParameter["test"] =
          this.peek().raw === "("
            ? { kind: "in", negated: false, values: this.list() }
            : { kind: "compare", operator: "=", value: this.value() };
        parameters.push({ name, test });
      } while (this.takeSymbol(","));
      this.expectSymbol(")");
    }
    const operator = this.operator();
    if (operator !== "=" && operator !== "!=") throw new Stuck(this.tokenBefore());
    const value = this.value().text.toLowerCase();
    if (value !== "true" && value !== "false") throw new Stuck(this.tokenBefore());
    return { kind: "matches", negated: (value === "true") !== (operator === "="), parameters };
  }

  private list(): Token[] {
    this.expectSymbol("(");
    const values = [this.value()];
    while (this.takeSymbol(",")) values.push(this.value());
    this.expectSymbol(")");
    return values;
  }

  private name(): Token {
    const token = this.peek();
    if (token.kind !== "word" || keywords.has(token.text.toLowerCase())) throw new Stuck(token);
    return this.next();
  }

  private operator(): Operator {
    const token = this.next();
    if (!isOperator(token.raw)) throw new Stuck(token);
    return token.raw;
  }

  private value(): Token {
    const token = this.peek();
    const word = token.text.toLowerCase();
    const isValue =
      token.kind === "string" ||
      token.kind === "number" ||
      token.kind === "date" ||
      (token.kind === "word" && (word === "true" || word === "false" || dateWords.has(word)));
    if (!isValue) throw new Stuck(token);
    return this.next();
  }

  private takeWord(word: string): boolean {
    const token = this.peek();
    if (token.kind !== "word" || token.text.toLowerCase() !== word) return false;
    this.at += 1;
    return true;
  }

  private expectWord(word: string): void {
    if (!this.takeWord(word)) throw new Stuck(this.peek());
  }

  private takeSymbol(symbol: string): boolean {
    const token = this.peek();
    if (token.kind !== "symbol" || token.raw !== symbol) return false;
    this.at += 1;
    return true;
  }

  private expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw new Stuck(this.peek());
  }

  private peek(): Token {
    const token = this.tokens[Math.min(this.at, this.tokens.length - 1)];
    if (token === undefined) throw new Error("a query has at least its end");
    return token;
  }

  private tokenBefore(): Token {
    this.at -= 1;
    return this.peek();
  }

  private next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }
}

function joined(kind: "and" | "or", parts: readonly Syntax[]): Syntax {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, parts };
}
