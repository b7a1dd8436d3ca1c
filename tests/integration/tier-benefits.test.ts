import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import {
  addBenefit,
  audienceSegment,
  removeBenefit,
  tiersWithBenefits,
} from "#app/offers/benefits/benefits.server.ts";
import { BENEFITS_PER_TIER } from "#app/offers/benefits/benefit.ts";
import { draftOffer } from "#app/offers/draft-offer.server.ts";
import { plainTerms } from "#app/offers/terms.ts";
import { desiredStorefront } from "#app/publish/storefront/desired-storefront.server.ts";
import { refreshAll } from "#app/segments/refresh-all.server.ts";
import { saveTiers } from "#app/segments/tiers/tiers.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let shopId: number;

  beforeEach(async () => {
    opened = await engine.open();
    const { db } = opened;
    const build = shopBuilder(db, { timeZone: "UTC" });
    shopId = await build.install();
    // The first bought thrice, the second once, the third never.
    for (const customerId of [1, 2, 3]) await build.customer(customerId);
    for (const ago of [40, 30, 20]) await build.order(1, NOW - ago * DAY, { totalMinor: 5000 });
    await build.order(2, NOW - DAY);
    await name("Gold");
    await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
  });

  afterEach(() => opened.close());

  const name = (gold: string, tierId: number | null = null) =>
    saveTiers(opened.db, {
      shopId,
      rules: { measure: "orders", period: "for-ever", keepPercent: 100, graceDays: 0 },
      tiers: [{ tierId, name: gold, threshold: 3 }],
      at: NOW,
    });
  const gold = async () => {
    const plan = await tiersWithBenefits(opened.db, { shopId, now: NOW });
    const [tier] = plan?.tiers ?? [];
    if (!tier) throw new Error("the shop has a tier");
    return tier;
  };
  const add = (text: string, tierId = 1) =>
    addBenefit(opened.db, { shopId, tierId, benefit: { kind: "text", text }, now: NOW });
  const told = async () =>
    (await desiredStorefront(opened.db, { shopId, now: NOW })).metaobjects.get("t-1");

  test("a shop without tiers has nothing to give, and says so", async () => {
    const other = await shopBuilder(opened.db, { timeZone: "UTC" }).install("other.myshopify.com");
    expect(await tiersWithBenefits(opened.db, { shopId: other, now: NOW })).toBeNull();
  });

  test("what a tier gives is told on the storefront, until it is removed", async () => {
    const { db } = opened;
    await db
      .insertInto("collections")
      .values({ shopId, collectionId: 9, title: "New in", handle: "new-in", updatedAt: NOW })
      .execute();
    expect(await told()).toBeUndefined();
    expect(await add("Free gift wrap")).toEqual({ kind: "added" });
    await addBenefit(db, {
      ...{ shopId, tierId: 1, now: NOW },
      benefit: { kind: "collection", collectionId: 9 },
    });
    expect(await gold()).toMatchObject({
      ...{ name: "Gold", customers: 1 },
      benefits: [
        { benefitId: 1, text: "Free gift wrap", isCollection: false },
        { benefitId: 2, text: "New in", isCollection: true },
      ],
    });
    expect(await told()).toEqual({
      type: "$app:tier",
      fields: {
        name: "Gold",
        benefits: '["Free gift wrap"]',
        collections: '["gid://shopify/Collection/9"]',
      },
    });

    await db.deleteFrom("collections").execute(); // in Shopify
    expect((await gold()).benefits).toHaveLength(1);
    expect((await told())?.fields.collections).toBe("[]");
    await removeBenefit(db, { shopId, tierId: 1, benefitId: 1 });
    await removeBenefit(db, { shopId, tierId: 1, benefitId: 1 });
    expect((await gold()).benefits).toEqual([]);
  });

  test("a tier that is not there gets nothing, and none gets more than is read", async () => {
    expect(await add("x", 7)).toEqual({ kind: "tier-missing" });
    for (let n = 0; n < BENEFITS_PER_TIER; n++) await add(`Benefit ${n}`);
    expect(await add("One more")).toEqual({ kind: "too-many", limit: BENEFITS_PER_TIER });
  });

  test("offers of a tier are for segments of its own: all members, or who has just come in", async () => {
    const { db } = opened;
    const ask = { shopId, tierId: 1, now: NOW };
    const members = await audienceSegment(db, { ...ask, audience: "members" });
    const newcomers = await audienceSegment(db, { ...ask, audience: "newcomers" });
    expect(await audienceSegment(db, { ...ask, audience: "members" })).toBe(members);
    expect(await audienceSegment(db, { ...ask, tierId: 7, audience: "members" })).toBeNull();
    await draftOffer(db, {
      shopId,
      draft: {
        ...{ segmentId: newcomers ?? 0, title: "Welcome", method: "automatic", startsAt: NOW },
        terms: plainTerms({ kind: "percentage", basisPoints: 500, items: { kind: "all" } }),
      },
      now: NOW,
    });
    expect((await gold()).audiences).toMatchObject([
      { audience: "members", segmentId: members, members: 1, isStale: false, offers: [] },
      { audience: "newcomers", members: 1, offers: [{ title: "Welcome", phase: "draft" }] },
    ]);

    // A month later nobody is new.
    const later = NOW + 31 * DAY;
    await refreshAll(db, { shopId, asOf: later, now: () => later });
    expect((await gold()).audiences.map((one) => one.members)).toEqual([1, 0]);
  });

  test("a tier that is called otherwise is asked for by its new name", async () => {
    const { db } = opened;
    const ask = { shopId, tierId: 1, audience: "members", now: NOW } as const;
    const segmentId = await audienceSegment(db, ask);
    await name("Golden", 1);
    expect((await gold()).audiences).toMatchObject([{ isStale: true }]);
    expect(await audienceSegment(db, ask)).toBe(segmentId);
    expect((await gold()).audiences).toMatchObject([{ isStale: false, members: 1 }]);
  });
});
