import { isExpression, sql, type Expression, type SqlBool } from "kysely";
import { conditionOfTest } from "./condition-of-test.server.ts";
import { parameterOf } from "./event-sources.ts";
import type { EventsClause } from "./events.ts";
import { rowsOf } from "./filters/rows.server.ts";
import type { AttributeSql, SourceSql } from "./filters/sql.server.ts";
import type { Clock } from "./spans.ts";

/** `hasEvents` in SQL, of the row of `customers` that it stands beside. */
export function hasEventsCondition(
  { source, parameters }: EventsClause,
  clock: Clock,
): Expression<SqlBool> {
  const found = rowsOf(source);
  if ("condition" in found) return found.condition(parameters, clock);
  const asked = parameters.map((parameter) => ({
    ...{ parameter, spec: parameterOf(source, parameter.name) },
  }));
  const restrictions = asked
    .filter(({ spec }) => spec.aggregate === undefined)
    .map(({ parameter, spec }) => {
      return conditionOfTest(columnOf(found, parameter.name), spec, parameter, clock);
    });
  const events = sql`${sql.join([found.rows, ...restrictions], sql` and `)}`;
  const aggregates = asked.flatMap(({ parameter, spec }) => {
    if (spec.aggregate === undefined) return [];
    const over =
      spec.aggregate === "count"
        ? sql<number>`count(*)`
        : sumOf(columnOf(found, spec.aggregate.sum));
    return conditionOfTest({ column: over }, spec, parameter, clock);
  });
  if (aggregates.length === 0) return sql<SqlBool>`exists (select 1 from ${events})`;
  // one look at the events for all that is asked of them together
  return sql<SqlBool>`(select ${sql.join(aggregates, sql` and `)} from ${events})`;
}

const sumOf = (asked: AttributeSql) =>
  "column" in asked ? sql<number>`coalesce(sum(${asked.column}), 0)` : sql<number>`0`;

function columnOf(
  { columns }: Exclude<SourceSql, { condition: unknown }>,
  name: string,
): AttributeSql {
  const found = columns[name];
  if (!found) throw new TypeError(`${name} has no column`);
  return isExpression(found) ? { column: found } : found;
}
