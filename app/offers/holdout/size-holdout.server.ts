import type { Database } from "#app/db/database.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { findSegment } from "#app/segments/segments.server.ts";
import { measureBaseRate } from "./measure-base-rate.server.ts";
import { detectableLift, suggestedShare, type Sizing } from "./sizing.ts";

interface Asked {
  shopId: number;
  segmentId: number;
  startsAt: number;
  endsAt: number | null;
  holdoutBasisPoints: number;
  now: number;
}

const DAY_MS = 86_400_000;
/** An offer without an end is looked at as one of so many days. */
const USUAL_DAYS = 30;
/** Results are looked at after so many days at the latest. */
const MOST_DAYS = 90;
/** Of fewer a rate says nothing. */
const FEWEST_MEMBERS = 30;

/** What a holdout of a segment could find out while an offer runs. */
export async function sizeHoldout(
  db: Database,
  { shopId, segmentId, startsAt, endsAt, holdoutBasisPoints, now }: Asked,
): Promise<Sizing | null> {
  const segment = await findSegment(db, { shopId, segmentId });
  if (!segment) return null;
  const length = endsAt === null ? USUAL_DAYS : Math.round((endsAt - startsAt) / DAY_MS);
  const days = Math.min(MOST_DAYS, Math.max(1, length));
  const shop = await readShop(db, shopId);
  const past = await measureBaseRate(db, { shop, query: segment.query, days, now });
  const members = segment.memberCount;
  const baseRate = past.members < FEWEST_MEMBERS ? null : past.ordered / past.members;
  const sizing = { members, days, baseRate, holdoutBasisPoints };
  if (baseRate === null) return { ...sizing, lift: null, suggested: null, suggestedLift: null };
  const suggested = suggestedShare({ members, baseRate });
  return {
    ...sizing,
    lift: detectableLift({ members, baseRate, holdoutBasisPoints }),
    suggested,
    suggestedLift:
      suggested && detectableLift({ members, baseRate, holdoutBasisPoints: suggested }),
  };
}
