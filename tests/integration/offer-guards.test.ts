import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import type { OfferContent } from "#app/offers/draft.ts";
import type { Finding, FindingCode } from "#app/offers/guards/finding.ts";
import { guardOffer } from "#app/offers/guards/guard-offer.server.ts";
import { textOfTerms } from "#app/offers/read-terms.ts";
import { saveOfferSettings } from "#app/offers/settings/settings.server.ts";
import { USUAL_SETTINGS } from "#app/offers/settings/settings.ts";
import { plainTerms, type Items, type Reduction, type Terms } from "#app/offers/terms.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { installedClient, startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { openStoreAdmin } from "#tests/support/publish-shop.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const COLLECTION = 71;
/** Of which two are champions. */
const MEMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const all: Items = { kind: "all" };
const products = (...productIds: number[]): Items => ({ kind: "products", productIds });
const percentage = (basisPoints: number, items: Items = all): Reduction => ({
  ...{ kind: "percentage", basisPoints, items },
});

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let devstore: RunningDevstore;
  let shopId: number;
  let admin: Admin;

  beforeEach(async () => {
    opened = await engine.open();
    devstore = await startDevstore();
    const { db } = opened;
    const build = shopBuilder(db);
    shopId = await build.install();
    // Prices and costs: 40 per cent of the first is left, 10 of the second; of the third nobody knows.
    for (const [productId, priceMinor, costMinor] of [
      [1, 1_000, 600],
      [2, 2_000, 1_800],
      [3, 500, null],
    ] as const) {
      await build.product(productId, { title: `Pot ${productId}` });
      const variant = { shopId, productId, variantId: productId * 10, isAvailable: 1 };
      await db
        .insertInto("variants")
        .values({ ...variant, priceMinor, costMinor })
        .execute();
    }
    const inCollection = { shopId, productId: 1, collectionId: COLLECTION };
    await db.insertInto("productCollections").values(inCollection).execute();
    for (const segmentId of [1, 2]) {
      await db
        .insertInto("segments")
        .values({
          ...{ shopId, segmentId, handle: `s-${segmentId}`, name: `Segment ${segmentId}` },
          ...{ query: "number_of_orders >= 0", priority: segmentId, templateKey: null, asOf: NOW },
          ...{ memberCount: segmentId === 1 ? MEMBERS.length : 3, fault: null },
          ...{ createdAt: 0, updatedAt: 0 },
        })
        .execute();
    }
    for (const customerId of [...MEMBERS, 20, 21, 22]) {
      await build.customer(customerId);
      const segmentId = customerId < 20 ? 1 : 2;
      await db
        .insertInto("memberships")
        .values({ shopId, segmentId, customerId, since: 0 })
        .execute();
      const netMinor = segmentId === 1 ? 1_000 : 50_000;
      await db
        .insertInto("customerFacts")
        .values({ shopId, customerId, orders: 1, netMinor, refundedMinor: 0, asOf: NOW, ...ONCE })
        .execute();
    }
    ({ admin } = await openStoreAdmin({ origin: devstore.origin, shopId }));
  });
  afterEach(async () => {
    await devstore.stop();
    await opened.close();
  });

  const offer = (reduction: Reduction, changes: Partial<OfferContent> = {}): OfferContent => ({
    ...{ segmentId: 1, title: "For us", terms: plainTerms(reduction), method: "automatic" },
    ...{ code: null, startsAt: NOW, endsAt: NOW + 14 * DAY, holdoutBasisPoints: 0, quietDays: 14 },
    ...changes,
  });
  const guarded = (reduction: Reduction, changes: Partial<OfferContent> = {}) =>
    guardOffer(
      { db: opened.db, admin },
      { shopId, offer: offer(reduction, changes), sizing: null, now: NOW },
    );
  const codesOf = (findings: Finding[]) => findings.map(({ code }) => code);
  const valuesOf = (findings: Finding[], code: FindingCode) =>
    findings.find((finding) => finding.code === code)?.values;

  const floor = (marginFloorBasisPoints: number) =>
    saveOfferSettings(opened.db, {
      ...{ shopId, at: NOW, settings: { ...USUAL_SETTINGS, marginFloorBasisPoints } },
    });

  async function addOffer(given: { segmentId: number; terms: Terms; title: string }) {
    const { terms, ...row } = given;
    await opened.db
      .insertInto("offers")
      .values({
        ...{ ...row, shopId, offerId: 9, handle: "o-999999", terms: textOfTerms(terms) },
        ...{ method: "code", code: "OTHER", startsAt: NOW - DAY, endsAt: null, state: "active" },
        ...{ createdAt: 0, updatedAt: 0 },
      })
      .execute();
  }

  test("the margin is that of the worst product it is on, with how many costs are known", async () => {
    // A fifth off: 800 for what costs 600 leaves a quarter; 1,600 for 1,800 is a loss of an eighth.
    const onAll = await guarded(percentage(2_000));
    expect(valuesOf(onAll, "margin-below-floor")).toEqual({
      ...{ floor: 0, margin: -1_250, product: "Pot 2" },
    });
    expect(valuesOf(onAll, "margin-unknown")).toEqual({ pieces: 3, withCost: 2 });

    const named = await guarded(percentage(2_000, products(1)));
    expect(codesOf(named)).toEqual([]);
    await floor(2_501);
    const ofCollection: Items = { kind: "collections", collectionIds: [COLLECTION] };
    expect(valuesOf(await guarded(percentage(2_000, ofCollection)), "margin-below-floor")).toEqual({
      ...{ floor: 2_501, margin: 2_500, product: "Pot 1" },
    });
  });

  test("an amount is judged in the smallest cart that has its minimum", async () => {
    const off = (minimum: Terms["minimum"]) =>
      guarded(
        { kind: "amount", minor: 450, eachItem: false, items: products(1) },
        {
          terms: {
            ...plainTerms({ kind: "amount", minor: 450, eachItem: false, items: products(1) }),
            minimum,
          },
        },
      );
    // 550 for what costs 600; of three 2,550 for 1,800.
    expect(valuesOf(await off(null), "margin-below-floor")).toMatchObject({ margin: -910 });
    expect(codesOf(await off({ kind: "quantity", quantity: 3 }))).toEqual([]);
    expect(codesOf(await off({ kind: "subtotal", minor: 2_500 }))).toEqual([]);
  });

  test("what is got for nothing is paid for by what must be bought with it", async () => {
    const free = (quantity: number): Reduction => ({
      ...{ kind: "buy-x-get-y", buys: { quantity, items: products(1) }, usesPerOrder: null },
      gets: { quantity: 1, items: products(2), basisPoints: 10_000 },
    });
    // Four for 4,000 cost 2,400, and 1,800 for the free one: a loss of 5 per cent; five leave 4 per cent.
    expect(valuesOf(await guarded(free(4)), "margin-below-floor")).toMatchObject({ margin: -500 });
    expect(codesOf(await guarded(free(5)))).toEqual([]);
  });

  test("live discounts are met: names, codes, and what may stand beside it at a loss", async () => {
    const ask = await installedClient(devstore.origin);
    const { data } = await ask(
      `mutation Make($input: DiscountAutomaticBasicInput!) {
        discountAutomaticBasicCreate(automaticBasicDiscount: $input) { userErrors { message } } }`,
      {
        input: {
          ...{ title: "Summer", startsAt: "2026-11-01T00:00:00Z", context: { all: "ALL" } },
          customerGets: { items: { all: true }, value: { percentage: 0.3 } },
          combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: false },
        },
      },
    );
    expect(data).toEqual({ discountAutomaticBasicCreate: { userErrors: [] } });

    const terms = plainTerms(percentage(2_000, products(1)));
    const combining = { ...terms, combinesWith: { product: false, order: true, shipping: false } };
    // 1,000 less a fifth less three tenths of the rest are 560, for 600.
    const stacked = await guarded(terms.reduction, { terms: combining });
    expect(codesOf(stacked).slice(0, 2)).toEqual(["stack-below-floor", "stacks"]);
    expect(valuesOf(stacked, "stack-below-floor")).toEqual({
      ...{ floor: 0, margin: -715, product: "Pot 1", titles: ["Summer"] },
    });
    expect(valuesOf(await guarded(terms.reduction), "one-sided")).toEqual({
      ...{ theyRefuse: [], weRefuse: ["Summer"] },
    });
    expect(codesOf(await guarded(terms.reduction, { title: "SUMMER" }))[0]).toBe("title-taken");
  });

  test("strangers have nothing better than champions unless the merchant confirms it", async () => {
    const { db } = opened;
    for (const customerId of [20, 21, 22]) {
      await db
        .insertInto("rfmScores")
        .values({
          ...{ shopId, customerId, rfmGroup: "CHAMPIONS" },
          ...{ recency: 5, frequency: 5, monetary: 5 },
        })
        .execute();
    }
    await usualOrder(5_000);
    const small = percentage(1_000, products(1));
    expect(valuesOf(await guarded(small), "better-for-strangers")).toEqual({
      ...{ whom: "Champions", customers: 3, served: 0, savingMinor: 500, theirsMinor: 0 },
    });
    const champions = { segmentId: 2, title: "For the best" };
    await addOffer({ ...champions, terms: plainTerms(percentage(500)) });
    expect(valuesOf(await guarded(small), "better-for-strangers")).toMatchObject({
      ...{ served: 0, theirsMinor: 250 },
    });
    await db.deleteFrom("offers").where("shopId", "=", shopId).execute();
    await addOffer({ ...champions, terms: plainTerms(percentage(1_000)) });
    expect(codesOf(await guarded(small))).not.toContain("better-for-strangers");
  });

  test("members who have another offer, and who have just paid in full, are counted", async () => {
    await addOffer({ segmentId: 1, title: "Other", terms: plainTerms(percentage(500)) });
    await usualOrder(1_000, 3);
    const findings = await guarded(percentage(1_000, products(1)));
    expect(valuesOf(findings, "overlaps")).toEqual({
      ...{ members: 12, others: [{ title: "Other", members: 12 }] },
    });
    expect(valuesOf(findings, "quiet")).toEqual({ members: 1, days: 14 });
    const loud = await guarded(percentage(1_000, products(1)), { quietDays: 0 });
    expect(codesOf(loud)).toContain("quiet-off");
  });

  /** An order of product 1 at full price, so much of it. */
  async function usualOrder(totalMinor: number, customerId: number | null = null) {
    const order = { shopId, orderId: 77 };
    await opened.db
      .insertInto("orders")
      .values({
        ...{ ...order, customerId, processedAt: NOW - DAY, updatedAt: NOW, cancelledAt: null },
        ...{ processedDay: 0, isTest: 0, taxMinor: 0, shippingMinor: 0, adjustmentMinor: 0 },
        ...{ discountMinor: 0, refundedMinor: 0, totalMinor, subtotalMinor: totalMinor },
      })
      .execute();
    const quantity = totalMinor / 1_000;
    await opened.db
      .insertInto("lineItems")
      .values({
        ...{ ...order, lineItemId: 770, productId: 1, variantId: 10 },
        ...{ quantity, currentQuantity: quantity, totalMinor },
      })
      .execute();
  }
});

const ONCE = {
  ...{ discountMinor: 0, firstOrderAt: 0, firstOrderDay: 0 },
  ...{ lastOrderAt: 0, lastOrderDay: 0 },
};
