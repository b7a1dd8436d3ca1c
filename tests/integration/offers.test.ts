import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { draftOffer } from "#app/offers/draft-offer.server.ts";
import type { OfferDraft } from "#app/offers/draft.ts";
import { endOffer } from "#app/offers/move-offer.server.ts";
import { findOffer, listOffers } from "#app/offers/offers.server.ts";
import { plainTerms, type Items } from "#app/offers/terms.ts";
import { openLog } from "#app/platform/log.server.ts";
import { publishRun } from "#app/publish/publish-run.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { checkoutTotals } from "#tests/devstore/checkout/cart.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { activateConfirmed } from "#tests/support/offers.ts";
import {
  customerIdOf,
  fillShop,
  heldByStore,
  openStoreAdmin,
  productIdOf,
} from "#tests/support/publish-shop.ts";

const DAY = 86_400_000;
const ALL: Items = { kind: "all" };
const percentage = (basisPoints: number) =>
  plainTerms({ kind: "percentage", basisPoints, items: ALL });
const log = openLog({ level: "silent" });
const signal = new AbortController().signal;

/** Customers of even numbers are in the first segment. */
const MEMBER = customerIdOf(2);
const STRANGER = customerIdOf(3);

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let devstore: RunningDevstore;
  let shopId: number;
  let admin: Admin;
  let asked: string[];
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    opened = await engine.open();
    devstore = await startDevstore();
    shopId = await fillShop(
      { db: opened.db, store: devstore.store },
      { customers: 12, products: 4, segments: ["s-aaaaaa", "s-bbbbbb"] },
    );
    ({ admin, asked } = await openStoreAdmin({ origin: devstore.origin, shopId }));
  });

  afterEach(async () => {
    await devstore.stop();
    await opened.close();
  });

  const draft = (changes: Partial<OfferDraft> = {}): OfferDraft => ({
    segmentId: 1,
    title: "Ten off for regulars",
    terms: percentage(1000),
    method: "automatic",
    startsAt: now - DAY,
    ...changes,
  });

  /** Drafts it and activates it. */
  async function create(changes: Partial<OfferDraft> = {}) {
    const drafted = await draftOffer(opened.db, { shopId, draft: draft(changes), now });
    if (drafted.kind !== "created") return drafted;
    const { offerId } = drafted;
    const outcome = await activateConfirmed({ db: opened.db, admin }, { shopId, offerId, now });
    return outcome.kind === "activated" ? drafted : outcome;
  }

  async function created(changes: Partial<OfferDraft> = {}) {
    const outcome = await create(changes);
    if (outcome.kind !== "created") throw new Error(outcome.kind);
    return outcome.offerId;
  }

  const publish = (at = now) =>
    publishRun({ db: opened.db, admin, log, signal }, { shopId, now: at });

  const totals = (customerId: number | null, codes: string[] = []) =>
    checkoutTotals(devstore.store, {
      customerId,
      codes,
      lines: [{ variantId: productIdOf(1) * 10, quantity: 3 }],
    });

  const promised = () => {
    const { config } = heldByStore(devstore.store).appData as { config: { offers: string[][] } };
    return config.offers;
  };

  const find = (offerId: number) => findOffer(opened.db, { shopId, offerId, now });

  test("a price depends on where somebody lives only once the merchant has said that they know", async () => {
    const query = "customer_countries CONTAINS 'DE'";
    const set = (changes: { query?: string; acknowledgedQuery?: string }) =>
      opened.db.updateTable("segments").set(changes).where("segmentId", "=", 1).execute();
    await set({ query });
    expect(await create()).toEqual({ kind: "ground-not-acknowledged" });
    await set({ acknowledgedQuery: query });
    expect(await create()).toMatchObject({ kind: "created" });
  });

  test("a member pays less at checkout, a stranger and a guest do not, and the storefront tells the member alone", async () => {
    const offerId = await created();
    expect((await queueHealth(opened.db, { now })).waiting).toBe(1);
    expect(await publish()).toBe("done");

    expect(totals(MEMBER).discountMinor).toBe(300);
    expect(totals(STRANGER).discountMinor).toBe(0);
    expect(totals(null).discountMinor).toBe(0);

    const offer = await find(offerId);
    expect(offer).toMatchObject({
      phase: "live",
      isPublished: true,
      fault: null,
      segmentMembers: 0,
    });
    const handle = offer?.handle ?? "";
    expect(promised()).toEqual([[handle, Math.ceil((now - DAY) / 1000), 0]]);
    const { metaobjects, metafields, segments } = heldByStore(devstore.store);
    expect(metaobjects[handle]).toMatchObject({
      ...{ kind: "percentage", percent: "10", scope: "all", method: "automatic" },
      title: "Ten off for regulars",
    });
    expect(Object.keys(metaobjects)).toEqual(["everyone", handle, "s-aaaaaa", "s-bbbbbb"]);
    expect(metafields).toContain(`CUSTOMER ${MEMBER} segments ["${handle}","s-aaaaaa"]`);
    expect(metafields).toContain(`CUSTOMER ${STRANGER} segments ["s-bbbbbb"]`);
    expect(segments[0]?.query).toMatch(
      new RegExp(`^metafields\\.app--.+\\.segments CONTAINS '${handle}'$`),
    );
  });

  test("a code reduces for members alone", async () => {
    const offerId = await created({ method: "code", code: "REGULAR10" });
    await publish();
    expect(totals(MEMBER).discountMinor).toBe(0);
    expect(totals(MEMBER, ["regular10"]).discountMinor).toBe(300);
    expect(totals(STRANGER, ["REGULAR10"]).discountMinor).toBe(0);
    const handle = (await find(offerId))?.handle ?? "";
    expect(heldByStore(devstore.store).metaobjects[handle]).toMatchObject({
      code: "REGULAR10",
      method: "code",
    });
  });

  test("an offer that is ended leaves nothing behind, and the storefront stops first", async () => {
    const offerId = await created({ endsAt: now + DAY });
    await publish();
    expect(await endOffer(opened.db, { shopId, offerId, now })).toEqual({ kind: "moved" });
    expect(await endOffer(opened.db, { shopId, offerId, now })).toEqual({
      ...{ kind: "illegal-move", move: "end", from: "ended" },
    });
    asked.length = 0;
    await publish();

    expect(asked.filter((name) => /^(Set|Delete|Upsert|Create)/.test(name))).toEqual([
      "SetMetafields", // the config
      "DeleteAutomaticDiscount",
      "DeleteTwin",
      "SetMetafields", // the members
      "DeleteMetaobject",
    ]);
    expect(totals(MEMBER).discountMinor).toBe(0);
    expect(promised()).toEqual([]);
    const held = heldByStore(devstore.store);
    expect(held.segments).toEqual([]);
    expect(held.discounts).toEqual([]);
    expect(held.metafields.filter((line) => line.includes("o-"))).toEqual([]);
    expect(await find(offerId)).toMatchObject({ phase: "ended", isPublished: false });
    asked.length = 0;
    await publish();
    expect(asked.filter((name) => /^(Set|Delete|Upsert|Create)/.test(name))).toEqual([]);
  });

  test("an offer ends by its date as well, at the checkout and on the storefront", async () => {
    await created({ endsAt: now + DAY });
    await publish();
    expect(heldByStore(devstore.store).discounts).toMatchObject([
      { ends_at: Math.floor((now + DAY) / 1000) * 1000 },
    ]);
    await publish(now + DAY);
    expect(promised()).toEqual([]);
    expect(heldByStore(devstore.store).discounts).toEqual([]);
  });

  test("one that begins later is announced to Shopify, with its dates", async () => {
    const offerId = await created({ startsAt: now + DAY });
    await publish();
    expect(await find(offerId)).toMatchObject({ phase: "scheduled", isPublished: true });
    expect(totals(MEMBER).discountMinor).toBe(0);
    const handle = (await find(offerId))?.handle ?? "";
    expect(heldByStore(devstore.store).metaobjects[handle]).toMatchObject({
      starts_at: expect.stringContaining(new Date(now + DAY).toISOString().slice(0, 19)) as string,
    });
  });

  test("a publish that was killed after making twin and discount finds them again", async () => {
    await created();
    await publish();
    const before = heldByStore(devstore.store);
    await opened.db
      .deleteFrom("publishedObjects")
      .where("kind", "in", ["twin", "discount"])
      .execute();
    await publish();
    expect(heldByStore(devstore.store)).toEqual(before);
  });

  test("what the merchant deleted in Shopify is promised no longer, and not made again", async () => {
    const offerId = await created();
    await publish();
    devstore.store.run("DELETE FROM discounts");
    await publish();
    expect(await find(offerId)).toMatchObject({
      fault: null,
      drift: [{ field: "discount", ours: "applies", theirs: "deleted" }],
    });
    await publish();
    expect(promised()).toEqual([]);
    expect(heldByStore(devstore.store).discounts).toEqual([]);
  });

  test("what a merchant can answer for is said before anything is made", async () => {
    expect(await create({ terms: percentage(20_000) })).toEqual({
      kind: "invalid",
      faults: { percentage: "out-of-range" },
    });
    expect(await create({ segmentId: 99 })).toEqual({ kind: "segment-missing" });
    await created({ method: "code", code: "TEN" });
    expect(await create({ method: "code", code: "ten", title: "Again" })).toEqual({
      kind: "code-taken",
      ours: true,
    });
    expect(await create()).toEqual({ kind: "invalid", faults: { title: "taken" } });
    const { offers, total } = await listOffers(opened.db, { shopId, now });
    expect(total).toBe(3); // and two drafts
    expect(offers.slice(-1)).toMatchObject([
      { title: "Ten off for regulars", segmentName: "Segment 1" },
    ]);
    expect((await listOffers(opened.db, { shopId: shopId + 1, now })).total).toBe(0);
  });

  test("a code that the shop has given to something else is taken", async () => {
    await created({ method: "code", code: "SHARED" });
    await publish();
    await opened.db.deleteFrom("offers").execute();
    expect(await create({ method: "code", code: "shared" })).toEqual({
      kind: "code-taken",
      ours: false,
    });
  });

  test("the twenty-sixth automatic discount of a shop is refused before it is made", async () => {
    for (let n = 1; n <= 25; n++) await created({ title: `Offer ${n}` });
    await publish();
    expect(await create({ title: "Offer 26" })).toEqual({ kind: "too-many-automatic", limit: 25 });
    expect(await create({ title: "Offer 26", method: "code", code: "MORE" })).toMatchObject({
      kind: "created",
    });
  });
});
