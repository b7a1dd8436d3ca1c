import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";

/**
 * Whether some of these customers have come to hold an offer that a publishing has still to do something for: to give
 * them a code of their own, or to see for the first time that Shopify knows a member.
 */
export async function hasNewcomers(
  db: Database,
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from offers as o
    join published_metafields as held
      on held.shop_id = o.shop_id and held.owner_type = 'customer' and held."key" = 'segments'
      and held.owner_id in ${idsIn(db, customerIds)} and held.value like '%"' || o.handle || '"%'
    left join offer_codes as own
      on own.shop_id = o.shop_id and own.offer_id = o.offer_id and own.customer_id = held.owner_id
    where o.shop_id = ${shopId} and o.state = 'active'
      and (o.confirmed_at is null or (o.method = 'member-codes' and own.code is null))
    limit 1
  `.execute(db);
  return rows.length > 0;
}
