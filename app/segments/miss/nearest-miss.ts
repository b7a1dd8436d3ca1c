import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { matches } from "#app/segments/query/matches.ts";
import type { Query } from "#app/segments/query/query.ts";
import type { Clock } from "#app/segments/query/spans.ts";
import { nextOrders, type NextOrders } from "./next-orders.ts";
import { smallestChange, type Changes } from "./smallest-change.ts";
import { daysUntilByItself } from "./waiting.ts";

/** How a customer who is not in a segment would come into it. Each alone is enough. */
export interface Miss {
  orders: NextOrders | null;
  /** In so many days, if nothing else happens. */
  byItselfInDays: number | null;
  change: Changes | null;
}

/** Null: the customer is in. Every way that is named has been tried on the query itself. */
export function nearestMiss(query: Query, customer: CustomerValues, clock: Clock): Miss | null {
  if (matches(query, customer, clock)) return null;
  return {
    orders: nextOrders(query, customer, clock),
    byItselfInDays: daysUntilByItself(query, customer, clock),
    change: smallestChange(query, customer, clock),
  };
}
