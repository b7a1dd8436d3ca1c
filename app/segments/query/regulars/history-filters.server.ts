import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import type { AttributeSql, SourceSql } from "../filters/sql.server.ts";
import { stayAsked } from "./history-filters.ts";
import { type HistoryValues } from "./history-values.ts";

/** The columns of `historyAttributes`. */
export const historyColumns: Readonly<Record<string, AttributeSql>> = {};

const of = (table: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${table}.shop_id`)} = customers.shop_id and ${sql.ref(`${table}.customer_id`)} = customers.customer_id`;

const PRESENT = sql`select segment_id, since, cast(null as bigint) as until from memberships where ${of("memberships")}`;
const PAST = sql`select segment_id, since, until from past_memberships where ${of("past_memberships")}`;

/** Stays of the customer of `customers`, each with its segment's name; what is asked of them is to follow. */
const stays = (which: RawBuilder<unknown>) =>
  sql`(${which}) as stays cross join segments where segments.shop_id = customers.shop_id and segments.segment_id = stays.segment_id`;

/** The rows of `historySources`. */
export const historyRows: Readonly<Record<string, SourceSql>> = {
  "regulars.in_segment": {
    rows: stays(PRESENT),
    columns: { segment: sql`segments.name`, since: sql`stays.since` },
  },
  "regulars.was_in_segment": {
    condition: (parameters, clock) => {
      const asked = stayAsked(parameters, clock);
      if (!asked) return sql`(1 = 0)`;
      const { from, until } = asked.time;
      const ends = [
        ...(until === Infinity ? [] : [sql`stays.since < cast(${until} as bigint)`]),
        ...(from === -Infinity
          ? []
          : [sql`(stays.until is null or stays.until > cast(${from} as bigint))`]),
      ];
      return sql`exists (select 1 from ${sql.join(
        [stays(sql`${PRESENT} union all ${PAST}`), sql`segments.name = ${asked.segment}`, ...ends],
        sql` and `,
      )})`;
    },
  },
  "regulars.entered_segment": {
    rows: stays(sql`${PRESENT} union all ${PAST}`),
    columns: { segment: sql`segments.name`, date: sql`stays.since` },
  },
  "regulars.left_segment": {
    rows: stays(PAST),
    columns: { segment: sql`segments.name`, date: sql`stays.until` },
  },
};

/** What they read of one customer. */
export async function loadHistoryValues(
  db: Database,
  { shopId, customerId }: { shopId: number; customerId: number },
): Promise<HistoryValues> {
  const { rows } = await sql<HistoryValues["stays"][number]>`
    select segments.name as segment, stays.since, stays.until
    from customers cross join ${stays(sql`
      select shop_id, customer_id, segment_id, since, cast(null as bigint) as until from memberships
      where shop_id = ${shopId} and customer_id = ${customerId}
      union all
      select shop_id, customer_id, segment_id, since, until from past_memberships
      where shop_id = ${shopId} and customer_id = ${customerId}`)}
      and customers.shop_id = ${shopId} and customers.customer_id = ${customerId}
    order by stays.since, segments.name`.execute(db);
  return { stays: rows };
}
