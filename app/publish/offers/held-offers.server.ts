import type { Database } from "#app/db/database.server.ts";
import { offerOfRow } from "#app/offers/offer-row.ts";
import type { Offer } from "#app/offers/offer.ts";

/**
 * Offers that Shopify may hold something of, and whose segment is still there: the most important first. None of a shop
 * from which everything is taken back.
 */
export async function heldOffers(db: Database, { shopId }: { shopId: number }): Promise<Offer[]> {
  const rows = await db
    .selectFrom("offers")
    .innerJoin("segments", (join) =>
      join
        .onRef("segments.shopId", "=", "offers.shopId")
        .onRef("segments.segmentId", "=", "offers.segmentId"),
    )
    .innerJoin("shops", "shops.shopId", "offers.shopId")
    .selectAll("offers")
    .where("offers.shopId", "=", shopId)
    .where("shops.withdrawnAt", "is", null)
    .where("offers.state", "in", ["active", "paused"])
    .orderBy("segments.priority")
    .orderBy("offers.offerId")
    .execute();
  return rows.map(offerOfRow);
}
