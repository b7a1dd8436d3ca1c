import { isExpression, sql, type Expression, type SqlBool } from "kysely";
import { conditionOfTest } from "./condition-of-test.server.ts";
import { parameterOf } from "./event-sources.ts";
import type { EventsClause } from "./events.ts";
import { rowsOf } from "./filters/rows.server.ts";
import type { AttributeSql } from "./filters/sql.server.ts";
import type { Clock } from "./spans.ts";

/** What is asked of single events, and what of all that are left. */
export function eventsOf({ source, parameters }: EventsClause, clock: Clock) {
  const restrictions: Expression<SqlBool>[] = [];
  const aggregates: Expression<SqlBool>[] = [];
  for (const parameter of parameters) {
    const spec = parameterOf(source, parameter.name);
    if (spec.aggregate === undefined) {
      const column = columnOfEvent(source, parameter.name);
      restrictions.push(conditionOfTest(column, spec, parameter, clock));
      continue;
    }
    const over =
      spec.aggregate === "count"
        ? sql<number>`count(*)`
        : sumOf(columnOfEvent(source, spec.aggregate.sum));
    aggregates.push(conditionOfTest({ column: over }, spec, parameter, clock));
  }
  return { restrictions, aggregates };
}

const sumOf = (asked: AttributeSql) =>
  "column" in asked ? sql<number>`coalesce(sum(${asked.column}), 0)` : sql<number>`0`;

/** Where a parameter's value stands in a function's rows. */
export function columnOfEvent(source: string, name: string): AttributeSql {
  const rows = rowsOf(source);
  const found = "columns" in rows ? rows.columns[name] : undefined;
  if (!found) throw new TypeError(`${name} has no column`);
  return isExpression(found) ? { column: found } : found;
}
