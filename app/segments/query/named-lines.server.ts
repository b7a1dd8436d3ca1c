import { sql, type RawBuilder, type SqlBool } from "kysely";
import { satisfies } from "./compare.ts";
import { conditionOfTest } from "./condition-of-test.server.ts";
import { parameterOf } from "./event-sources.ts";
import type { EventsClause } from "./events.ts";
import { columnOfEvent } from "./events-sql.server.ts";
import type { AttributeSql } from "./filters/sql.server.ts";
import type { Parameter } from "./query.ts";
import type { Clock } from "./spans.ts";

const OF_PRODUCT = ["type", "vendor", "collection", "category", "tag"];

/** Parameters that a product satisfies by itself, of the functions that ask for lines of orders. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  products_purchased: ["tag", "category"],
  "regulars.products_purchased": OF_PRODUCT,
  "regulars.first_product": OF_PRODUCT,
  "regulars.nth_product": OF_PRODUCT,
  "regulars.types_purchased": ["type"],
  "regulars.vendors_purchased": ["vendor"],
};

export const PRODUCTS = sql`left join products on products.shop_id = line_items.shop_id and products.product_id = line_items.product_id`;

/** Whether a parameter says what was bought, rather than what was not. */
export const isNaming = (source: string, one: Parameter): boolean =>
  Object.hasOwn(NAMES, source) &&
  (one.name === "id" || NAMES[source]?.includes(one.name) === true) &&
  (one.kind === "in" ? !one.isNegated : one.kind === "compare" && one.operator === "=");

/** Whether who has nothing of what is asked for has as much of it as is asked for. */
export function isTrueOfNone({ source, parameters }: EventsClause, clock: Clock): boolean {
  const aggregates = parameters.filter(({ name }) => parameterOf(source, name).aggregate);
  return (
    aggregates.length > 0 &&
    aggregates.every((one) => satisfies(0, parameterOf(source, one.name), one, clock))
  );
}

/**
 * Of rows of `line_items`: that they are of a product that a function names, whoever bought it. Null where it names
 * none.
 */
export function namedLines(
  { source, parameters }: EventsClause,
  clock: Clock,
  shopId: number,
): RawBuilder<SqlBool> | null {
  const named = parameters.filter((one) => isNaming(source, one));
  if (named.length === 0) return null;
  const tests = (some: readonly Parameter[]) =>
    some.map((one) => conditionOfTest(columnOf(source, one.name), parameterOf(source, one.name), one, clock)); // prettier-ignore
  const own = sql.lit(shopId);
  const ofProducts = named.filter(({ name }) => name !== "id");
  // every product once, in the place of its lines
  const products = sql<SqlBool>`line_items.product_id in (
    select line_items.product_id
    from (select shop_id, product_id from products where shop_id = ${own}) as line_items ${PRODUCTS}
    where ${sql.join(tests(ofProducts), sql` and `)}
  )`;
  return sql<SqlBool>`${sql.join(
    [
      sql`line_items.shop_id = ${own}`,
      ...(ofProducts.length > 0 ? [products] : []),
      ...tests(named.filter(({ name }) => name === "id")),
    ],
    sql` and `,
  )}`;
}

/** By the product: the index on products leads from it to its lines. */
function columnOf(source: string, name: string): AttributeSql {
  if (name === "id") return { column: sql`line_items.product_id` };
  return columnOfEvent(
    source.startsWith("regulars.") ? "regulars.products_purchased" : source,
    name,
  );
}
