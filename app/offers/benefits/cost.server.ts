import type { Database } from "#app/db/database.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { forecastWith } from "../forecast/forecast-offer.server.ts";
import { readLiveDiscounts } from "../live-discounts/read-live-discounts.server.ts";
import { tiersWithBenefits } from "./benefits.server.ts";

/** What the offers for all members of a tier would have cost in a year. */
export interface YearlyCost {
  /** Orders of the tier's members that were looked at, and that would have had a reduction. */
  orders: number;
  touched: number;
  costMinor: number;
  days: number;
}

const YEAR_DAYS = 365;

/**
 * Prices a year's orders of a tier's customers again with each of the offers that all members have; null when there is no
 * such tier. Offers on entering are left out: nobody knows yet who will enter, and each has them for thirty days only.
 * Seconds for a large shop.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function yearlyCost(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, tierId, now }: { shopId: number; tierId: number; now: number },
): Promise<YearlyCost | null> {
  const plan = await tiersWithBenefits(db, { shopId, now });
  const tier = plan?.tiers.find((one) => one.tierId === tierId);
  if (!tier) return null;
  const live = await readLiveDiscounts({ db, admin });
  const total: YearlyCost = { orders: 0, touched: 0, costMinor: 0, days: YEAR_DAYS };
  const forMembers = tier.audiences.filter(({ audience }) => audience === "members");
  for (const draft of forMembers.flatMap(({ offers }) => offers)) {
    const forecast = await forecastWith(db, { shopId, draft, now, live, days: YEAR_DAYS });
    total.orders = Math.max(total.orders, forecast.orders);
    total.touched += forecast.alone.orders;
    total.costMinor += forecast.alone.costMinor;
  }
  return total;
}
