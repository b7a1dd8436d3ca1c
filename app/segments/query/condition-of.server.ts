import { sql, type Expression, type SqlBool } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { attributeOf } from "./attributes.ts";
import { conditionOfTest } from "./condition-of-test.server.ts";
import type { Whole } from "./buyers.server.ts";
import { hasEventsCondition } from "./events-condition.server.ts";
import { columnOf } from "./filters/columns.server.ts";
import type { Clause, Query } from "./query.ts";
import type { Clock } from "./spans.ts";

/**
 * Customers of a shop with all that a query can ask for beside them. Facts and scores may be missing. A database
 * leaves out a join that nothing asks for.
 */
export const askableCustomers = (db: Database, { shopId }: { shopId: number }) =>
  db
    .selectFrom("customers")
    .innerJoin("shops", "shops.shopId", "customers.shopId")
    .leftJoin("customerFacts", (join) =>
      join
        .onRef("customerFacts.shopId", "=", "customers.shopId")
        .onRef("customerFacts.customerId", "=", "customers.customerId"),
    )
    .leftJoin("rfmScores", (join) =>
      join
        .onRef("rfmScores.shopId", "=", "customers.shopId")
        .onRef("rfmScores.customerId", "=", "customers.customerId"),
    )
    .where("customers.shopId", "=", shopId);

/**
 * For a statement over all customers of a shop: SQLite keeps a set that hangs on no customer, and finds it once.
 * PostgreSQL keeps one only while it fits its working memory, and would go through it for every customer else.
 */
export const wholeOf = (db: Database, shopId: number): Whole | null =>
  dialectOf(db) === "sqlite" ? { shopId } : null;

/**
 * The second reading of a query: `matches` as a condition over `askableCustomers`. Values are bound, never written
 * into the SQL, and it is true or false, never null, so that NOT is a complement. Of a whole shop, who bought a product
 * is found by the product (see `wholeOf`).
 */
export function conditionOf(
  query: Query,
  clock: Clock,
  whole: Whole | null = null,
): Expression<SqlBool> {
  const parts = (queries: readonly Query[], by: "and" | "or") =>
    sql<SqlBool>`(${sql.join(
      queries.map((part) => conditionOf(part, clock, whole)),
      by === "and" ? sql` and ` : sql` or `,
    )})`;
  switch (query.kind) {
    case "and":
    case "or":
      return parts(query.parts, query.kind);
    case "not":
      return sql`(not ${conditionOf(query.part, clock, whole)})`;
    case "compare":
    case "between":
    case "contains":
    case "null":
    case "events":
      return conditionOfClause(query, clock, whole);
  }
}

function conditionOfClause(clause: Clause, clock: Clock, whole: Whole | null): Expression<SqlBool> {
  if (clause.kind === "events") {
    const has = hasEventsCondition(clause, clock, whole);
    return clause.isNegated ? sql`(not ${has})` : has;
  }
  const attribute = attributeOf(clause);
  const found = columnOf(clause.attribute, attribute.type);
  const column = "at" in found ? { column: found.at(clock) } : found;
  return sql`(${conditionOfTest(column, attribute, clause, clock)})`;
}
