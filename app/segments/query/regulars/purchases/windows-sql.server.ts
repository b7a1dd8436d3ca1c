import { sql, type RawBuilder } from "kysely";
import type { ParameterSpec } from "../../filters/filter.ts";
import type { SourceSql } from "../../filters/sql.server.ts";
import { specOf } from "./asked.ts";
import { satisfiesAllSql } from "./asked-sql.server.ts";
import { COUNTED, NET } from "./kept-lines.server.ts";
import { ratioSql } from "./ratio-sql.server.ts";
import { ORDERS_CHANGE, SEASON, seasonsOf, SPEND_CHANGE, windowsOf } from "./windows.ts";

function changeCondition(
  specs: Readonly<Record<string, ParameterSpec>>,
  now: "spent" | "orders",
  of: RawBuilder<number>,
): SourceSql {
  return {
    condition: (parameters, clock) => {
      const windows = windowsOf(parameters, clock);
      const moment = (at: number) => sql`cast(${at} as bigint)`;
      const isNow = sql`orders.processed_at >= ${moment(windows.now)}`;
      const sumNow = sql<number>`coalesce(sum(case when ${isNow} then ${of} else 0 end), 0)`;
      const before = sql<number>`coalesce(sum(case when ${isNow} then 0 else ${of} end), 0)`;
      const values = { [now]: sumNow, before, ratio: ratioSql(sumNow, before) };
      return sql`(
        select ${satisfiesAllSql(values, specs, parameters, clock)} from orders
        where ${COUNTED} and orders.processed_at >= ${moment(windows.before)}
          and orders.processed_at < ${moment(windows.end)}
      )`;
    },
  };
}

/** The conditions of `changeSources` and `seasonSources`. */
export const windowRows: Readonly<Record<string, SourceSql>> = {
  "regulars.spend_change": changeCondition(SPEND_CHANGE, "spent", NET),
  "regulars.orders_change": changeCondition(ORDERS_CHANGE, "orders", sql<number>`1`),
  "regulars.same_season": {
    condition: (parameters, clock) => {
      const years = seasonsOf(parameters, clock).map(
        ({ from, to }, year) =>
          sql`when orders.processed_day between ${sql.lit(from)} and ${sql.lit(to)} then ${sql.lit(year)}`,
      );
      const year = sql`case ${sql.join(years, sql` `)} end`;
      if (!parameters.some(({ name }) => specOf(SEASON, name))) {
        return sql`exists (select 1 from orders where ${COUNTED} and ${year} is not null)`;
      }
      const values = {
        years: sql<number>`count(distinct ${year})`,
        count: sql<number>`count(${year})`,
      };
      const isAsked = satisfiesAllSql(values, SEASON, parameters, clock);
      return sql`(select ${isAsked} from orders where ${COUNTED})`;
    },
  },
};
