import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Sample } from "#app/segments/profile/sample.server.ts";
import { offerOfRow } from "../../offer-row.ts";
import type { Offer } from "../../offer.ts";

/** The shop's active offers that have not ended but one, and the discount that carries that one. */
export async function otherOffers(
  db: Database,
  { shopId, offerId, now }: { shopId: number; offerId: number | undefined; now: number },
): Promise<{ own: number | null; others: Offer[] }> {
  const rows = await db
    .selectFrom("offers")
    .selectAll()
    .where("shopId", "=", shopId)
    .where(({ or, and, eb }) =>
      or([
        eb("offerId", "=", offerId ?? 0),
        and([eb("state", "=", "active"), or([eb("endsAt", "is", null), eb("endsAt", ">", now)])]),
      ]),
    )
    .execute();
  return {
    own: rows.find((row) => row.offerId === offerId)?.discountId ?? null,
    others: rows.filter((row) => row.offerId !== offerId).map(offerOfRow),
  };
}

/** With which other offers some members share, most first; of a sample about how many. */
export async function overlapsWith(
  db: Database,
  { shopId, sample, others }: { shopId: number; sample: Sample; others: readonly Offer[] },
): Promise<{ title: string; members: number }[]> {
  const { rows } = await sql<{ segmentId: number; shared: number }>`
    select segment_id, count(*) as shared from memberships
    where shop_id = ${shopId} and customer_id in ${idsIn(db, sample.customerIds)}
      and segment_id in ${idsIn(
        db,
        others.map(({ segmentId }) => segmentId),
      )}
    group by segment_id
  `.execute(db);
  const sharedIn = new Map(rows.map(({ segmentId, shared }) => [segmentId, shared]));
  const weight = sample.of / Math.max(1, sample.customerIds.length);
  return others
    .map(({ title, segmentId }) => ({
      title,
      members: Math.round((sharedIn.get(segmentId) ?? 0) * weight),
    }))
    .filter(({ members }) => members > 0)
    .toSorted((a, b) => b.members - a.members);
}
