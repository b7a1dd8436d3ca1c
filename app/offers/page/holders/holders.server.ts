import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { entitledMembers, readEntitlement } from "../../entitled.server.ts";
import { readOfferSettings } from "../../settings/settings.server.ts";
import { tagKey } from "#app/purchases/tag-key.ts";
import type { Holder, Holders } from "./holders.ts";

interface Key {
  shopId: number;
  offerId: number;
}

type Counted = "members" | "entitled" | "heldOut" | "undecided" | "tagged";

/** How many of an active offer's members have it, and by what the others are kept out. */
export async function countHolders(
  db: Database,
  { shopId, offerId, segmentId, asOf }: Key & { segmentId: number; asOf: number },
): Promise<Holders> {
  const { noOffersTag } = await readOfferSettings(db, { shopId });
  const entitled = entitledMembers(db, await readEntitlement(db, { shopId, asOf }), "all");
  const { rows } = await sql<Record<Counted, number>>`
    select
      count(*) as members,
      coalesce(sum(case when held.customer_id is not null then 1 else 0 end), 0) as entitled,
      coalesce(sum(case when a.is_held_out = 1 then 1 else 0 end), 0) as "heldOut",
      coalesce(sum(case when a.is_held_out is null then 1 else 0 end), 0) as undecided,
      coalesce(sum(case when a.is_held_out = 0 and t.customer_id is not null then 1 else 0 end), 0) as tagged
    from memberships as m
    left join offer_assignments as a
      on a.shop_id = m.shop_id and a.offer_id = ${offerId} and a.customer_id = m.customer_id
    left join customer_tags as t
      on t.shop_id = m.shop_id and t.customer_id = m.customer_id and t.tag_key = ${tagKey(noOffersTag)}
    left join (${entitled}) as held on held.offer_id = ${offerId} and held.customer_id = m.customer_id
    where m.shop_id = ${shopId} and m.segment_id = ${segmentId}
  `.execute(db);
  const [counts] = rows;
  const of = (name: Counted) => counts?.[name] ?? 0;
  const rest = of("members") - of("entitled") - of("heldOut") - of("undecided") - of("tagged");
  return {
    members: of("members"),
    entitled: of("entitled"),
    heldOut: of("heldOut"),
    undecided: of("undecided"),
    tagged: of("tagged"),
    quiet: Math.max(0, rest),
    noOffersTag,
  };
}

/** A page of the customers who have an active offer, by their number. */
export async function listHolders(
  db: Database,
  { shopId, offerId, asOf, page, pageSize }: Key & { asOf: number; page: number; pageSize: number },
): Promise<Holder[]> {
  const entitled = entitledMembers(db, await readEntitlement(db, { shopId, asOf }), "all");
  const { rows } = await sql<Holder>`
    select held.customer_id as "customerId", m.since, c.code
    from (${entitled}) as held
    join offers as o on o.shop_id = ${shopId} and o.offer_id = held.offer_id
    join memberships as m
      on m.shop_id = o.shop_id and m.segment_id = o.segment_id and m.customer_id = held.customer_id
    left join offer_codes as c
      on c.shop_id = o.shop_id and c.offer_id = o.offer_id and c.customer_id = held.customer_id
    where held.offer_id = ${offerId}
    order by held.customer_id
    limit ${pageSize} offset ${(page - 1) * pageSize}
  `.execute(db);
  return rows;
}
