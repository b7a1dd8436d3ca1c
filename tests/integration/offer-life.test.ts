import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { activateOffer } from "#app/offers/activate-offer.server.ts";
import { draftOffer, duplicateOffer } from "#app/offers/draft-offer.server.ts";
import { deleteDraft, endOffer, pauseOffer, resumeOffer } from "#app/offers/move-offer.server.ts";
import type { OfferDraft } from "#app/offers/draft.ts";
import { reviseOffer } from "#app/offers/revise-offer.server.ts";
import { plainTerms } from "#app/offers/terms.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { activateConfirmed } from "#tests/support/offers.ts";
import { customerIdOf } from "#tests/support/publish-shop.ts";
import { publishedShop, type PublishedShop } from "#tests/support/published-shop.ts";

const percentage = (basisPoints: number) =>
  plainTerms({ kind: "percentage", basisPoints, items: { kind: "all" } });

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let shop: PublishedShop;

  beforeEach(async () => {
    opened = await engine.open();
    shop = await publishedShop(opened);
  });

  afterEach(async () => {
    await shop.stop();
    await opened.close();
  });

  const draft = (changes: Partial<OfferDraft> = {}): OfferDraft => ({
    ...{ segmentId: 1, title: "Ten off", terms: percentage(1000), method: "automatic" },
    ...{ startsAt: shop.now - 1000, holdoutBasisPoints: 1000, ...changes },
  });
  async function drafted() {
    const { shopId, now } = shop;
    const outcome = await draftOffer(shop.db, { shopId, draft: draft(), now });
    if (outcome.kind !== "created") throw new Error(outcome.kind);
    return outcome.offerId;
  }
  const revise = (offerId: number, changes: Partial<OfferDraft>, confirmed: string[] = []) =>
    reviseOffer(shop, { ...shop.key(offerId), draft: draft(changes), confirmed });

  test("a draft is nowhere but with us; what a guard asks is confirmed of the offer as it is", async () => {
    const offerId = await drafted();
    await shop.publish();
    expect(shop.asked.filter((name) => name.startsWith("Create"))).toEqual([]);
    expect(await revise(offerId, { terms: percentage(1500), title: "Fifteen off" })).toEqual({
      kind: "revised",
    });
    const guarded = await activateOffer(shop, shop.key(offerId));
    expect(guarded.kind).toBe("guarded");
    expect(await activateConfirmed(shop, shop.key(offerId))).toEqual({ kind: "activated" });
    expect((await shop.found(offerId)).confirmed.length).toBeGreaterThan(0);
    await shop.publish();
    expect(shop.promised()).toHaveLength(1);
  });

  test("one that customers have is revised only within what its guards say, and its holdout stays", async () => {
    const offerId = await drafted();
    await activateConfirmed(shop, shop.key(offerId));
    await shop.publish();
    const change = { terms: percentage(2000) };
    expect(await revise(offerId, { ...change, holdoutBasisPoints: 5000 })).toEqual({
      ...{ kind: "invalid", faults: { holdout: "fixed" } },
    });
    const guarded = await revise(offerId, change);
    if (guarded.kind !== "guarded") throw new Error(guarded.kind);
    expect((await shop.found(offerId)).terms).toEqual(percentage(1000));
    const codes = guarded.findings.map(({ code }) => code);
    expect(await revise(offerId, change, codes)).toEqual({ kind: "revised" });
    expect(await shop.found(offerId)).toMatchObject({
      ...{ terms: percentage(2000), holdoutBasisPoints: 1000 },
    });
    await shop.publish();
    const members = [2, 4, 6, 8, 10, 12].map((n) => shop.totals(customerIdOf(n)).discountMinor);
    expect(new Set(members).has(800)).toBe(true);
  });

  test("every illegal move is refused by its name", async () => {
    const offerId = await drafted();
    const key = shop.key(offerId);
    expect(await pauseOffer(shop.db, key)).toEqual({
      ...{ kind: "illegal-move", move: "pause", from: "draft" },
    });
    await activateConfirmed(shop, key);
    expect(await activateOffer(shop, key)).toMatchObject({ kind: "illegal-move", from: "active" });
    expect(await resumeOffer(shop.db, key)).toMatchObject({ kind: "illegal-move" });
    expect(await deleteDraft(shop.db, key)).toMatchObject({ kind: "illegal-move" });
    expect(await endOffer(shop.db, key)).toEqual({ kind: "moved" });
    expect(await revise(offerId, {})).toEqual({ kind: "ended" });
    const copied = await duplicateOffer(shop.db, key);
    if (copied.kind !== "created") throw new Error(copied.kind);
    expect(await shop.found(copied.offerId)).toMatchObject({ state: "draft", title: "Ten off" });
    expect(await deleteDraft(shop.db, shop.key(copied.offerId))).toEqual({ kind: "moved" });
    expect(await deleteDraft(shop.db, shop.key(copied.offerId))).toEqual({ kind: "missing" });
  });
});
