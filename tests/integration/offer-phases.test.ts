import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { OFFER_PHASES, phaseOf, type Offer } from "#app/offers/offer.ts";
import { countPhases, listOffers } from "#app/offers/offers.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { TEN_OFF } from "#tests/support/offers.ts";

const NOW = Date.UTC(2026, 10, 22, 9);
const STATES: readonly Offer["state"][] = ["draft", "active", "paused", "ended"];
const MOMENTS = [NOW - 1, NOW, NOW + 1];
/** Every way in which a period lies around now; each ends after it starts. */
const PERIODS = [NOW - 2, ...MOMENTS].flatMap((startsAt) =>
  [null, ...MOMENTS]
    .filter((endsAt) => endsAt === null || endsAt > startsAt)
    .map((endsAt) => ({ startsAt, endsAt })),
);

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let shopId: number;

  beforeEach(async () => {
    opened = await engine.open();
    ({ shopId } = await opened.db
      .insertInto("shops")
      .values({
        domain: "d.myshopify.com",
        name: "D",
        currency: "EUR",
        timeZone: "UTC",
        installedAt: 0,
      })
      .returning("shopId")
      .executeTakeFirstOrThrow());
    const offers = STATES.flatMap((state) => PERIODS.map((period) => ({ state, ...period })));
    await opened.db
      .insertInto("offers")
      .values(
        offers.map((offer, index) => ({
          ...offer,
          ...{ shopId, offerId: index + 1, handle: `o-${index}`, segmentId: 1, title: "Ten" },
          ...{ terms: TEN_OFF, method: "automatic", createdAt: NOW, updatedAt: NOW },
        })),
      )
      .execute();
  });

  afterEach(async () => {
    await opened.close();
  });

  test("the database counts and finds offers of each phase as the rule of phases says", async () => {
    const { offers: all, total } = await listOffers(opened.db, { shopId, now: NOW, limit: 100 });
    expect(total).toBe(STATES.length * PERIODS.length);
    const counts = await countPhases(opened.db, { shopId, now: NOW });
    for (const phase of OFFER_PHASES) {
      const expected = all.filter((offer) => phaseOf(offer, NOW) === phase);
      const found = await listOffers(opened.db, { shopId, now: NOW, phase, limit: 100 });
      expect(found.offers).toEqual(expected);
      expect(found.total).toBe(expected.length);
      expect(counts[phase]).toBe(expected.length);
      expect(expected.length).toBeGreaterThan(0);
    }
  });

  test("a page of a phase is cut from that phase", async () => {
    const asked = { shopId, now: NOW, phase: "draft", limit: 4 } as const;
    const first = await listOffers(opened.db, asked);
    const second = await listOffers(opened.db, { ...asked, offset: 4 });
    const ids = [...first.offers, ...second.offers].map(({ offerId }) => offerId);
    expect(new Set(ids).size).toBe(8);
    expect(second.total).toBe(PERIODS.length);
  });
});
