import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { plainTerms, type Items } from "#app/offers/terms.ts";
import {
  DELETE_AUTOMATIC_DISCOUNT,
  DELETE_TWIN,
  DEACTIVATE_AUTOMATIC_DISCOUNT,
  UPDATE_AUTOMATIC_BASIC,
  UPDATE_TWIN,
} from "#app/publish/offers/documents.ts";
import { adoptOffer, mendOffer } from "#app/publish/offers/settle-drift.server.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { gid } from "#app/shopify/ids.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { customerIdOf, heldByStore } from "#tests/support/publish-shop.ts";
import { publishedShop, type PublishedShop } from "#tests/support/published-shop.ts";

const MEMBER = customerIdOf(2);
const ALL: Items = { kind: "all" };
const percentage = (basisPoints: number) =>
  ({ kind: "percentage", basisPoints, items: ALL }) as const;

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let shop: PublishedShop;
  let offerId: number;

  beforeEach(async () => {
    opened = await engine.open();
    shop = await publishedShop(opened);
    offerId = await shop.offer();
    await shop.publish();
  });

  afterEach(async () => {
    await shop.stop();
    await opened.close();
  });

  const id = async () => gid("DiscountAutomaticNode", await shop.discountId(offerId));
  /** As a merchant does in Shopify's admin; the webhook would ask for a publishing. */
  async function changed(discount: Operations["UpdateAutomaticBasic"]["variables"]["discount"]) {
    await shop.admin.ask(UPDATE_AUTOMATIC_BASIC, { id: await id(), discount });
    await shop.publish();
    return (await shop.found(offerId)).drift;
  }
  const off = () => shop.totals(MEMBER).discountMinor;
  const PROMISE = ["o-000001"];

  test("what gives less is promised no longer, and mended it is promised again", async () => {
    expect(shop.promised()).toEqual(PROMISE);
    expect(await changed({ title: "Mine", customerGets: { value: { percentage: 0.05 } } })).toEqual(
      [
        { field: "title", ours: "Offer 1", theirs: "Mine" },
        { field: "reduction", ours: percentage(1000), theirs: percentage(500) },
      ],
    );
    expect(shop.promised()).toEqual([]);
    expect(await mendOffer(shop.db, shop.key(offerId))).toEqual({ kind: "mended" });
    await shop.publish();
    expect(off()).toBe(400);
    expect(shop.promised()).toEqual(PROMISE);
    expect((await shop.found(offerId)).drift).toEqual([]);
    expect(await mendOffer(shop.db, shop.key(offerId))).toEqual({ kind: "no-drift" });
  });

  test("what gives more stays promised, and adopted it is what the offer says", async () => {
    expect(await changed({ customerGets: { value: { percentage: 0.25 } } })).toHaveLength(1);
    expect(shop.promised()).toEqual(PROMISE);
    expect(await adoptOffer(shop.db, shop.key(offerId))).toEqual({ kind: "adopted" });
    shop.asked.length = 0;
    await shop.publish();
    expect(shop.asked).not.toContain("UpdateAutomaticBasic");
    expect(await shop.found(offerId)).toMatchObject({
      ...{ drift: [], terms: plainTerms(percentage(2500)), state: "active" },
    });
    expect(shop.promised()).toEqual(PROMISE);
    expect(heldByStore(shop.store).metaobjects["o-000001"]).toMatchObject({ percent: "25" });
  });

  test("taken back in Shopify by the merchant, it is no drift any more, and promised again", async () => {
    await changed({ minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: "9" } } });
    expect(shop.promised()).toEqual([]);
    expect(await changed({ minimumRequirement: null })).toEqual([]);
    expect(shop.promised()).toEqual(PROMISE);
  });

  test("what everybody may have is said, cannot be adopted, and mended is the members' again", async () => {
    const stranger = () => shop.totals(customerIdOf(3)).discountMinor;
    expect(await changed({ context: { all: "ALL" } })).toEqual([
      { field: "audience", ours: "members", theirs: "everyone" },
    ]);
    expect(stranger()).toBe(400);
    expect(await adoptOffer(shop.db, shop.key(offerId))).toEqual({
      ...{ kind: "inexpressible", fields: ["audience"] },
    });
    await mendOffer(shop.db, shop.key(offerId));
    await shop.publish();
    expect([stranger(), off()]).toEqual([0, 400]);
  });

  test("a native segment that asks for others is drift", async () => {
    const { twinId } = await opened.db
      .selectFrom("offers")
      .select("twinId")
      .executeTakeFirstOrThrow();
    const twin = { id: gid("Segment", twinId ?? 0), name: "Mine", query: "number_of_orders > 5" };
    await shop.admin.ask(UPDATE_TWIN, twin);
    await shop.publish();
    expect((await shop.found(offerId)).drift).toMatchObject([
      { field: "twin", theirs: "number_of_orders > 5" },
    ]);
    expect(shop.promised()).toEqual([]);
    await mendOffer(shop.db, shop.key(offerId));
    await shop.publish();
    expect(off()).toBe(400);
    expect(shop.promised()).toEqual(PROMISE);
  });

  test.each(["discount", "twin"] as const)(
    "a %s that was deleted is made again by mending, and adopted the offer is over",
    async (what) => {
      const remove = async () => {
        const { twinId } = await opened.db
          .selectFrom("offers")
          .select("twinId")
          .executeTakeFirstOrThrow();
        // Shopify lets a segment go that a discount is for only when the discount has gone.
        await shop.admin.ask(DELETE_AUTOMATIC_DISCOUNT, { id: await id() });
        if (what === "twin") {
          await shop.admin.ask(DELETE_TWIN, { id: gid("Segment", twinId ?? 0) });
        }
        await shop.publish();
      };
      await remove();
      expect((await shop.found(offerId)).drift.map(({ field, theirs }) => [field, theirs])).toEqual(
        what === "twin"
          ? [
              ["twin", null],
              ["discount", "deleted"],
            ]
          : [["discount", "deleted"]],
      );
      expect(shop.promised()).toEqual([]);
      await mendOffer(shop.db, shop.key(offerId));
      await shop.publish();
      expect(off()).toBe(400);
      expect(shop.promised()).toEqual(PROMISE);
      await remove();
      expect(await adoptOffer(shop.db, shop.key(offerId))).toEqual({ kind: "adopted" });
      await shop.publish();
      expect(await shop.found(offerId)).toMatchObject({ state: "ended", drift: [], fault: null });
      expect(heldByStore(shop.store)).toMatchObject({ segments: [], discounts: [] });
    },
  );

  test("ended in Shopify's admin it is drift; adopted it is paused, and resumes from there", async () => {
    await shop.admin.ask(DEACTIVATE_AUTOMATIC_DISCOUNT, { id: await id() });
    await shop.publish();
    expect((await shop.found(offerId)).drift).toEqual([
      { field: "discount", ours: "applies", theirs: "rests" },
    ]);
    expect(shop.promised()).toEqual([]);
    expect(await adoptOffer(shop.db, shop.key(offerId))).toEqual({ kind: "adopted" });
    await shop.publish();
    expect(await shop.found(offerId)).toMatchObject({ state: "paused", drift: [], fault: null });
  });
});
