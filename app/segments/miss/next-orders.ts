import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { parameterOf } from "#app/segments/query/event-sources.ts";
import { attributeOf } from "#app/segments/query/attributes.ts";
import { matchingEvents } from "#app/segments/query/events.ts";
import { matches } from "#app/segments/query/matches.ts";
import { clausesOf, type Clause, type Comparison, type Query } from "#app/segments/query/query.ts";
import { rangeOf, type Clock } from "#app/segments/query/spans.ts";
import { clockIn, daysUntilTooLate } from "./waiting.ts";

/** So many more orders, the first of at least so much, before so many days have passed. */
export interface NextOrders {
  orders: number;
  /** Zero: of whatever amount. */
  leastMinor: number;
  tooLateInDays: number | null;
}

const MOST_ORDERS = 5;

/** What an order is sure to change, or sure not to; of anything else only a refresh knows. */
const SIMULATED =
  /^(number_of_orders|amount_spent|first_order_date|last_order_date|orders_placed|customer_(added_date|tags|countries|regions|cities|language|email_domain|account_status)|companies|(email|sms|product)_subscription_status|created_by_app_id)$/;

const subjectOf = (clause: Clause) => (clause.kind === "events" ? clause.source : clause.attribute);

/** The fewest next orders that make a query true, and of those the smallest amount. Null: no few of them do. */
export function nextOrders(
  query: Query,
  customer: CustomerValues,
  clock: Clock,
): NextOrders | null {
  const clauses = clausesOf(query);
  if (!clauses.every((clause) => SIMULATED.test(subjectOf(clause)))) return null;
  const amounts = [0, ...amountsThatMatter(clauses, customer, clock)].sort((a, b) => a - b);
  for (let orders = 1; orders <= MOST_ORDERS; orders++) {
    for (const leastMinor of amounts) {
      const does = (days: number) => {
        const then = clockIn(days, clock);
        return matches(query, afterOrders(customer, { orders, leastMinor }, then.now), then);
      };
      if (does(0)) return { orders, leastMinor, tooLateInDays: daysUntilTooLate(query, does) };
    }
  }
  return null;
}

/** A customer as they would be, had they ordered so often at that moment. */
export function afterOrders(
  customer: CustomerValues,
  { orders, leastMinor }: Pick<NextOrders, "orders" | "leastMinor">,
  at: number,
): CustomerValues {
  const placed = Array.from({ length: orders }, (_, index) => ({
    ...{ at, amountMinor: index === 0 ? leastMinor : 0, appId: null, locationId: null, lines: [] },
  }));
  return {
    ...customer,
    numberOfOrders: customer.numberOfOrders + orders,
    amountSpentMinor: customer.amountSpentMinor + leastMinor,
    firstOrderAt: customer.numberOfOrders === 0 ? at : customer.firstOrderAt,
    lastOrderAt: at,
    orders: [...customer.orders, ...placed],
  };
}

/** Amounts of one order at which a clause on money may turn. */
function amountsThatMatter(
  clauses: readonly Clause[],
  customer: CustomerValues,
  clock: Clock,
): number[] {
  const ends = (comparison: Comparison, typed: Parameters<typeof rangeOf>[1]) => {
    const { from, until } = rangeOf(comparison, typed, clock);
    return [from, until].filter(Number.isFinite);
  };
  const amounts = clauses.flatMap((clause) => {
    if (clause.kind === "compare" || clause.kind === "between") {
      const attribute = attributeOf(clause);
      if (attribute.type !== "money") return [];
      return ends(clause, attribute).map((end) => end - customer.amountSpentMinor);
    }
    if (clause.kind !== "events") return [];
    return clause.parameters.flatMap((parameter) => {
      const spec = parameterOf(clause.source, parameter.name);
      if (spec.type !== "money" || parameter.kind === "in") return [];
      const sum = matchingEvents(customer, clause, clock).reduce(
        (all, { amount }) => all + (typeof amount === "number" ? amount : 0),
        0,
      );
      return ends(parameter, spec).flatMap((end) => [end, end - sum]);
    });
  });
  return [...new Set(amounts.filter((amount) => amount > 0))];
}
