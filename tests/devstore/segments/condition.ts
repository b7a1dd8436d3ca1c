import { dayMeant, span, type Clock, type Span } from "./dates.ts";
import type { Filter, Source } from "./filter.ts";
import type { Comparison, Literal, ParameterTest, Query, Test } from "./query.ts";
import type { Operator } from "./syntax.ts";

/** A condition on a customer's row `c`: SQL that is 0 or 1, never null, and its parameters in order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export interface Setting {
  readonly clock: Clock;
  /** Minor units in one unit of the shop's currency. */
  readonly minorPerUnit: number;
  /** `all`: lists are read as sets of customers; `one`: each is probed for the customer at hand. Same answer, other speed. */
  readonly reach: "all" | "one";
}

/**
 * A query's meaning in SQL, with two-valued logic: a comparison with a missing value is false, and `!=`, NOT CONTAINS, NOT
 * MATCHES and NOT are true complements.
 */
export function conditionOf(query: Query, setting: Setting): Condition {
  switch (query.kind) {
    case "and":
    case "or": {
      const parts = query.parts.map((part) => conditionOf(part, setting));
      const word = query.kind === "and" ? " AND " : " OR ";
      return {
        sql: `(${parts.map((part) => part.sql).join(word)})`,
        values: parts.flatMap((part) => part.values),
      };
    }
    case "not":
      return negate(conditionOf(query.part, setting));
    case "clause":
      return clause(query.filter, query.test, setting);
  }
}

const never: Condition = { sql: "0", values: [] };
const negate = (condition: Condition): Condition => ({ ...condition, sql: `NOT ${condition.sql}` });
const negateIf = (negated: boolean, condition: Condition): Condition =>
  negated ? negate(condition) : condition;

function clause(filter: Filter, test: Test, setting: Setting): Condition {
  const { source } = filter;
  switch (test.kind) {
    case "null":
      return negateIf(!test.negated, present(source, setting));
    case "contains":
      return negateIf(test.negated, contains(source, test.value, setting));
    case "matches":
      return negateIf(test.negated, events(source, test.parameters, setting));
    case "compare":
    case "between":
      if (source.kind !== "column" && source.kind !== "money") {
        return test.kind === "compare" && test.operator === "!=" ? negate(never) : never;
      }
      return scalar(
        source.sql,
        test,
        (literal) => scalarValue(filter, literal, setting),
        filter.type === "date" ? setting.clock : null,
      );
  }
}

function present(source: Source, setting: Setting): Condition {
  switch (source.kind) {
    case "absent":
      return never;
    case "column":
    case "money":
      return { sql: `(${source.sql} IS NOT NULL)`, values: [] };
    case "entries":
      return members(source.table, [], source.bound, "e", setting);
    case "events":
      return members(source.table, [], [], "o", setting);
  }
}

function contains(source: Source, value: Literal, setting: Setting): Condition {
  if (source.kind !== "entries" || value.kind !== "text") return never;
  const entry = source.folded ? fold(value.text) : value.text;
  return members(source.table, [`${source.entry} = ?`], [...source.bound, entry], "e", setting);
}

/** A list's entries are kept so: the same in any letter case. */
export const fold = (entry: string): string => entry.normalize("NFC").toLowerCase();

function members(
  table: string,
  conditions: readonly string[],
  values: readonly (string | number)[],
  alias: string,
  setting: Setting,
  having = "",
): Condition {
  const where = conditions.map((condition) => ` AND ${condition}`).join("");
  const sql =
    setting.reach === "all"
      ? `c.id IN (SELECT ${alias}.customer_id FROM ${table}${where} AND ${alias}.customer_id IS NOT NULL${having && ` GROUP BY ${alias}.customer_id${having}`})`
      : `EXISTS (SELECT 1 FROM ${table} AND ${alias}.customer_id = c.id${where}${having && ` GROUP BY ${alias}.customer_id${having}`})`;
  return { sql, values };
}

function events(source: Source, tests: readonly ParameterTest[], setting: Setting): Condition {
  if (source.kind !== "events") return never;
  const before: Condition[] = [];
  const after: Condition[] = [];
  for (const test of tests)
    (test.parameter.aggregate ? after : before).push(parameterCondition(test, setting));
  const having = after.length === 0 ? "" : ` HAVING ${after.map((part) => part.sql).join(" AND ")}`;
  const values = [...before, ...after].flatMap((part) => part.values);
  return members(
    source.table,
    before.map((part) => part.sql),
    values,
    "o",
    setting,
    having,
  );
}

function parameterCondition({ parameter, test }: ParameterTest, setting: Setting): Condition {
  const value = (literal: Literal): string | number => {
    if (literal.kind === "number")
      return parameter.type === "money" ? literal.number * setting.minorPerUnit : literal.number;
    return literal.kind === "text" ? fold(literal.text) : 0;
  };
  if (parameter.type === "text") {
    // A product's tags: a JSON list; any entry may fit.
    const texts = (
      test.kind === "in" ? test.values : test.kind === "compare" ? [test.value] : []
    ).map(value);
    const sql = `EXISTS (SELECT 1 FROM json_each(${parameter.sql}) AS t WHERE LOWER(t.value) IN (${marks(texts.length)}))`;
    const negated =
      test.kind === "in" ? test.negated : test.kind === "compare" && test.operator === "!=";
    return negateIf(negated, { sql, values: texts });
  }
  if (test.kind === "in") {
    const inside = {
      sql: `IFNULL(${parameter.sql} IN (${marks(test.values.length)}), 0)`,
      values: test.values.map(value),
    };
    return negateIf(test.negated, inside);
  }
  return scalar(parameter.sql, test, value, parameter.type === "date" ? setting.clock : null);
}

const marks = (count: number): string => Array.from({ length: count }, () => "?").join(", ");

function scalarValue(filter: Filter, literal: Literal, setting: Setting): string | number {
  switch (literal.kind) {
    case "text":
      return literal.text;
    case "flag":
      return literal.flag ? 1 : 0;
    case "number":
      return filter.source.kind === "money"
        ? literal.number * setting.minorPerUnit
        : literal.number;
    case "date":
      return dayMeant(literal.date, setting.clock).toString();
  }
}

/** Compares a scalar: dates as the moments of whole days (`clock` given), everything else as values. */
function scalar(
  sql: string,
  test: Comparison,
  value: (literal: Literal) => string | number,
  clock: Clock | null,
): Condition {
  const whole = (literal: Literal): Span | null =>
    literal.kind === "date" && clock !== null ? span(literal.date, clock) : null;
  if (test.kind === "between") {
    const from = whole(test.from);
    const to = whole(test.to);
    if (from && to)
      return { sql: `IFNULL(${sql} >= ? AND ${sql} < ?, 0)`, values: [from.from, to.until] };
    return { sql: `IFNULL(${sql} BETWEEN ? AND ?, 0)`, values: [value(test.from), value(test.to)] };
  }
  const day = whole(test.value);
  if (day) return wholeDay(sql, test.operator, day);
  if (test.operator === "!=") return { sql: `(${sql} IS NOT ?)`, values: [value(test.value)] };
  return { sql: `IFNULL(${sql} ${test.operator} ?, 0)`, values: [value(test.value)] };
}

/** Whole days: after a day is from its end on, up to a day is before its end. */
function wholeDay(sql: string, operator: Operator, day: Span): Condition {
  const within: Condition = {
    sql: `IFNULL(${sql} >= ? AND ${sql} < ?, 0)`,
    values: [day.from, day.until],
  };
  const before = (moment: number): Condition => ({
    sql: `IFNULL(${sql} < ?, 0)`,
    values: [moment],
  });
  const from = (moment: number): Condition => ({ sql: `IFNULL(${sql} >= ?, 0)`, values: [moment] });
  switch (operator) {
    case "=":
      return within;
    case "!=":
      return negate(within);
    case "<":
      return before(day.from);
    case "<=":
      return before(day.until);
    case ">":
      return from(day.until);
    case ">=":
      return from(day.from);
  }
}
