import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { SourceSql } from "../../filters/sql.server.ts";
import type { Parameter } from "../../query.ts";
import type { Clock } from "../../spans.ts";
import { specOf } from "./asked.ts";
import { satisfiesAllSql } from "./asked-sql.server.ts";
import { COUNTED, NET } from "./kept-lines.server.ts";
import { ratioSql } from "./ratio-sql.server.ts";
import { ORDERS_CHANGE, SEASON, seasonsOf, SPEND_CHANGE, windowsOf } from "./windows.ts";

function sums(of: RawBuilder<number>, parameters: readonly Parameter[], clock: Clock) {
  const { before, now, end } = windowsOf(parameters, clock);
  const moment = (at: number) => sql`cast(${at} as bigint)`;
  const isNow = sql`orders.processed_at >= ${moment(now)}`;
  const within = (what: RawBuilder<unknown>) => sql<number>`(
    select ${what} from orders where ${COUNTED}
      and orders.processed_at >= ${moment(before)} and orders.processed_at < ${moment(end)}
  )`;
  const sumNow = sql`coalesce(sum(case when ${isNow} then ${of} else 0 end), 0)`;
  const sumBefore = sql`coalesce(sum(case when ${isNow} then 0 else ${of} end), 0)`;
  return {
    now: within(sumNow),
    before: within(sumBefore),
    ratio: within(ratioSql(sumNow, sumBefore)),
  };
}

/** The conditions of `changeSources` and `seasonSources`. */
export const windowRows: Readonly<Record<string, SourceSql>> = {
  "regulars.spend_change": {
    condition: (parameters, clock) => {
      const { now, before, ratio } = sums(NET, parameters, clock);
      return satisfiesAllSql({ spent: now, before, ratio }, SPEND_CHANGE, parameters, clock);
    },
  },
  "regulars.orders_change": {
    condition: (parameters, clock) => {
      const { now, before, ratio } = sums(sql<number>`1`, parameters, clock);
      return satisfiesAllSql({ orders: now, before, ratio }, ORDERS_CHANGE, parameters, clock);
    },
  },
  "regulars.same_season": {
    condition: (parameters, clock) => {
      const years = seasonsOf(parameters, clock).map(
        ({ from, to }, year) =>
          sql`when orders.processed_day between ${sql.lit(from)} and ${sql.lit(to)} then ${sql.lit(year)}`,
      );
      const year = sql`case ${sql.join(years, sql` `)} end`;
      const of = (what: RawBuilder<unknown>) =>
        sql<number>`(select ${what} from orders where ${COUNTED})`;
      const values = { years: of(sql`count(distinct ${year})`), count: of(sql`count(${year})`) };
      if (!parameters.some(({ name }) => specOf(SEASON, name))) {
        return sql<SqlBool>`(${values.count} > 0)`;
      }
      return satisfiesAllSql(values, SEASON, parameters, clock);
    },
  },
};
