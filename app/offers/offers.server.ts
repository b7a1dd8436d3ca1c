import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { driftOfText, type Drift } from "./drift.ts";
import { offerOfRow } from "./offer-row.ts";
import { OFFER_PHASES, phaseOf, type Offer, type OfferPhase } from "./offer.ts";

/** An offer as a merchant sees it. */
export interface ListedOffer extends Offer {
  phase: OfferPhase;
  segmentName: string;
  segmentMembers: number;
  /** Whether Shopify holds its segment and its discount: until then it reduces nothing. */
  isPublished: boolean;
  /** Why it could not be published. */
  fault: string | null;
  /** In what Shopify holds something else than it was sent. */
  drift: Drift[];
  /** Whether somebody changed in Shopify what carries it. */
  hasDrift: boolean;
  activatedAt: number | null;
  /** When Shopify was first seen to know its members. */
  confirmedAt: number | null;
  createdAt: number;
}

/** A page of a shop's offers, of one phase or of all, the newest first. */
export async function listOffers(
  db: Database,
  {
    shopId,
    now,
    phase,
    limit = 50,
    offset = 0,
  }: {
    shopId: number;
    now: number;
    phase?: OfferPhase | undefined;
    limit?: number;
    offset?: number;
  },
): Promise<{ offers: ListedOffer[]; total: number }> {
  const rows = await offersOf(db, shopId)
    .$if(phase !== undefined, (query) => query.where(phaseAt(now), "=", phase ?? ""))
    .orderBy("offers.createdAt", "desc")
    .orderBy("offers.offerId", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  const counts = await countPhases(db, { shopId, now });
  const total = phase === undefined ? sum(Object.values(counts)) : counts[phase];
  return { offers: rows.map((row) => listed(row, now)), total };
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

/** How many offers a shop has in each phase. */
export async function countPhases(
  db: Database,
  { shopId, now }: { shopId: number; now: number },
): Promise<Record<OfferPhase, number>> {
  const rows = await db
    .selectFrom("offers")
    .select(({ fn }) => [phaseAt(now).as("phase"), fn.countAll<number>().as("offers")])
    .where("shopId", "=", shopId)
    .groupBy("phase")
    .execute();
  const counts = { draft: 0, scheduled: 0, live: 0, paused: 0, ended: 0 };
  for (const phase of OFFER_PHASES) {
    counts[phase] = rows.find((row) => row.phase === phase)?.offers ?? 0;
  }
  return counts;
}

/** `phaseOf`, as SQL reads it. */
const phaseAt = (now: number) => sql<string>`case
  when offers.state in ('draft', 'ended') then offers.state
  when offers.ends_at <= ${now} then 'ended'
  when offers.state = 'paused' then 'paused'
  when offers.starts_at <= ${now} then 'live'
  else 'scheduled' end`;

/** Some of a shop's offers, the newest first. */
export async function offersByIds(
  db: Database,
  { shopId, offerIds, now }: { shopId: number; offerIds: readonly number[]; now: number },
): Promise<ListedOffer[]> {
  if (offerIds.length === 0) return [];
  const rows = await offersOf(db, shopId)
    .where("offers.offerId", "in", offerIds)
    .orderBy("offers.offerId", "desc")
    .execute();
  return rows.map((row) => listed(row, now));
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
    drift: driftOfText(row.drift),
    hasDrift: row.drift !== null,
    activatedAt: row.activatedAt,
    confirmedAt: row.confirmedAt,
    createdAt: row.createdAt,
  };
};
