import { sql, type Expression, type RawBuilder, type SqlBool } from "kysely";
import { satisfies } from "./compare.ts";
import { conditionOfTest } from "./condition-of-test.server.ts";
import { parameterOf } from "./event-sources.ts";
import type { EventsClause } from "./events.ts";
import { columnOfEvent, eventsOf } from "./events-sql.server.ts";
import type { AttributeSql } from "./filters/sql.server.ts";
import type { Parameter } from "./query.ts";
import type { Clock } from "./spans.ts";

/** That a condition is asked of all customers of a shop in one statement. */
export interface Whole {
  shopId: number;
}

interface Lines {
  /** Of an order, whoever placed it. */
  counts: RawBuilder<SqlBool>;
  /** Parameters that a product satisfies by itself. */
  ofProduct: readonly string[];
}

const LINES: Readonly<Record<string, Lines>> = {
  products_purchased: {
    counts: sql`orders.is_test = 0`,
    ofProduct: ["tag", "category"],
  },
  "regulars.products_purchased": {
    counts: sql`orders.is_test = 0 and orders.cancelled_at is null and line_items.current_quantity > 0`,
    ofProduct: ["type", "vendor", "collection", "category", "tag"],
  },
};

const PRODUCTS = sql`left join products on products.shop_id = line_items.shop_id and products.product_id = line_items.product_id`;

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
  const lines = Object.hasOwn(LINES, source) ? LINES[source] : undefined;
  if (!lines) return null;
  const isOfProduct = ({ name }: Parameter) => lines.ofProduct.includes(name);
  const isNaming = (one: Parameter) => (one.name === "id" || isOfProduct(one)) && isPositive(one);
  if (!parameters.some(isNaming)) return null;

  const columnOf = (name: string): AttributeSql =>
    name === "id" ? { column: sql`line_items.product_id` } : columnOfEvent(source, name);
  const tests = (some: readonly Parameter[]) =>
    some.map((one) => conditionOfTest(columnOf(one.name), parameterOf(source, one.name), one, clock)); // prettier-ignore
  const isAggregate = ({ name }: Parameter) => parameterOf(source, name).aggregate !== undefined;
  const ofProducts = parameters.filter((one) => isNaming(one) && isOfProduct(one));
  const ofLines = parameters.filter((one) => !ofProducts.includes(one) && !isAggregate(one));
  const aggregates = parameters.filter(isAggregate);

  const own = sql.lit(shopId);
  // every product once, in the place of its lines
  const products = sql<SqlBool>`line_items.product_id in (
    select line_items.product_id
    from (select shop_id, product_id from products where shop_id = ${own}) as line_items ${PRODUCTS}
    where ${sql.join(tests(ofProducts), sql` and `)}
  )`;
  const found = sql`select orders.customer_id from line_items cross join orders ${PRODUCTS} where ${sql.join(
    [
      sql`line_items.shop_id = ${own}`,
      ...(ofProducts.length > 0 ? [products] : []),
      sql`orders.shop_id = ${own} and orders.order_id = line_items.order_id`,
      sql`orders.customer_id is not null and ${lines.counts}`,
      ...tests(ofLines),
    ],
    sql` and `,
  )}`;
  if (aggregates.length === 0) return sql<SqlBool>`(customers.customer_id in (${found}))`;
  const isAsked = sql.join(eventsOf(clause, clock).aggregates, sql` and `);
  const isTrueOfNone = aggregates.every((one) => satisfies(0, parameterOf(source, one.name), one, clock)); // prettier-ignore
  return isTrueOfNone
    ? sql`(customers.customer_id not in (${found} group by orders.customer_id having not (${isAsked})))`
    : sql`(customers.customer_id in (${found} group by orders.customer_id having ${isAsked}))`;
}

const isPositive = (one: Parameter) =>
  one.kind === "in" ? !one.isNegated : one.kind === "compare" && one.operator === "=";
