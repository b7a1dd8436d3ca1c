import { clausesOf, type Query } from "../query/query.ts";

/** What is known of a past day: from orders, refunds, dates, and memberships as they were kept. */
const KNOWN_OF_THE_PAST: ReadonlySet<string> = new Set([
  ...["number_of_orders", "amount_spent", "first_order_date", "last_order_date"],
  ...["customer_added_date", "orders_placed", "products_purchased"],
  ...["regulars.net_spent", "regulars.average_order_value", "regulars.orders_placed"],
  ...["regulars.orders_change", "regulars.spend_change", "regulars.same_season"],
  ...["regulars.in_segment", "regulars.was_in_segment"],
  ...["regulars.entered_segment", "regulars.left_segment"],
]);

/** Known where the cut-offs of the day were kept. */
const SCORES: ReadonlySet<string> = new Set([
  ...["rfm_group", "regulars.recency_score", "regulars.frequency_score"],
  ...["regulars.monetary_score", "regulars.rfm_cell", "regulars.rfm_group_klaviyo"],
]);

/** Filters of a query that are taken as they are today, since nothing tells what they were; each once. */
export function takenFromToday(query: Query, { hasScores }: { hasScores: boolean }): string[] {
  const names = clausesOf(query).map((clause) =>
    clause.kind === "events" ? clause.source : clause.attribute,
  );
  const isKnown = (name: string) => KNOWN_OF_THE_PAST.has(name) || (hasScores && SCORES.has(name));
  return [...new Set(names.filter((name) => !isKnown(name)))];
}
