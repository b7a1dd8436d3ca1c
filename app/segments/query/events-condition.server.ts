import { sql, type Expression, type RawBuilder, type SqlBool } from "kysely";
import {
  isAggregate,
  parameterType,
  type Aggregate,
  type EventSource,
  type ParameterName,
} from "./event-sources.ts";
import { idsOf, type EventsClause } from "./events.ts";
import type { Parameter } from "./query.ts";
import { inRange, type Column } from "./range-condition.server.ts";
import { rangeOf, type Clock } from "./spans.ts";

/** `hasEvents` in SQL, of the row of `customers` that it stands beside. */
export function hasEventsCondition(
  { source, parameters }: EventsClause,
  clock: Clock,
): Expression<SqlBool> {
  const restrictions = parameters
    .filter(({ name }) => !isAggregate(name))
    .map((parameter) => satisfies(COLUMNS[parameter.name], parameter, clock));
  const events = (what: RawBuilder<unknown>) =>
    sql<number>`(select ${what} from ${FROM[source]} where ${sql.join(
      [OF_CUSTOMER, ...restrictions],
      sql` and `,
    )})`;
  const aggregates = parameters.filter(({ name }) => isAggregate(name));
  if (aggregates.length === 0) return sql<SqlBool>`exists ${events(sql`1`)}`;
  return sql<SqlBool>`(${sql.join(
    aggregates.map((parameter) => satisfies(events(COLUMNS[parameter.name]), parameter, clock)),
    sql` and `,
  )})`;
}

const FROM: Record<EventSource, RawBuilder<unknown>> = {
  orders_placed: sql`orders`,
  products_purchased: sql`orders inner join line_items on line_items.shop_id = orders.shop_id and line_items.order_id = orders.order_id`,
};

const OF_CUSTOMER = sql`orders.shop_id = customers.shop_id and orders.customer_id = customers.customer_id and orders.is_test = 0`;

const AGGREGATES: Record<Aggregate, RawBuilder<number>> = {
  count: sql`count(*)`,
  sum_quantity: sql`coalesce(sum(line_items.quantity), 0)`,
  sum_amount: sql`coalesce(sum(orders.total_minor - orders.refunded_minor), 0)`,
};

const COLUMNS: Record<ParameterName, RawBuilder<number | null>> = {
  id: sql`line_items.product_id`,
  date: sql`orders.processed_at`,
  quantity: sql`line_items.quantity`,
  amount: sql`(orders.total_minor - orders.refunded_minor)`,
  ...AGGREGATES,
};

function satisfies(column: Column, parameter: Parameter, clock: Clock): Expression<SqlBool> {
  if (parameter.kind !== "in") {
    return inRange(column, rangeOf(parameter, parameterType(parameter.name), clock));
  }
  const ids = idsOf(parameter.values);
  const isIn =
    ids.length === 0
      ? sql<SqlBool>`(1 = 0)`
      : sql<SqlBool>`(${column} is not null and ${column} in (${sql.join(ids)}))`;
  return parameter.isNegated ? sql<SqlBool>`not ${isIn}` : isIn;
}
