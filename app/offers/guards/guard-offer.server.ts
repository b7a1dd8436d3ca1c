import type { Database } from "#app/db/database.server.ts";
import { maySetPrices } from "#app/segments/purpose.server.ts";
import { sampleMembers } from "#app/segments/profile/sample.server.ts";
import { findSegment } from "#app/segments/segments.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import type { OfferContent } from "../draft.ts";
import { countPaidInFull } from "../entitled.server.ts";
import type { Forecast } from "../forecast/forecast.ts";
import { forecastWith } from "../forecast/forecast-offer.server.ts";
import { sizeHoldout } from "../holdout/size-holdout.server.ts";
import type { Sizing } from "../holdout/sizing.ts";
import { readLiveDiscounts } from "../live-discounts/read-live-discounts.server.ts";
import { readOfferSettings } from "../settings/settings.server.ts";
import { betterCustomers } from "./read/better-customers.server.ts";
import { SEGMENTS_IN_SHOP } from "./read/documents.ts";
import type { Finding } from "./finding.ts";
import { guard } from "./rules/guards.ts";
import { measureCatalogue } from "./read/measure-catalogue.server.ts";
import { otherOffers, overlapsWith } from "./read/other-offers.server.ts";
import { usualCarts } from "./read/usual-carts.server.ts";
import { usualSaving } from "./read/usual-saving.ts";

interface Guarding {
  shopId: number;
  /** `offerId`: of one that is kept already, so that it is not taken for another. */
  offer: OfferContent & { offerId?: number };
  /** Where it has been made already. */
  forecast?: Forecast;
  /** Where it has been reckoned already. */
  sizing?: Sizing | null;
  now: number;
}

/** Of an offer that keeps quiet for no day it is asked how many would have reason to regret. */
const USUALLY_QUIET_DAYS = 14;

/**
 * All that there is to say of an offer before it is activated. Reads Shopify's live discounts, and of the shop what
 * members, catalogue and other offers are like: a second or a few. Of a segment that is gone there is nothing to say.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function guardOffer(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, offer, forecast, sizing, now }: Guarding,
): Promise<Finding[]> {
  const { segmentId, startsAt, endsAt, holdoutBasisPoints, quietDays, terms } = offer;
  const segment = await findSegment(db, { shopId, segmentId });
  if (!segment) return [];
  const settings = await readOfferSettings(db, { shopId });
  const { own, others } = await otherOffers(db, { shopId, offerId: offer.offerId, now });
  const live = (await readLiveDiscounts({ db, admin })).filter(({ id }) => id !== own);
  const { segmentsCount } = await admin.ask(SEGMENTS_IN_SHOP, {});
  const members = segment.asOf === null ? null : segment.memberCount;
  const sample = await sampleMembers(db, { shopId, segmentId, members: members ?? 0 });
  const carts = await usualCarts(db, { shopId });
  const savingMinor = usualSaving(carts, terms);
  const days = quietDays === 0 ? USUALLY_QUIET_DAYS : quietDays;
  const paid = await countPaidInFull(db, {
    ...{ shopId, terms, quietDays: days, asOf: now, customerIds: sample.customerIds },
  });
  return guard({
    ...{ offer, now, settings, live, savingMinor },
    forecast: forecast ?? (await forecastWith(db, { shopId, draft: offer, now, live })),
    segment: { ...segment, members, maySetPrices: maySetPrices(segment) },
    segmentsInShop: segmentsCount?.count ?? 0,
    catalogue: await measureCatalogue(db, {
      ...{ shopId, offer, live, floor: settings.marginFloorBasisPoints },
    }),
    overlaps: await overlapsWith(db, { shopId, sample, others }),
    better: await betterCustomers(db, { shopId, segmentId, savingMinor, others, carts }),
    paidInFull: {
      members: Math.round((paid * sample.of) / Math.max(1, sample.customerIds.length)),
      days,
    },
    sizing:
      sizing === undefined
        ? await sizeHoldout(db, { shopId, segmentId, startsAt, endsAt, holdoutBasisPoints, now })
        : sizing,
  });
}
