import {
  expressionBuilder,
  sql,
  type Expression,
  type ExpressionBuilder,
  type SqlBool,
} from "kysely";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { attributes, type AttributeName } from "./attributes.ts";
import { hasEventsCondition } from "./events-condition.server.ts";
import { inRange, type Column } from "./range-condition.server.ts";
import { entryKey } from "./matches.ts";
import type { Clause, Query } from "./query.ts";
import { rangeOf, type Clock } from "./spans.ts";

type Asked = ExpressionBuilder<Tables, "customers" | "customerFacts" | "rfmScores" | "shops">;

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
 * The second reading of a query: `matches` as a condition over `askableCustomers`. Values are bound, never written
 * into the SQL, and it is true or false, never null, so that NOT is a complement.
 */
export const conditionOf = (query: Query, clock: Clock): Expression<SqlBool> =>
  read(
    expressionBuilder<Tables, "customers" | "customerFacts" | "rfmScores" | "shops">(),
    query,
    clock,
  );

function read(eb: Asked, query: Query, clock: Clock): Expression<SqlBool> {
  switch (query.kind) {
    case "and":
      return eb.and(query.parts.map((part) => read(eb, part, clock)));
    case "or":
      return eb.or(query.parts.map((part) => read(eb, part, clock)));
    case "not":
      return eb.not(read(eb, query.part, clock));
    case "compare":
    case "between":
    case "contains":
    case "null":
    case "events":
      return readClause(eb, query, clock);
  }
}

function readClause(eb: Asked, clause: Clause, clock: Clock): Expression<SqlBool> {
  switch (clause.kind) {
    case "events": {
      const has = hasEventsCondition(clause, clock);
      return clause.isNegated ? eb.not(has) : has;
    }
    case "null": {
      const isMissing = missing(eb, clause.attribute);
      return clause.isNegated ? eb.not(isMissing) : isMissing;
    }
    case "contains": {
      const key = clause.value.kind === "text" ? entryKey(clause.attribute, clause.value.text) : "";
      const has = entries(eb, clause.attribute, key);
      return clause.isNegated ? eb.not(has) : has;
    }
    case "compare":
      if (clause.value.kind === "text") {
        const column = columnOf(clause.attribute);
        const equals = eb.and([eb(column, "is not", null), eb(column, "=", clause.value.text)]);
        return clause.operator === "=" ? equals : eb.not(equals);
      }
      return inRange(
        columnOf(clause.attribute),
        rangeOf(clause, attributes[clause.attribute].type, clock),
      );
    case "between":
      return inRange(
        columnOf(clause.attribute),
        rangeOf(clause, attributes[clause.attribute].type, clock),
      );
  }
}

/**
 * The first order is known only of customers all of whose orders we see; the last one, from Shopify, of all
 * (docs/decisions/006-segment-values.md).
 */
const COLUMNS: Partial<Record<AttributeName, Column>> = {
  number_of_orders: sql.ref("customers.numberOfOrders"),
  amount_spent: sql.ref("customers.amountSpentMinor"),
  first_order_date: sql`case when shops.has_all_orders = 1 or customers.number_of_orders <= customer_facts.orders then customer_facts.first_order_at end`,
  last_order_date: sql`coalesce(customer_facts.last_order_at, customers.last_order_at)`,
  rfm_group: sql.ref("rfmScores.rfmGroup"),
  customer_added_date: sql.ref("customers.createdAt"),
  customer_account_status: sql.ref("customers.accountStatus"),
  email_subscription_status: sql.ref("customers.emailStatus"),
  customer_language: sql.ref("customers.language"),
};

/** The one value of an attribute that is no list. */
export function columnOf(attribute: AttributeName): Column {
  const column = COLUMNS[attribute];
  if (!column) throw new TypeError(`${attribute} is a list`);
  return column;
}

function missing(eb: Asked, attribute: AttributeName): Expression<SqlBool> {
  return attribute === "customer_tags" || attribute === "customer_countries"
    ? eb.not(entries(eb, attribute))
    : eb(columnOf(attribute), "is", null);
}

/** Whether a list of the customer's has the entry; without one, any. */
function entries(eb: Asked, attribute: AttributeName, key?: string): Expression<SqlBool> {
  if (attribute === "customer_countries") {
    const countries = eb
      .selectFrom("customerCountries")
      .select("customerCountries.country")
      .whereRef("customerCountries.shopId", "=", "customers.shopId")
      .whereRef("customerCountries.customerId", "=", "customers.customerId");
    return eb.exists(
      key === undefined ? countries : countries.where("customerCountries.country", "=", key),
    );
  }
  const tags = eb
    .selectFrom("customerTags")
    .select("customerTags.tagKey")
    .whereRef("customerTags.shopId", "=", "customers.shopId")
    .whereRef("customerTags.customerId", "=", "customers.customerId");
  return eb.exists(key === undefined ? tags : tags.where("customerTags.tagKey", "=", key));
}
