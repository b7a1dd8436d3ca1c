import { attributeOf } from "./attributes.ts";
import { satisfies } from "./compare.ts";
import type { CustomerValues } from "./customer-values.ts";
import { hasEvents } from "./events.ts";
import type { Clause, Query } from "./query.ts";
import type { Clock } from "./spans.ts";

export type { CustomerValues } from "./customer-values.ts";

/**
 * Whether a customer is in the segment: what a query means, in one place. `conditionOf` says the same in SQL.
 *
 * Two-valued: a comparison with what is missing is false, and every negation is a true complement.
 */
export function matches(query: Query, customer: CustomerValues, clock: Clock): boolean {
  switch (query.kind) {
    case "and":
      return query.parts.every((part) => matches(part, customer, clock));
    case "or":
      return query.parts.some((part) => matches(part, customer, clock));
    case "not":
      return !matches(query.part, customer, clock);
    case "compare":
    case "between":
    case "contains":
    case "null":
    case "events":
      return matchesClause(query, customer, clock);
  }
}

function matchesClause(clause: Clause, customer: CustomerValues, clock: Clock): boolean {
  if (clause.kind === "events") return hasEvents(customer, clause, clock) !== clause.isNegated;
  const attribute = attributeOf(clause);
  return satisfies(attribute.valueOf(customer, clock), attribute, clause, clock);
}
