import { sql, type Expression, type SqlBool } from "kysely";
import type { Column } from "./filters/sql.server.ts";
import type { Ranges, Span } from "./spans.ts";

/** Whether a column is in one of the spans: true or false, never null, and false of what is missing. */
export function inRanges(
  column: Column,
  { spans, isComplement, isReal }: Ranges,
): Expression<SqlBool> {
  const inside = spans.map((span) => inSpan(column, span, isReal));
  const any =
    inside.length === 0 ? sql<SqlBool>`(1 = 0)` : sql<SqlBool>`(${sql.join(inside, sql` or `)})`;
  return isComplement ? sql<SqlBool>`not ${any}` : any;
}

function inSpan(column: Column, { from, until }: Span, isReal: boolean): Expression<SqlBool> {
  const parts = [sql<SqlBool>`${column} is not null`];
  // Wider than any column, so that a large literal is compared and not refused.
  const bound = (value: number) =>
    isReal ? sql`cast(${value} as double precision)` : sql`cast(${value} as bigint)`;
  if (from !== -Infinity) parts.push(sql<SqlBool>`${column} >= ${bound(from)}`);
  if (until !== Infinity) parts.push(sql<SqlBool>`${column} < ${bound(until)}`);
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}
