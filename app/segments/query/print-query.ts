import { printAttribute } from "./filters/metafields.ts";
import type { Clause, Comparison, Parameter, Query, Value } from "./query.ts";
import { quote } from "./read-value.ts";

/**
 * A query in the current spelling, with no more parentheses than it needs. Reading it gives the same query. Another
 * spelling may be given for its clauses.
 */
export function printQuery(query: Query, spell: (clause: Clause) => string = printClause): string {
  const print = (part: Query) => printQuery(part, spell);
  switch (query.kind) {
    case "or":
      return query.parts.map(print).join(" OR ");
    case "and":
      return query.parts
        .map((part) => (part.kind === "or" ? `(${print(part)})` : print(part)))
        .join(" AND ");
    case "not": {
      const isSimple = !["or", "and", "not"].includes(query.part.kind);
      return isSimple ? `NOT ${print(query.part)}` : `NOT (${print(query.part)})`;
    }
    case "compare":
    case "between":
    case "contains":
    case "null":
    case "events":
      return spell(query);
  }
}

export function printClause(clause: Clause): string {
  const not = "isNegated" in clause && clause.isNegated ? "NOT " : "";
  switch (clause.kind) {
    case "compare":
    case "between":
      return `${printAttribute(clause.attribute)} ${printComparison(clause)}`;
    case "contains":
      return `${clause.attribute} ${not}CONTAINS ${printValue(clause.value)}`;
    case "null":
      return `${printAttribute(clause.attribute)} IS ${not}NULL`;
    case "events":
      return `${clause.source} ${not}MATCHES (${clause.parameters.map(printParameter).join(", ")})`;
  }
}

function printParameter(parameter: Parameter): string {
  if (parameter.kind !== "in") return `${parameter.name} ${printComparison(parameter)}`;
  const not = parameter.isNegated ? "NOT " : "";
  return `${parameter.name} ${not}IN (${parameter.values.map(printValue).join(", ")})`;
}

const printComparison = (comparison: Comparison) =>
  comparison.kind === "compare"
    ? `${comparison.operator} ${printValue(comparison.value)}`
    : `BETWEEN ${printValue(comparison.low)} AND ${printValue(comparison.high)}`;

/** A literal as it is written. */
export function printValue(value: Value): string {
  switch (value.kind) {
    case "number":
      return value.digits;
    case "text":
      return quote(value.text);
    case "day":
      return value.day;
    case "moment":
      return value.local;
    case "offset":
      return `${value.amount < 0 ? "" : "+"}${value.amount}${value.unit}`;
    case "named-day":
      return value.name;
    case "boolean":
      return String(value.isTrue);
    case "coordinates":
      return `(${value.latitude}, ${value.longitude})`;
  }
}
