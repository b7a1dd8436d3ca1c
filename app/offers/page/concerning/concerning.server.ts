import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { entitledMembers, readEntitlement } from "../../entitled.server.ts";
import { offersByIds } from "../../offers.server.ts";
import { titlesOf } from "../titles.server.ts";
import type { Concerning } from "./concerning.ts";

/** The offers for a segment that are not over, as its page links them. */
export async function offersOfSegment(
  db: Database,
  { shopId, segmentId, now }: { shopId: number; segmentId: number; now: number },
): Promise<Concerning> {
  const rows = await db
    .selectFrom("offers")
    .select("offerId")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .where("state", "!=", "ended")
    .where(({ or, eb }) => or([eb("endsAt", "is", null), eb("endsAt", ">", now)]))
    .execute();
  return concerning(db, { shopId, now, offerIds: rows.map(({ offerId }) => offerId) });
}

/** The offers that a customer has now. */
export async function offersOfCustomer(
  db: Database,
  { shopId, customerId, now }: { shopId: number; customerId: number; now: number },
): Promise<Concerning> {
  const entitled = entitledMembers(db, await readEntitlement(db, { shopId, asOf: now }), [
    customerId,
  ]);
  const { rows } = await sql<{ offerId: number }>`
    select held.offer_id as "offerId" from (${entitled}) as held order by held.priority, held.offer_id
  `.execute(db);
  return concerning(db, { shopId, now, offerIds: rows.map(({ offerId }) => offerId) });
}

async function concerning(
  db: Database,
  { shopId, now, offerIds }: { shopId: number; now: number; offerIds: readonly number[] },
): Promise<Concerning> {
  const offers = await offersByIds(db, { shopId, now, offerIds });
  return {
    offers,
    titles: await titlesOf(db, { shopId, terms: offers.map(({ terms }) => terms) }),
  };
}
