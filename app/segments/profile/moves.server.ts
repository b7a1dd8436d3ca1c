import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";

export interface Moves {
  cause: string;
  came: number;
  went: number;
}

/** Who came into a segment and who left it since a moment, by what made them, most first. */
export async function movesOf(
  db: Database,
  { shopId, segmentId, since }: { shopId: number; segmentId: number; since: number },
): Promise<Moves[]> {
  const { rows } = await sql<Moves>`
    select cause, sum(came) as came, sum(went) as went from (
      select since_cause as cause, count(*) as came, 0 as went from memberships
      where shop_id = ${shopId} and segment_id = ${segmentId} and since >= ${since}
      group by since_cause
      union all
      select since_cause, count(*), 0 from past_memberships
      where shop_id = ${shopId} and segment_id = ${segmentId} and until >= ${since} and since >= ${since}
      group by since_cause
      union all
      select until_cause, 0, count(*) from past_memberships
      where shop_id = ${shopId} and segment_id = ${segmentId} and until >= ${since}
      group by until_cause
    ) as moves
    group by cause
    order by sum(came) + sum(went) desc, cause`.execute(db);
  return rows;
}

export interface RecentMove {
  customerId: number;
  at: number;
  isComing: boolean;
  cause: string;
}

/** The latest moves of a segment, each with its customer. */
export async function recentMovesOf(
  db: Database,
  {
    shopId,
    segmentId,
    since,
    limit,
  }: { shopId: number; segmentId: number; since: number; limit: number },
): Promise<RecentMove[]> {
  const { rows } = await sql<Omit<RecentMove, "isComing"> & { isComing: number }>`
    select * from (
      select * from (
        select customer_id, since as at, 1 as is_coming, since_cause as cause from memberships
        where shop_id = ${shopId} and segment_id = ${segmentId} and since >= ${since}
        order by since desc, customer_id limit ${limit}
      ) as came
      union all
      select * from (
        select customer_id, until as at, 0 as is_coming, until_cause as cause from past_memberships
        where shop_id = ${shopId} and segment_id = ${segmentId} and until >= ${since}
        order by until desc, customer_id limit ${limit}
      ) as went
    ) as moves
    order by at desc, customer_id, is_coming limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, isComing: row.isComing === 1 }));
}
