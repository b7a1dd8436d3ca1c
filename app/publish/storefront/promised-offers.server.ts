import type { Database } from "#app/db/database.server.ts";
import { offerOfRow } from "#app/offers/offer-row.ts";
import { phaseOf, type Offer } from "#app/offers/offer.ts";
import { discountContent, publishedObjects } from "../published-objects.server.ts";

/** Offers that hold and whose discount was seen to reach its members: what the storefront may tell of. */
export async function promisedOffers(
  db: Database,
  { shopId, now }: { shopId: number; now: number },
): Promise<Offer[]> {
  const discounts = await publishedObjects(db, { shopId, kind: "discount" });
  const offers = await activeOffers(db, shopId);
  return offers.filter((offer) => {
    const discount = discounts.get(offer.handle);
    return discount && discountContent(discount).isConfirmed && phaseOf(offer, now) !== "ended";
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
