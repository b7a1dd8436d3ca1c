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
