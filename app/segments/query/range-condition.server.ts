import { sql, type Expression, type SqlBool } from "kysely";
import type { Range } from "./spans.ts";

export type Column = Expression<number | string | null>;

/** Whether a column is in a range: true or false, never null, and false of what is missing. */
export function inRange(column: Column, { from, until, isComplement }: Range): Expression<SqlBool> {
  const parts = [sql<SqlBool>`${column} is not null`];
  // Wider than any column, so that a large literal is compared and not refused.
  if (from !== -Infinity) parts.push(sql<SqlBool>`${column} >= cast(${from} as bigint)`);
  if (until !== Infinity) parts.push(sql<SqlBool>`${column} < cast(${until} as bigint)`);
  const inside = sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
  return isComplement ? sql<SqlBool>`not ${inside}` : inside;
}
