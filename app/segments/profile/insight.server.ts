import type { Database } from "#app/db/database.server.ts";
import { dayOf, startOfDay } from "#app/platform/calendar.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { countCustomers, segmentTrend } from "#app/segments/members.server.ts";
import { isMeasure, isObjective } from "#app/segments/objectives.ts";
import type { Segment } from "#app/segments/segment.ts";
import { RECENT_DAYS } from "./habits.ts";
import { habitsOf, havingsOf } from "./habits.server.ts";
import { liftsOf, type Having } from "./lift.ts";
import { measured } from "./measure.ts";
import { movesOf, recentMovesOf } from "./moves.server.ts";
import { overlapsOf } from "./overlap.server.ts";
import { sampleBuyers, sampleMembers } from "./sample.server.ts";
import { viabilityOf } from "./viability.ts";

const MOVES_DAYS = 30;
const RECENT_MOVES = 12;

/**
 * What a segment is like beside its shop, as of a moment: read of samples, so that it costs the same for a hundred
 * members and for a million. Below two thousand a sample is everyone.
 */
export async function insightOf(
  db: Database,
  { shop, segment, asOf }: { shop: Shop; segment: Segment; asOf: number },
) {
  const { shopId } = shop;
  const { segmentId, memberCount: members } = segment;
  const today = dayOf(asOf, shop.timeZone);
  const since = (days: number) => startOfDay(today - days, shop.timeZone);

  const sample = await sampleMembers(db, { shopId, segmentId, members });
  const buyers = await sampleBuyers(db, { shopId });
  const habits = await habitsOf(db, { shopId, customerIds: sample.customerIds, today });
  const ofShop = await habitsOf(db, { shopId, customerIds: buyers.customerIds, today });
  const has = await havingsOf(db, { shopId, customerIds: sample.customerIds });
  const shopHas = await havingsOf(db, { shopId, customerIds: buyers.customerIds });
  const lifts = (of: (one: typeof has) => Having[]) =>
    liftsOf(
      { members: of(has), ofMembers: Math.max(1, sample.customerIds.length) },
      { buyers: of(shopHas), ofBuyers: Math.max(1, buyers.customerIds.length) },
    );

  const key = { shopId, segmentId };
  const customers = await countCustomers(db, { shopId });
  const sizes = await segmentTrend(db, key);
  const quarter = await movesOf(db, { ...key, since: since(RECENT_DAYS) });
  return {
    sampled: sample.customerIds.length < members ? sample.customerIds.length : null,
    habits,
    shop: ofShop,
    products: lifts((one) => one.products),
    types: lifts((one) => one.types),
    vendors: lifts((one) => one.vendors),
    countries: lifts((one) => one.countries),
    viability: viabilityOf({
      ...{ members, customers, habits, shop: ofShop, sizes },
      hasObjective: isObjective(segment.objective),
    }),
    moves: await movesOf(db, { ...key, since: since(MOVES_DAYS) }),
    movesDays: MOVES_DAYS,
    recentMoves: await recentMovesOf(db, { ...key, since: since(MOVES_DAYS), limit: RECENT_MOVES }),
    overlaps: await overlapsOf(db, { ...key, sample }),
    measured: isMeasure(segment.measure)
      ? measured(segment.measure, { members, recent: habits.recent, moves: quarter })
      : null,
  };
}

export type Insight = Awaited<ReturnType<typeof insightOf>>;
