import { sql, type Expression, type RawBuilder, type SqlBool } from "kysely";
import { conditionOfTest } from "./condition-of-test.server.ts";
import { parameterOf } from "./event-sources.ts";
import type { EventsClause } from "./events.ts";
import { columnOfEvent, eventsOf } from "./events-sql.server.ts";
import type { AttributeSql } from "./filters/sql.server.ts";
import { isNaming, isTrueOfNone, namedLines, PRODUCTS } from "./named-lines.server.ts";
import type { Parameter } from "./query.ts";
import type { Clock } from "./spans.ts";

/** That a condition is asked of all customers of a shop in one statement. */
export interface Whole {
  shopId: number;
}

/** Which lines count, of an order, whoever placed it. */
const COUNTS: Readonly<Record<string, RawBuilder<SqlBool>>> = {
  products_purchased: sql`orders.is_test = 0`,
  "regulars.products_purchased": sql`orders.is_test = 0 and orders.cancelled_at is null and line_items.current_quantity > 0`,
};

/**
 * `hasEvents` of purchases of certain products, the other way round: from the products to the customers who bought
 * them, found once for a whole shop. Null where the products are not named: then each customer's own orders are looked
 * at, which is what a few customers are best asked for too.
 */
export function buyersCondition(
  clause: EventsClause,
  clock: Clock,
  { shopId }: Whole,
): Expression<SqlBool> | null {
  const { source, parameters } = clause;
  const counts = Object.hasOwn(COUNTS, source) ? COUNTS[source] : undefined;
  const named = namedLines(clause, clock, shopId);
  if (!counts || !named) return null;

  const columnOf = (name: string): AttributeSql =>
    name === "id" ? { column: sql`line_items.product_id` } : columnOfEvent(source, name);
  const isAggregate = ({ name }: Parameter) => parameterOf(source, name).aggregate !== undefined;
  const others = parameters.filter((one) => !isNaming(source, one) && !isAggregate(one));
  const found = sql`select orders.customer_id from line_items cross join orders ${PRODUCTS} where ${sql.join(
    [
      named,
      sql`orders.shop_id = ${sql.lit(shopId)} and orders.order_id = line_items.order_id`,
      sql`orders.customer_id is not null and ${counts}`,
      ...others.map((one) => conditionOfTest(columnOf(one.name), parameterOf(source, one.name), one, clock)), // prettier-ignore
    ],
    sql` and `,
  )}`;
  if (!parameters.some(isAggregate)) return sql<SqlBool>`(customers.customer_id in (${found}))`;
  const isAsked = sql.join(eventsOf(clause, clock).aggregates, sql` and `);
  return isTrueOfNone(clause, clock)
    ? sql`(customers.customer_id not in (${found} group by orders.customer_id having not (${isAsked})))`
    : sql`(customers.customer_id in (${found} group by orders.customer_id having ${isAsked}))`;
}

/**
 * Whoever bought what a function names, in any order: nobody else satisfies it. Null where it names nothing, or asks for
 * those who did not.
 */
export function anyBuyersCondition(
  clause: EventsClause,
  clock: Clock,
  { shopId }: Whole,
): Expression<SqlBool> | null {
  const named = namedLines(clause, clock, shopId);
  if (!named || isTrueOfNone(clause, clock)) return null;
  return sql<SqlBool>`(customers.customer_id in (
    select orders.customer_id from line_items cross join orders
    where ${named} and orders.shop_id = ${sql.lit(shopId)} and orders.order_id = line_items.order_id
      and orders.customer_id is not null
  ))`;
}
