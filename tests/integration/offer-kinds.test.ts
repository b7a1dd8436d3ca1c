import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { endOffer, pauseOffer, resumeOffer } from "#app/offers/move-offer.server.ts";
import { textOfTerms } from "#app/offers/read-terms.ts";
import { plainTerms, type Items, type Reduction, type Terms } from "#app/offers/terms.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { customerIdOf, heldByStore, productIdOf } from "#tests/support/publish-shop.ts";
import { publishedShop, type PublishedShop } from "#tests/support/published-shop.ts";
import { termsFor, type PriceScale } from "#tests/support/random-carts.ts";

const DAY = 86_400_000;
const EUROS: PriceScale = { currency: "EUR", step: 5, usual: 2_500 };
const MEMBER = customerIdOf(2);
const STRANGER = customerIdOf(3);
const ALL: Items = { kind: "all" };
const FIRST: Items = { kind: "products", productIds: [productIdOf(1)] };
const SECOND: Items = { kind: "products", productIds: [productIdOf(2)] };
const COLLECTION: Items = { kind: "collections", collectionIds: [500] };

/** Three of the first product and one of the second at 10.00 each, and shipping. */
const KINDS: { what: string; terms: Terms; goods: number; isShippingFree?: boolean }[] = [
  {
    what: "a percentage",
    goods: 400,
    terms: of({ kind: "percentage", basisPoints: 1000, items: ALL }),
  },
  {
    what: "a percentage on a product",
    ...{ goods: 300, terms: of({ kind: "percentage", basisPoints: 1000, items: FIRST }) },
  },
  {
    what: "a percentage on a collection",
    ...{ goods: 500, terms: of({ kind: "percentage", basisPoints: 5000, items: COLLECTION }) },
  },
  {
    what: "an amount",
    ...{ goods: 550, terms: of({ kind: "amount", minor: 550, eachItem: false, items: ALL }) },
  },
  {
    what: "an amount off each",
    ...{ goods: 600, terms: of({ kind: "amount", minor: 200, eachItem: true, items: FIRST }) },
  },
  {
    what: "free shipping",
    ...{ goods: 0, isShippingFree: true, terms: of({ kind: "free-shipping", upToMinor: null }) },
  },
  {
    what: "buy two get one",
    goods: 1000,
    terms: of({
      kind: "buy-x-get-y",
      buys: { quantity: 2, items: FIRST },
      gets: { quantity: 1, items: SECOND, basisPoints: 10_000 },
      usesPerOrder: 1,
    }),
  },
  {
    what: "a percentage from a minimum on",
    goods: 400,
    terms: {
      ...of({ kind: "percentage", basisPoints: 1000, items: ALL }),
      minimum: { kind: "subtotal", minor: 4000 },
    },
  },
];

function of(reduction: Reduction) {
  return plainTerms(reduction);
}

eachDatabase((engine) => {
  let opened: OpenDatabase;
  let shop: PublishedShop;

  beforeEach(async () => {
    opened = await engine.open();
    shop = await publishedShop(opened);
    shop.store.setMeta("shippingMinor", 490);
    shop.store.run("INSERT INTO collections VALUES (500, 'Shoes', 'shoes', 0)");
    shop.store.run("INSERT INTO collection_products VALUES (500, ?, 1)", productIdOf(2));
  });

  afterEach(async () => {
    await shop.stop();
    await opened.close();
  });

  const off = (customerId: number | null, codes: string[] = [], quantity = 3) => {
    const { discountMinor, shippingMinor, shippingDiscountMinor } = shop.totals(
      ...([customerId, codes, quantity] as const),
    );
    const isShippingFree = shippingMinor > 0 && shippingDiscountMinor === shippingMinor;
    return { goods: discountMinor, isShippingFree };
  };
  const NOTHING = { goods: 0, isShippingFree: false };

  test("each kind is a member's, by itself and by a code, and nobody else's; once sent it is sent no more", async () => {
    for (const { what, terms, goods, isShippingFree = false } of KINDS) {
      const automatic = await shop.offer({ terms });
      const byCode = await shop.offer({ terms, method: "code", code: "MINE" });
      await shop.publish();
      expect((await shop.found(automatic)).fault, what).toBeNull();
      expect(off(MEMBER), what).toEqual({ goods, isShippingFree });
      expect(off(STRANGER)).toEqual(NOTHING);
      expect(off(null)).toEqual(NOTHING);
      await pauseOffer(shop.db, shop.key(automatic));
      await shop.publish();
      expect(off(MEMBER)).toEqual(NOTHING);
      expect(off(MEMBER, ["mine"]), what).toEqual({ goods, isShippingFree });
      expect(off(STRANGER, ["MINE"])).toEqual(NOTHING);
      shop.asked.length = 0;
      await shop.publish();
      expect(
        shop.asked.filter((name) => /^(Set|Delete|Upsert|Create|Update|Deact)/.test(name)),
      ).toEqual([]);
      for (const offerId of [automatic, byCode]) {
        expect((await shop.found(offerId)).drift).toEqual([]);
        await endOffer(shop.db, shop.key(offerId));
      }
    }
  });

  test("an offer that is paused leaves checkout and storefront, and comes back with the same dates", async () => {
    const endsAt = Math.floor((shop.now + 5 * DAY) / 1000) * 1000;
    const offerId = await shop.offer({ endsAt });
    await shop.publish();
    expect(shop.promised()).toHaveLength(1);
    const before = heldByStore(shop.store).discounts;
    shop.asked.length = 0;
    await pauseOffer(shop.db, shop.key(offerId));
    await shop.publish();
    expect(shop.asked.filter((name) => /^(Set|Deactivate)/.test(name))).toEqual([
      "SetMetafields", // the storefront's promise
      "DeactivateAutomaticDiscount",
      "SetMetafields", // the members
    ]);
    expect(shop.promised()).toEqual([]);
    expect(off(MEMBER)).toEqual(NOTHING);
    expect((await shop.found(offerId)).drift).toEqual([]);
    await resumeOffer(shop.db, shop.key(offerId));
    await shop.publish();
    expect(off(MEMBER).goods).toBe(400);
    expect(heldByStore(shop.store).discounts).toEqual(before);
    expect(shop.promised()).toHaveLength(1);
  });

  test("one that begins later is paused and resumed as well, and does not begin before its day", async () => {
    const offerId = await shop.offer({ startsAt: shop.now + DAY });
    await shop.publish();
    await pauseOffer(shop.db, shop.key(offerId));
    await shop.publish();
    await resumeOffer(shop.db, shop.key(offerId));
    await shop.publish();
    expect(await shop.found(offerId)).toMatchObject({ drift: [], fault: null, phase: "scheduled" });
    expect(off(MEMBER)).toEqual(NOTHING);
  });

  test("what is promised is taken back before the discount is changed, and promised anew after", async () => {
    const offerId = await shop.offer();
    await shop.publish();
    const terms = of({ kind: "percentage", basisPoints: 500, items: ALL });
    await shop.db
      .updateTable("offers")
      .set({ terms: textOfTerms(terms) })
      .execute();
    shop.asked.length = 0;
    await shop.publish();
    const told = ["SetMetafields", "UpdateAutomaticBasic", "UpsertMetaobject"];
    expect(shop.asked.filter((name) => told.includes(name))).toEqual([
      "SetMetafields",
      "UpdateAutomaticBasic",
      "UpsertMetaobject",
      "SetMetafields",
    ]);
    expect(off(MEMBER).goods).toBe(200);
    expect(shop.promised()).toHaveLength(1);
    expect((await shop.found(offerId)).confirmedAt).toBe(shop.now);
  });

  test("Shopify's refusal stands at the offer in its words, and it is promised to nobody", async () => {
    for (let n = 1; n <= 25; n++) await shop.offer();
    const offerId = await shop.offer();
    await shop.publish();
    expect((await shop.found(offerId)).fault).toMatch(/25|automatic/);
    expect((await shop.found(offerId)).isPublished).toBe(false);
    expect(shop.promised()).not.toContain("o-0000026");
  });

  test("whatever the terms, what Shopify holds is what it was sent, and becomes what they are changed to", async () => {
    const numbered = (terms: Terms): Terms =>
      JSON.parse(
        JSON.stringify(terms, (name, value: unknown) => {
          if (name === "productIds") return (value as number[]).map((id) => productIdOf(id));
          return name === "collectionIds" ? (value as number[]).map((id) => 500 + id) : value;
        }),
      ) as Terms;
    for (const n of [5, 6]) {
      shop.store.run(
        "INSERT INTO products (id, title, handle, published_at, created_at, updated_at) VALUES (?, 'P', ?, 0, 0, 0)",
        ...[productIdOf(n), `more-${n}`],
      );
    }
    for (const n of [1, 2, 3]) {
      shop.store.run("INSERT INTO collections VALUES (?, 'C', ?, 0)", 500 + n, `c-${n}`);
    }
    const offerId = await shop.offer({ method: "code", code: "ANY" });
    await fc.assert(
      fc.asyncProperty(termsFor(EUROS), fc.boolean(), async (terms, isAutomatic) => {
        await shop.db
          .updateTable("offers")
          .set({
            terms: textOfTerms(numbered(terms)),
            ...(isAutomatic
              ? { method: "automatic", code: null }
              : { method: "code", code: "ANY" }),
          })
          .execute();
        await shop.publish();
        await shop.publish();
        expect(await shop.found(offerId)).toMatchObject({ drift: [], fault: null });
        expect(heldByStore(shop.store).discounts).toHaveLength(1);
        expect(shop.promised()).toHaveLength(1);
      }),
      { numRuns: Number(process.env.TERMS ?? 15) },
    );
  });
});
