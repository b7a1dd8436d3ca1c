import { sql, type RawBuilder } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayOf, startOfDay } from "#app/platform/calendar.ts";
import { isWilling } from "#app/purchases/choices.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { tagKey } from "#app/purchases/tag-key.ts";
import { coveredBy } from "./quiet.ts";
import { readOfferSettings } from "./settings/settings.server.ts";
import { termsOfText } from "./read-terms.ts";
import type { Terms } from "./terms.ts";

/** All customers, some by name, or a stretch of their numbers. */
export type Chosen = "all" | readonly number[] | { after: number; upTo: number };

/** A customer who may have an offer now. */
export interface Entitled {
  customerId: number;
  offerId: number;
  handle: string;
  /** Of the offer's segment: lower comes first. */
  priority: number;
}

/** By what it is decided who may have a shop's offers at a moment: read once, then asked for as many as one likes. */
export interface Entitlement {
  shopId: number;
  asOf: number;
  noOffersTagKey: string;
  /** JSON: of each offer that keeps quiet from when on, and what it covers. */
  quietOffers: string;
}

export async function readEntitlement(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<Entitlement> {
  const { timeZone } = await readShop(db, shopId);
  const { noOffersTag } = await readOfferSettings(db, { shopId });
  const offers = await db
    .selectFrom("offers")
    .select(["offerId", "terms", "quietDays"])
    .where("shopId", "=", shopId)
    .where("state", "=", "active")
    .where("quietDays", ">", 0)
    .execute();
  const quiet = offers.map(({ terms, ...offer }) =>
    quietRule({ ...offer, terms: termsOfText(terms) }, { asOf, timeZone }),
  );
  return {
    ...{ shopId, asOf, noOffersTagKey: tagKey(noOffersTag) },
    quietOffers: JSON.stringify(quiet),
  };
}

/**
 * Who of the chosen customers may have which offer, as a query that stands wherever a table may: the same one for a
 * customer and for a million. Members of the segment of an active offer that has not ended, who are assigned and not
 * held out, without the tag that says no, who did not say no themselves, and who have not paid in full lately for what the offer covers.
 *
 * In full: an order without any discount (what was taken off each line is not kept), with something covered on it that
 * was paid for and kept. A day of the shop's is quiet or is not, so that nothing changes between two midnights.
 */
export function entitledMembers(
  db: Database,
  { shopId, asOf, noOffersTagKey, quietOffers }: Entitlement,
  chosen: Chosen,
): RawBuilder<Entitled> {
  return sql<Entitled>`
    with quiet as materialized (${quietRows(db, quietOffers)})
    select m.customer_id, o.offer_id, o.handle, s.priority
    from offers as o
    join segments as s on s.shop_id = o.shop_id and s.segment_id = o.segment_id
    join memberships as m on m.shop_id = o.shop_id and m.segment_id = o.segment_id
    join offer_assignments as a
      on a.shop_id = o.shop_id and a.offer_id = o.offer_id and a.customer_id = m.customer_id
    where o.shop_id = ${shopId} and ${among(db, chosen)}
      and o.state = 'active' and (o.ends_at is null or o.ends_at > ${asOf})
      and a.is_held_out = 0 and ${isWilling(shopId, "m.customer_id")}
      and not exists (
        select 1 from customer_tags as t
        where t.shop_id = o.shop_id and t.customer_id = m.customer_id and t.tag_key = ${noOffersTagKey}
      )
      and not ${hasPaidInFull(db, { shopId: "o.shop_id", customerId: "m.customer_id", offerId: "o.offer_id" })}
  `;
}

/** Whether a customer has paid in full for what an offer covers since the moment that `quiet` says. */
function hasPaidInFull(
  db: Database,
  { shopId, customerId, offerId }: { shopId: string; customerId: string; offerId: string },
): RawBuilder<unknown> {
  const inList = (column: string) =>
    dialectOf(db) === "postgresql"
      ? sql`(select value::bigint from jsonb_array_elements_text(${sql.ref(column)}))`
      : sql`(select value from json_each(${sql.ref(column)}))`;
  return sql`exists (
        select 1 from quiet
        join orders as bought
          on bought.shop_id = ${sql.ref(shopId)} and bought.customer_id = ${sql.ref(customerId)}
          and bought.processed_at >= quiet.quiet_from
        where quiet.offer_id = ${sql.ref(offerId)}
          and bought.is_test = 0 and bought.cancelled_at is null and bought.discount_minor = 0
          and case when quiet.what = 'shipping' then bought.shipping_minor > 0 else exists (
            select 1 from line_items as l
            where l.shop_id = bought.shop_id and l.order_id = bought.order_id
              and l.current_quantity > 0 and l.total_minor > 0
              and (quiet.what = 'all'
                or l.product_id in ${inList("quiet.products")}
                or exists (
                  select 1 from product_collections as c
                  where c.shop_id = l.shop_id and c.product_id = l.product_id
                    and c.collection_id in ${inList("quiet.collections")}))
          ) end
      )`;
}

/** How many of some customers have paid in full, within so many days, for what such terms cover. */
export async function countPaidInFull(
  db: Database,
  {
    shopId,
    terms,
    quietDays,
    asOf,
    customerIds,
  }: {
    shopId: number;
    terms: Terms;
    quietDays: number;
    asOf: number;
    customerIds: readonly number[];
  },
): Promise<number> {
  const { timeZone } = await readShop(db, shopId);
  const quiet = JSON.stringify([quietRule({ offerId: 0, terms, quietDays }, { asOf, timeZone })]);
  const { rows } = await sql<{ customers: number }>`
    with quiet as materialized (${quietRows(db, quiet)})
    select count(*) as customers
    from (select shop_id, customer_id, 0 as offer_id from customers
      where shop_id = ${shopId} and customer_id in ${idsIn(db, customerIds)}) as them
    where ${hasPaidInFull(db, { shopId: "them.shop_id", customerId: "them.customer_id", offerId: "them.offer_id" })}
  `.execute(db);
  return rows[0]?.customers ?? 0;
}

/** From when on an offer keeps quiet, and about what. */
function quietRule(
  { offerId, terms, quietDays }: { offerId: number; terms: Terms; quietDays: number },
  { asOf, timeZone }: { asOf: number; timeZone: string },
) {
  const { what, productIds, collectionIds } = coveredBy(terms);
  return {
    ...{ offer_id: offerId, what, products: productIds, collections: collectionIds },
    quiet_from: startOfDay(dayOf(asOf, timeZone) - quietDays + 1, timeZone),
  };
}

const quietRows = (db: Database, quietOffers: string) =>
  dialectOf(db) === "postgresql"
    ? sql`
      select * from jsonb_to_recordset(${quietOffers}::jsonb)
      as given(offer_id integer, what text, quiet_from bigint, products jsonb, collections jsonb)`
    : sql`
      select value ->> 'offer_id' as offer_id, value ->> 'what' as what, value ->> 'quiet_from' as quiet_from,
        value -> 'products' as products, value -> 'collections' as collections
      from json_each(${quietOffers})`;

const among = (db: Database, chosen: Chosen) => {
  if (chosen === "all") return sql`1 = 1`;
  return "upTo" in chosen
    ? sql`m.customer_id > ${chosen.after} and m.customer_id <= ${chosen.upTo}`
    : sql`m.customer_id in ${idsIn(db, chosen)}`;
};
