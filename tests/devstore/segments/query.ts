import { readDate, type DateLiteral } from "./dates.ts";
import type { Filter, Parameter } from "./filter.ts";
import type { FindFilter } from "./filters.ts";
import {
  readQuery,
  type Operator,
  type QueryError,
  type Syntax,
  type SyntaxClause,
  type SyntaxParameter,
} from "./syntax.ts";
import type { Token } from "./tokens.ts";

/** A query whose names and values are known to mean something. */
export type Query =
  | { readonly kind: "and" | "or"; readonly parts: readonly Query[] }
  | { readonly kind: "not"; readonly part: Query }
  | { readonly kind: "clause"; readonly filter: Filter; readonly test: Test };

export type Literal =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "flag"; readonly flag: boolean }
  | { readonly kind: "date"; readonly date: DateLiteral };

export type Comparison =
  | { readonly kind: "compare"; readonly operator: Operator; readonly value: Literal }
  | { readonly kind: "between"; readonly from: Literal; readonly to: Literal };

export type Test =
  | Comparison
  | { readonly kind: "contains"; readonly negated: boolean; readonly value: Literal }
  | { readonly kind: "null"; readonly negated: boolean }
  | {
      readonly kind: "matches";
      readonly negated: boolean;
      readonly parameters: readonly ParameterTest[];
    };

export interface ParameterTest {
  readonly parameter: Parameter;
  readonly test:
    | Comparison
    | { readonly kind: "in"; readonly negated: boolean; readonly values: readonly Literal[] };
}

export type Parsed =
  | { readonly kind: "parsed"; readonly query: Query }
  | { readonly kind: "refused"; readonly errors: readonly QueryError[] };

const MAX_CLAUSES = 10;
const MAX_IDS = 500;

/**
 * Reads a segment query against a shop's filters. Errors come as Shopify gives them: the first token out of place, then every
 * filter named before it that does not exist. The messages for wrong types, values and parameters are our own, as no text of
 * Shopify's is known.
 */
export function parseQuery(text: string, find: FindFilter): Parsed {
  const read = readQuery(text);
  if (read.kind === "stuck") {
    const unknown = read.names.filter((name) => !find(name.text)).map(cannotBeFound);
    return {
      kind: "refused",
      errors: [refusal(read.at, `'${read.at.raw}' is unexpected.`), ...unknown],
    };
  }
  const eleventh = read.clauses[MAX_CLAUSES];
  if (eleventh !== undefined) {
    return {
      kind: "refused",
      errors: [refusal(eleventh.name, `Too many clauses (>${MAX_CLAUSES})`)],
    };
  }
  const errors: QueryError[] = [];
  const query = mean(read.syntax, find, errors);
  return query === null ? { kind: "refused", errors } : { kind: "parsed", query };
}

/** An error as a user error prints it: `Line 1 Column 6: 'valid' is unexpected.` */
export const printError = (error: QueryError): string =>
  `Line ${error.line} Column ${error.column}: ${error.message}`;

const refusal = (at: Token, message: string): QueryError => ({
  line: at.line,
  column: at.column,
  message,
});
const cannotBeFound = (name: Token): QueryError =>
  refusal(name, `'${name.raw}' filter cannot be found.`);

function mean(syntax: Syntax, find: FindFilter, errors: QueryError[]): Query | null {
  switch (syntax.kind) {
    case "and":
    case "or": {
      const parts = syntax.parts.map((part) => mean(part, find, errors));
      const known = parts.filter((part) => part !== null);
      return known.length === parts.length ? { kind: syntax.kind, parts: known } : null;
    }
    case "not": {
      const part = mean(syntax.part, find, errors);
      return part === null ? null : { kind: "not", part };
    }
    case "clause":
      return meanClause(syntax, find, errors);
  }
}

class Meaningless extends Error {
  readonly error: QueryError;
  constructor(at: Token, message: string) {
    super(message);
    this.error = refusal(at, message);
  }
}

function meanClause(clause: SyntaxClause, find: FindFilter, errors: QueryError[]): Query | null {
  const filter = find(clause.name.text);
  if (filter === undefined) {
    errors.push(cannotBeFound(clause.name));
    return null;
  }
  try {
    return { kind: "clause", filter, test: meanTest(clause, filter) };
  } catch (error) {
    if (!(error instanceof Meaningless)) throw error;
    errors.push(error.error);
    return null;
  }
}

function meanTest(clause: SyntaxClause, filter: Filter): Test {
  const { test, name } = clause;
  const refuse = (what: string): never => {
    throw new Meaningless(name, `'${name.raw}' filter does not support ${what}.`);
  };
  switch (test.kind) {
    case "null":
      return test;
    case "matches":
      if (filter.type !== "event") return refuse("MATCHES");
      return {
        kind: "matches",
        negated: test.negated,
        parameters: meanParameters(test.parameters, filter),
      };
    case "contains":
      if (filter.type !== "list") return refuse("CONTAINS");
      return { kind: "contains", negated: test.negated, value: literal(test.value, filter) };
    case "between":
      if (!ordered(filter)) return refuse("BETWEEN");
      return { kind: "between", from: literal(test.from, filter), to: literal(test.to, filter) };
    case "compare":
      if (filter.type === "list" || filter.type === "event")
        return refuse(`the operator '${test.operator}'`);
      if (test.operator !== "=" && test.operator !== "!=" && !ordered(filter)) {
        return refuse(`the operator '${test.operator}'`);
      }
      return { kind: "compare", operator: test.operator, value: literal(test.value, filter) };
  }
}

const ordered = (filter: Filter): boolean =>
  filter.type === "integer" ||
  filter.type === "float" ||
  filter.type === "date" ||
  filter.type === "day";

function literal(token: Token, filter: Filter): Literal {
  const wrong = (): never => {
    throw new Meaningless(token, `${shown(token)} is not a valid value for '${filter.name}'.`);
  };
  switch (filter.type) {
    case "integer":
      return integer(token) ?? wrong();
    case "float":
      return token.kind === "number" ? { kind: "number", number: Number(token.text) } : wrong();
    case "date":
    case "day":
      return date(token) ?? wrong();
    case "flag":
      return /^(true|false)$/i.test(token.raw)
        ? { kind: "flag", flag: token.text.toLowerCase() === "true" }
        : wrong();
    case "enum":
    case "list":
    case "text":
      if (filter.source.kind === "absent" && token.kind === "number")
        return { kind: "text", text: token.text };
      if (token.kind !== "string") return wrong();
      if (filter.values && !filter.values.has(token.text)) return wrong();
      if (filter.valuePattern && !filter.valuePattern.test(token.text)) return wrong();
      return { kind: "text", text: token.text };
    case "event":
      return wrong();
  }
}

function meanParameters(parameters: readonly SyntaxParameter[], filter: Filter): ParameterTest[] {
  const seen = new Set<string>();
  return parameters.map(({ name, test }) => {
    const parameter = filter.parameters?.[name.text];
    if (parameter === undefined) {
      throw new Meaningless(name, `'${name.raw}' parameter cannot be found for '${filter.name}'.`);
    }
    if (seen.has(name.text))
      throw new Meaningless(name, `'${name.raw}' parameter can be used only once.`);
    seen.add(name.text);
    const value = (token: Token): Literal => parameterLiteral(token, name, parameter);
    switch (test.kind) {
      case "between":
        return { parameter, test: { kind: "between", from: value(test.from), to: value(test.to) } };
      case "compare":
        return {
          parameter,
          test: { kind: "compare", operator: test.operator, value: value(test.value) },
        };
      case "in":
        if (test.values.length > MAX_IDS)
          throw new Meaningless(name, `'${name.raw}' takes at most ${MAX_IDS} values.`);
        return {
          parameter,
          test: { kind: "in", negated: test.negated, values: test.values.map(value) },
        };
    }
  });
}

function parameterLiteral(token: Token, name: Token, parameter: Parameter): Literal {
  const read = (): Literal | null => {
    switch (parameter.type) {
      case "id":
        return token.raw.startsWith("-") ? null : integer(token);
      case "integer":
        return integer(token);
      case "money":
        return token.kind === "number" ? { kind: "number", number: Number(token.text) } : null;
      case "date":
        return date(token);
      case "text":
        return token.kind === "string" ? { kind: "text", text: token.text } : null;
    }
  };
  const value = read();
  if (value === null)
    throw new Meaningless(token, `${shown(token)} is not a valid value for '${name.raw}'.`);
  return value;
}

function integer(token: Token): Literal | null {
  return token.kind === "number" && /^-?\d+$/.test(token.text)
    ? { kind: "number", number: Number(token.text) }
    : null;
}

function date(token: Token): Literal | null {
  if (token.kind !== "date" && token.kind !== "word") return null;
  const read = readDate(token.text);
  return read === null ? null : { kind: "date", date: read };
}

const shown = (token: Token): string => (token.kind === "string" ? token.raw : `'${token.raw}'`);
