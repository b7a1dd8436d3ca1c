import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";

interface Asked {
  shopId: number;
  segmentId: number;
  /** The first moment that no longer counts: the midnight that ended the day. */
  endsAt: number;
}

/** Who was in a segment just before a moment, as it was kept: how many, and a page of them by customer id. */
export async function keptMembers(
  db: Database,
  { shopId, segmentId, endsAt, page, pageSize }: Asked & { page: number; pageSize: number },
) {
  const were = sql`
    select customer_id, since, null as until from memberships
    where shop_id = ${shopId} and segment_id = ${segmentId} and since < ${endsAt}
    union all
    select customer_id, since, until from past_memberships
    where shop_id = ${shopId} and segment_id = ${segmentId} and since < ${endsAt} and until >= ${endsAt}`;
  const counted = await sql<{
    total: number;
  }>`select count(*) as total from (${were}) as were`.execute(db);
  const { rows } = await sql<{ customerId: number; since: number; until: number | null }>`
    select customer_id, since, until from (${were}) as were
    order by customer_id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db);
  return { total: counted.rows[0]?.total ?? 0, members: rows };
}
