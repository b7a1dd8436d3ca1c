import { printClause, printQuery, printValue } from "./print-query.ts";
import { clausesOf, type Clause, type Parameter, type Query } from "./query.ts";

export type OldQuery =
  | { kind: "printed"; text: string }
  /** Clauses, in the current spelling, that Shopify cannot say before 2026-10. */
  | { kind: "no-old-form"; clauses: string[] };

/** A query for the Admin API before version 2026-10, where function filters are calls: `f(p: 1) = true`. */
export function printOldQuery(query: Query): OldQuery {
  const clauses = clausesOf(query).filter((clause) => printOldClause(clause) === null);
  if (clauses.length > 0) return { kind: "no-old-form", clauses: clauses.map(printClause) };
  const text = printQuery(query, (clause) => printOldClause(clause) ?? printClause(clause));
  return { kind: "printed", text };
}

function printOldClause(clause: Clause): string | null {
  if (clause.kind !== "events") {
    return printClause(clause).replace(/^anniversary MATCHES \(/, "anniversary(");
  }
  const parameters = clause.parameters.map(printOldParameter);
  if (parameters.includes(null)) return null;
  return `${clause.source}(${parameters.join(", ")}) = ${clause.isNegated ? "false" : "true"}`;
}

/** A call compares by `=` alone, but for ranges of days, a least count and lists of ids. */
function printOldParameter(parameter: Parameter): string | null {
  const { name } = parameter;
  switch (parameter.kind) {
    case "in":
      return parameter.isNegated
        ? null
        : `${name}: (${parameter.values.map(printValue).join(", ")})`;
    case "between":
      if (name !== "date") return null;
      return `since: ${printValue(parameter.low)}, until: ${printValue(parameter.high)}`;
    case "compare": {
      const value = printValue(parameter.value);
      if (parameter.operator === "=") return `${name}: ${value}`;
      if (parameter.operator === ">=" && name === "date") return `since: ${value}`;
      if (parameter.operator === "<=" && name === "date") return `until: ${value}`;
      return parameter.operator === ">=" && name === "count" ? `count_at_least: ${value}` : null;
    }
  }
}
