import { sql, type Expression, type SqlBool } from "kysely";
import { conditionOfTest } from "../../condition-of-test.server.ts";
import type { ParameterSpec } from "../../filters/filter.ts";
import type { AttributeSql, Column, ListSql } from "../../filters/sql.server.ts";
import type { Parameter } from "../../query.ts";
import type { Clock } from "../../spans.ts";
import { specOf } from "./asked.ts";

type Columns = Readonly<Record<string, Column | { list: ListSql }>>;

/** `satisfiesAll` in SQL: every parameter that has both a spec and a column here. True if there is none. */
export function satisfiesAllSql(
  columns: Columns,
  specs: Readonly<Record<string, ParameterSpec>>,
  parameters: readonly Parameter[],
  clock: Clock,
): Expression<SqlBool> {
  const parts = parameters.flatMap((parameter) => {
    const spec = specOf(specs, parameter.name);
    const column = Object.hasOwn(columns, parameter.name) ? columns[parameter.name] : undefined;
    return spec && column ? conditionOfTest(asked(column), spec, parameter, clock) : [];
  });
  return parts.length === 0
    ? sql<SqlBool>`(1 = 1)`
    : sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

const asked = (column: Column | { list: ListSql }): AttributeSql =>
  "list" in column ? column : { column };
