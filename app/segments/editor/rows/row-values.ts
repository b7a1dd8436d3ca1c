import type { Comparable, Filter } from "../filter-catalogue.ts";
import type { ParameterTest, RowClause, Sign, Test } from "../builder/builder.ts";

/** What a new row asks first: something that is already right where that can be. */
export function newClause(filter: Filter): RowClause {
  if (filter.kind === "events") {
    return { kind: "events", name: filter.name, isNegated: false, parameters: [] };
  }
  return { kind: "attribute", name: filter.name, ...newTest(filter) };
}

export const newParameter = (parameter: Comparable): ParameterTest => ({
  name: parameter.name,
  ...(parameter.type === "id" ? { sign: "IN", values: [] } : newTest(parameter)),
});

function newTest(of: Comparable): Test {
  switch (of.type) {
    case "integer":
    case "money":
    case "date":
    case "any":
      return { sign: ">=", values: [firstLiteral(of)] };
    case "enum":
    case "text":
    case "id":
      return { sign: "=", values: [firstLiteral(of)] };
    case "tags":
    case "countries":
    case "entries":
    case "ids":
      return { sign: "CONTAINS", values: [firstLiteral(of)] };
  }
}

function firstLiteral(of: Comparable): string {
  switch (of.type) {
    case "integer":
      return "1";
    case "money":
      return "100";
    case "date":
      return "-30d";
    case "enum":
      return literalOf(of.values[0] ?? "");
    case "text":
    case "tags":
    case "countries":
    case "entries":
      return "''";
    case "id":
    case "ids":
    case "any":
      return "";
  }
}

/** Another sign, with the values that it takes; those that were there stay where they can. */
export function withSign<One extends Test>(test: One, sign: Sign, of: Comparable): One {
  const [first = firstLiteral(of), second = first] = test.values;
  switch (sign) {
    case "IS NULL":
    case "IS NOT NULL":
      return { ...test, sign, values: [] };
    case "BETWEEN":
      return { ...test, sign, values: [first, second] };
    case "IN":
    case "NOT IN":
      return { ...test, sign, values: test.values };
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "CONTAINS":
    case "NOT CONTAINS":
      return { ...test, sign, values: [first] };
  }
}

/** Text as a literal. */
export const literalOf = (text: string) => `'${text.replaceAll(/[\\']/g, "\\$&")}'`;

/** The text of a literal in quotes; any other as it is. */
export const textOf = (literal: string) =>
  literal.startsWith("'") ? literal.slice(1, -1).replaceAll(/\\(['\\])/g, "$1") : literal;
