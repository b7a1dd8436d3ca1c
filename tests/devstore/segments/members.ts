import type { Store } from "../store/open-store.ts";
import { conditionOf, type Condition, type Setting } from "./condition.ts";
import type { Filter } from "./filter.ts";
import { filtersOf, type FindFilter, type MetafieldDefinition } from "./filters.ts";
import { parseQuery, type Query } from "./query.ts";

/** The filters this shop's segments may use, those of its customer metafield definitions among them. */
export function shopFilters(store: Store): { all: readonly Filter[]; find: FindFilter } {
  return filtersOf(
    store.all<MetafieldDefinition & Record<string, string>>(
      "SELECT namespace, key, name, type FROM metafield_definitions WHERE owner_type = 'CUSTOMER' ORDER BY id",
    ),
  );
}

/** A segment's query that was valid once and is not any more: its metafield definition was deleted. It has no members. */
const nobody: Condition = { sql: "0", values: [] };

/**
 * The condition of a query on customers `c`, as of the store's now. Days begin in the shop's zone unless another is named.
 * Invalid text has no members, as a segment whose filter was deleted.
 */
export function conditionOfText(
  store: Store,
  text: string,
  reach: Setting["reach"],
  timezone: string = store.timezone,
): Condition {
  const parsed = parseQuery(text, shopFilters(store).find);
  return parsed.kind === "parsed" ? shopCondition(store, parsed.query, reach, timezone) : nobody;
}

function shopCondition(
  store: Store,
  query: Query,
  reach: Setting["reach"],
  timezone: string,
): Condition {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency: store.currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  return conditionOf(query, {
    clock: { now: store.now(), timezone },
    minorPerUnit: 10 ** digits,
    reach,
  });
}

/** How many customers a query has. */
export function countMembers(store: Store, text: string, timezone?: string): number {
  const { sql, values } = conditionOfText(store, text, "all", timezone);
  return (
    store.get<{ count: number }>(
      `SELECT COUNT(*) AS count FROM customers AS c WHERE ${sql}`,
      ...values,
    )?.count ?? 0
  );
}

/** Whether a customer is in a query's segment at this moment; an index look-up or a few. */
export function isMember(store: Store, customerId: number, text: string): boolean {
  const { sql, values } = conditionOfText(store, text, "one");
  return (
    store.get(`SELECT 1 FROM customers AS c WHERE c.id = ? AND ${sql}`, customerId, ...values) !==
    undefined
  );
}

/** Which of a shop's segments a customer is in, of those asked about; unknown ones are left out. */
export function segmentsOf(
  store: Store,
  customerId: number,
  segmentIds: Iterable<number>,
): Set<number> {
  const found = new Set<number>();
  for (const id of segmentIds) {
    const segment = store.get<{ query: string }>("SELECT query FROM segments WHERE id = ?", id);
    if (segment !== undefined && isMember(store, customerId, segment.query)) found.add(id);
  }
  return found;
}

const lastOrder =
  "(SELECT MAX(o.processed_at) FROM orders AS o WHERE o.customer_id = c.id AND o.test = 0)";

/** What members may be sorted by, as `customerSegmentMembers(sortKey:)` names it. */
export const memberSorts: Readonly<Record<string, string>> = {
  created_at: "c.created_at",
  first_order_date:
    "(SELECT MIN(o.processed_at) FROM orders AS o WHERE o.customer_id = c.id AND o.test = 0)",
  last_order_date: lastOrder,
  last_abandoned_order_date: "NULL",
  number_of_orders: "c.number_of_orders",
  amount_spent: "c.amount_spent_minor",
};
