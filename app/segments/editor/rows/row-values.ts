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
  ...newParameterTest(parameter),
});

function newParameterTest(of: Comparable): Test {
  const [first = "="] = of.signs;
  return first === "IN" ? { sign: "IN", values: [] } : { sign: first, values: [firstLiteral(of)] };
}

function newTest(of: Comparable): Test {
  switch (of.type) {
    case "integer":
    case "money":
    case "number":
    case "date":
    case "day":
    case "any":
      return { sign: ">=", values: [firstLiteral(of)] };
    case "enum":
    case "text":
    case "id":
    case "boolean":
    case "segment":
    case "coordinates":
    case "month-day":
      return { sign: "=", values: [firstLiteral(of)] };
    case "tags":
    case "countries":
    case "entries":
    case "ids":
    case "numbers":
    case "category":
      return { sign: "CONTAINS", values: [firstLiteral(of)] };
  }
}

function firstLiteral(of: Comparable): string {
  switch (of.type) {
    case "integer":
    case "number":
    case "numbers":
      return "1";
    case "money":
      return "100";
    case "date":
    case "day":
      return "-30d";
    case "month-day":
      return "today";
    case "boolean":
      return "true";
    case "enum":
      return literalOf(of.values[0] ?? "");
    case "text":
    case "segment":
    case "tags":
    case "countries":
    case "entries":
    case "category":
      return "''";
    case "coordinates":
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
