import { sql, type Expression, type RawBuilder, type SqlBool } from "kysely";
import type { Parameter } from "../query.ts";
import type { Clock } from "../spans.ts";

export type Column = Expression<number | string | null>;

/** Rows of the customer of `customers`, from the first table's name to the last condition, and what is in each. */
export interface ListSql {
  rows: RawBuilder<unknown>;
  entry: Column;
}

/** How an attribute, or a parameter of an event, is found in SQL. */
export type AttributeSql = { column: Column } | { list: ListSql };

/** An attribute that counts days until now. */
export interface AttributeSqlAt {
  at: (clock: Clock) => Column;
}

/** A function's events of the customer of `customers`, or the whole of its condition. */
export type SourceSql =
  | { rows: RawBuilder<unknown>; columns: Readonly<Record<string, Column | { list: ListSql }>> }
  | { condition: (parameters: readonly Parameter[], clock: Clock) => Expression<SqlBool> };

/** `table where …` for rows that belong to the customer of `customers`. */
export const rowsOfCustomer = (table: string): RawBuilder<unknown> => {
  const name = sql.id(table);
  return sql`${name} where ${name}.shop_id = customers.shop_id and ${name}.customer_id = customers.customer_id`;
};

/** A column of the one row that a table has of the customer; null without a row. */
export const ofCustomer = (table: string, column: string): Column =>
  sql<
    number | string | null
  >`(select ${sql.ref(`${table}.${column}`)} from ${rowsOfCustomer(table)})`;

/** A list of the customer's. */
export const listOf = (table: string, column: string): { list: ListSql } => ({
  list: {
    rows: rowsOfCustomer(table),
    entry: sql<number | string | null>`${sql.ref(`${table}.${column}`)}`,
  },
});
