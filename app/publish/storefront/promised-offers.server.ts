import type { Database } from "#app/db/database.server.ts";
import { offerOfRow } from "#app/offers/offer-row.ts";
import { phaseOf, type Offer } from "#app/offers/offer.ts";
import { carriedOf, discountContent, isSame } from "../offers/carried.ts";
import { publishedObjects } from "../published-objects.server.ts";

/**
 * What the storefront may tell of: offers whose discount was seen to reach its members, gives them no less than is
 * promised, and is not about to be changed.
 */
export async function promisedOffers(
  db: Database,
  { shopId, now }: { shopId: number; now: number },
): Promise<Offer[]> {
  const discounts = await publishedObjects(db, { shopId, kind: "discount" });
  const offers = await activeOffers(db, shopId);
  return offers.filter((offer) => {
    const discount = discounts.get(offer.handle);
    if (!discount || phaseOf(offer, now) === "ended") return false;
    const { isConfirmed, sent } = discountContent(discount);
    return isConfirmed && isSame(sent, carriedOf(offer));
  });
}

/** Offers that the merchant has not ended and whose segment is still there, the most important first. */
export async function activeOffers(db: Database, shopId: number): Promise<Offer[]> {
  const rows = await db
    .selectFrom("offers")
    .innerJoin("segments", (join) =>
      join
        .onRef("segments.shopId", "=", "offers.shopId")
        .onRef("segments.segmentId", "=", "offers.segmentId"),
    )
    .selectAll("offers")
    .where("offers.shopId", "=", shopId)
    .where("offers.state", "=", "active")
    .orderBy("segments.priority")
    .orderBy("offers.offerId")
    .execute();
  return rows.map(offerOfRow);
}
