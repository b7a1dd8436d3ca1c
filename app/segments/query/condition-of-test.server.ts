import { sql, type Expression, type SqlBool } from "kysely";
import { entryKey, isList, isText, type Test } from "./compare.ts";
import type { Typed, ValueType } from "./filters/value-type.ts";
import type { AttributeSql, Column, ListSql } from "./filters/sql.server.ts";
import type { Value } from "./query.ts";
import { inRanges } from "./range-condition.server.ts";
import { rangesOf, type Clock } from "./spans.ts";

const NEVER = sql<SqlBool>`(1 = 0)`;
const not = (condition: Expression<SqlBool>) => sql<SqlBool>`not ${condition}`;

/** `satisfies` in SQL: true or false, never null. */
export function conditionOfTest(
  asked: AttributeSql,
  typed: Typed,
  test: Test,
  clock: Clock,
): Expression<SqlBool> {
  switch (test.kind) {
    case "null": {
      const isMissing =
        "list" in asked
          ? sql<SqlBool>`not exists (select 1 from ${asked.list.rows})`
          : sql<SqlBool>`(${asked.column} is null)`;
      return test.isNegated ? not(sql`(${isMissing})`) : sql`(${isMissing})`;
    }
    case "contains": {
      const has = isEqual(asked, typed, test.value, clock);
      return test.isNegated ? not(has) : has;
    }
    case "in": {
      const isOne = isOneOf(asked, typed, test.values, clock);
      return test.isNegated ? not(isOne) : isOne;
    }
    case "compare":
      if (isText(typed.type) || isList(typed.type)) {
        const equals = isEqual(asked, typed, test.value, clock);
        return test.operator === "=" ? equals : not(equals);
      }
      return inRanges(columnIn(asked), rangesOf(test, typed, clock));
    case "between":
      return inRanges(columnIn(asked), rangesOf(test, typed, clock));
  }
}

function columnIn(asked: AttributeSql): Column {
  if ("column" in asked) return asked.column;
  throw new TypeError("a list has no order");
}

function isEqual(
  asked: AttributeSql,
  typed: Typed,
  wanted: Value,
  clock: Clock,
): Expression<SqlBool> {
  if ("list" in asked) return hasEntry(asked.list, typed.type, wanted);
  if (wanted.kind === "text") {
    return sql`(${asked.column} is not null and ${asked.column} = ${wanted.text})`;
  }
  const test = { kind: "compare", operator: "=", value: wanted } as const;
  return inRanges(asked.column, rangesOf(test, typed, clock));
}

function isOneOf(
  asked: AttributeSql,
  typed: Typed,
  values: readonly Value[],
  clock: Clock,
): Expression<SqlBool> {
  if ("column" in asked && typed.type === "id") {
    const ids = values.flatMap((value) => entryKey("ids", value) ?? []);
    if (ids.length === 0) return NEVER;
    return sql`(${asked.column} is not null and ${asked.column} in (${sql.join(ids)}))`;
  }
  const any = values.map((value) => isEqual(asked, typed, value, clock));
  return any.length === 0 ? NEVER : sql`(${sql.join(any, sql` or `)})`;
}

function hasEntry({ rows, entry }: ListSql, type: ValueType, wanted: Value): Expression<SqlBool> {
  const key = entryKey(type, wanted);
  if (key === null) return NEVER;
  const below = `${key}-`;
  const is =
    type === "category"
      ? sql`(${entry} = ${key} or substr(${entry}, 1, ${sql.lit(below.length)}) = ${below})`
      : sql`${entry} = ${key}`;
  return sql`exists (select 1 from ${rows} and ${is})`;
}
