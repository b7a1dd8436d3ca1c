import { Temporal } from "temporal-polyfill";
import type { Database } from "#app/db/database.server.ts";
import { listSegments } from "#app/segments/segments.server.ts";
import type { merchant } from "./merchant.ts";
import type { Shopper } from "./summary.ts";

/** Segments to look at, by the key of their template, the first of each that has members. */
const SHOWN = ["champions", "at-risk", "new"];

/** What may be said against a demo's first offer, and is meant. */
const CONFIRMED = ["quiet-off", "past-below-floor", "stacks", "stack-below-floor"];

/**
 * Offers ten per cent to the shop's champions through the app's own form, unless there is an offer already.
 * @returns whether one was made
 */
export async function makeOffer(
  { db, inTheApp }: { db: Database; inTheApp: ReturnType<typeof merchant> },
  { shopId, now }: { shopId: number; now: number },
): Promise<boolean> {
  const existing = await db
    .selectFrom("offers")
    .select("offerId")
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  if (existing) return false;
  const segments = await listSegments(db, { shopId });
  const champions = segments.find(
    ({ templateKey, memberCount }) => templateKey === SHOWN[0] && memberCount > 0,
  );
  const segment = champions ?? segments.find(({ memberCount }) => memberCount > 0);
  if (!segment) return false;
  const { timeZone } = await db
    .selectFrom("shops")
    .select("timeZone")
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  const startsAt = Temporal.Instant.fromEpochMilliseconds(now - 60_000).toZonedDateTimeISO(
    timeZone,
  );
  await inTheApp.submit("/app/offers/new", {
    title: "A thank-you for our regulars",
    segmentId: String(segment.segmentId),
    percent: "10",
    method: "automatic",
    code: "",
    startsAt: startsAt.toPlainDateTime().toString({ smallestUnit: "minute" }),
    // Whoever is looked at has it.
    holdout: "0",
    quietDays: "0",
    minimum: "none",
  });
  const { offerId } = await db
    .selectFrom("offers")
    .select("offerId")
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  await inTheApp.submit(`/app/offers/${offerId}`, {
    intent: "activate",
    confirmed: CONFIRMED.join(","),
  });
  return true;
}

/** Three customers of different segments, each the one who spent most there and is in none of those before. */
export async function chooseShoppers(
  db: Database,
  { shopId }: { shopId: number },
): Promise<Shopper[]> {
  const segments = await listSegments(db, { shopId });
  const wanted = [
    ...SHOWN.flatMap((key) => segments.filter(({ templateKey }) => templateKey === key)),
    ...segments,
  ];
  const shoppers: Shopper[] = [];
  for (const segment of wanted) {
    if (shoppers.length === 3) break;
    if (shoppers.some((shopper) => shopper.segment === segment.name)) continue;
    const member = await db
      .selectFrom("memberships")
      .innerJoin("customerFacts", (join) =>
        join
          .onRef("customerFacts.shopId", "=", "memberships.shopId")
          .onRef("customerFacts.customerId", "=", "memberships.customerId"),
      )
      .select("memberships.customerId")
      .where("memberships.shopId", "=", shopId)
      .where("memberships.segmentId", "=", segment.segmentId)
      .$if(shoppers.length > 0, (query) =>
        query.where(
          "memberships.customerId",
          "not in",
          shoppers.map(({ customerId }) => customerId),
        ),
      )
      .orderBy("customerFacts.netMinor", "desc")
      .limit(1)
      .executeTakeFirst();
    if (member) shoppers.push({ customerId: member.customerId, segment: segment.name });
  }
  return shoppers;
}

/** A product that can be bought, dear enough for ten per cent to show. */
export const cartProduct = (db: Database, { shopId }: { shopId: number }) =>
  db
    .selectFrom("products")
    .select("handle")
    .where("shopId", "=", shopId)
    .where("isAvailable", "=", 1)
    .where("status", "=", "ACTIVE")
    .where("publishedAt", "is not", null)
    .orderBy("minPriceMinor", "desc")
    .orderBy("productId")
    .limit(1)
    .executeTakeFirstOrThrow();
