import type { Database } from "#app/db/database.server.ts";
import { offerOfRow } from "./offer-row.ts";
import { phaseOf, type Offer, type OfferPhase } from "./offer.ts";

/** An offer as a merchant sees it. */
export interface ListedOffer extends Offer {
  phase: OfferPhase;
  segmentName: string;
  segmentMembers: number;
  /** Whether Shopify holds its segment and its discount: until then it reduces nothing. */
  isPublished: boolean;
  /** Why it could not be published. */
  fault: string | null;
  createdAt: number;
}

/** A page of a shop's offers, the newest first. */
export async function listOffers(
  db: Database,
  {
    shopId,
    now,
    limit = 50,
    offset = 0,
  }: {
    shopId: number;
    now: number;
    limit?: number;
    offset?: number;
  },
): Promise<{ offers: ListedOffer[]; total: number }> {
  const rows = await offersOf(db, shopId)
    .orderBy("offers.createdAt", "desc")
    .orderBy("offers.offerId", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await db
    .selectFrom("offers")
    .select(({ fn }) => fn.countAll<number>().as("total"))
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  return { offers: rows.map((row) => listed(row, now)), total };
}

export async function findOffer(
  db: Database,
  { shopId, offerId, now }: { shopId: number; offerId: number; now: number },
): Promise<ListedOffer | undefined> {
  const row = await offersOf(db, shopId).where("offers.offerId", "=", offerId).executeTakeFirst();
  return row && listed(row, now);
}

/** A segment that is gone leaves its ended offers behind, without a name. */
const offersOf = (db: Database, shopId: number) =>
  db
    .selectFrom("offers")
    .leftJoin("segments", (join) =>
      join
        .onRef("segments.shopId", "=", "offers.shopId")
        .onRef("segments.segmentId", "=", "offers.segmentId"),
    )
    .selectAll("offers")
    .select(["segments.name as segmentName", "segments.memberCount"])
    .where("offers.shopId", "=", shopId);

type OfferRow = Awaited<ReturnType<ReturnType<typeof offersOf>["executeTakeFirstOrThrow"]>>;

const listed = (row: OfferRow, now: number): ListedOffer => {
  const offer = offerOfRow(row);
  return {
    ...offer,
    phase: phaseOf(offer, now),
    segmentName: row.segmentName ?? "",
    segmentMembers: row.memberCount ?? 0,
    isPublished: row.twinId !== null && row.discountId !== null,
    fault: row.fault,
    createdAt: row.createdAt,
  };
};
