import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { dayOf, startOfDay } from "#app/platform/calendar.ts";
import type { Database } from "#app/db/database.server.ts";
import { entitledMembers, readEntitlement, type Chosen } from "#app/offers/entitled.server.ts";
import { assignMembers } from "#app/offers/holdout/assign-members.server.ts";
import { isHeldOut } from "#app/offers/holdout/holdout.ts";
import { saveOfferSettings } from "#app/offers/settings/settings.server.ts";
import { USUAL_SETTINGS } from "#app/offers/settings/settings.ts";
import { textOfTerms } from "#app/offers/read-terms.ts";
import { plainTerms, type Items, type Reduction, type Terms } from "#app/offers/terms.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const ZONE = "America/New_York";
/** Noon of a day in the week after the clocks changed. */
const NOW = Date.parse("2026-11-03T17:00:00Z");
const TODAY = dayOf(NOW, ZONE);
const CUSTOMERS = 12;
const SEGMENTS = 2;
const PRODUCTS = 4;
const COLLECTION = 71;
/** Products 3 and 4. */
const IN_COLLECTION = [3, 4];

interface OfferGiven {
  segmentId: number;
  terms: Terms;
  state: string;
  endsAt: number | null;
  holdoutBasisPoints: number;
  quietDays: number;
}

interface OrderGiven {
  customerId: number;
  at: number;
  productId: number | null;
  discountMinor: number;
  shippingMinor: number;
  totalMinor: number;
  isTest: number;
  isCancelled: boolean;
  isReturned: boolean;
}

interface Given {
  offers: OfferGiven[];
  orders: OrderGiven[];
  /** By segment: customers. */
  members: number[][];
  tagged: number[];
}

const items: fc.Arbitrary<Items> = fc.constantFrom<Items>(
  { kind: "all" },
  { kind: "products", productIds: [1] },
  { kind: "products", productIds: [2, 3] },
  { kind: "collections", collectionIds: [COLLECTION] },
);
const named = items.filter(({ kind }) => kind !== "all");
const terms: fc.Arbitrary<Terms> = fc
  .oneof(
    items.map((on) => ({ kind: "percentage", basisPoints: 1_000, items: on }) as const),
    fc.constant({ kind: "free-shipping", upToMinor: null } as const),
    fc.tuple(named, named).map(([buys, gets]): Reduction => ({
      kind: "buy-x-get-y",
      buys: { quantity: 1, items: buys },
      gets: { quantity: 1, items: gets, basisPoints: 10_000 },
      usesPerOrder: null,
    })),
  )
  .map(plainTerms);

/** Moments about the edges of the shop's days. */
const moments = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(-1, 0, 1, 3_600_000))
  .map(([days, shift]) => startOfDay(TODAY - days, ZONE) + shift);

const given: fc.Arbitrary<Given> = fc.record({
  offers: fc.array(
    fc.record({
      ...{ segmentId: fc.integer({ min: 1, max: SEGMENTS }), terms },
      state: fc.constantFrom("active", "active", "active", "draft", "paused", "ended"),
      endsAt: fc.constantFrom(null, null, NOW - 1, NOW, NOW + 1),
      holdoutBasisPoints: fc.constantFrom(0, 0, 3_000, 5_000),
      quietDays: fc.constantFrom(0, 1, 3, 5),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  orders: fc.array(
    fc.record({
      ...{ customerId: fc.integer({ min: 1, max: CUSTOMERS }), at: moments },
      productId: fc.option(fc.integer({ min: 1, max: PRODUCTS }), { freq: 8 }),
      discountMinor: fc.constantFrom(0, 0, 0, 100),
      shippingMinor: fc.constantFrom(0, 500),
      totalMinor: fc.constantFrom(1_000, 1_000, 0),
      isTest: fc.constantFrom(0, 0, 0, 0, 1),
      isCancelled: fc.constantFrom(false, false, false, false, true),
      isReturned: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 25 },
  ),
  members: fc.array(fc.subarray(Array.from({ length: CUSTOMERS }, (_, n) => n + 1)), {
    ...{ minLength: SEGMENTS, maxLength: SEGMENTS },
  }),
  tagged: fc.subarray([1, 2, 3]),
});

/** The rule once more, customer by customer. */
function expected({ offers, orders, members, tagged }: Given): string[] {
  return offers
    .flatMap((offer, index) =>
      (members[offer.segmentId - 1] ?? [])
        .filter(() => offer.state === "active" && (offer.endsAt === null || offer.endsAt > NOW))
        .filter((id) => !isHeldOut({ handle: `o-${index}`, ...offer }, id))
        .filter((id) => !tagged.includes(id))
        .filter((id) => !orders.some((order) => order.customerId === id && regrets(order, offer)))
        .map((id) => `${id} o-${index}`),
    )
    .toSorted();
}

function regrets(order: OrderGiven, { terms: { reduction }, quietDays }: OfferGiven): boolean {
  if (order.isTest === 1 || order.isCancelled || order.discountMinor > 0) return false;
  if (TODAY - dayOf(order.at, ZONE) >= quietDays) return false;
  if (reduction.kind === "free-shipping") return order.shippingMinor > 0;
  if (order.totalMinor === 0 || order.isReturned) return false;
  const of =
    reduction.kind === "buy-x-get-y"
      ? [reduction.buys.items, reduction.gets.items]
      : [reduction.items];
  return of.some((on) => {
    if (on.kind === "all") return true;
    if (order.productId === null) return false;
    return on.kind === "products"
      ? on.productIds.includes(order.productId)
      : IN_COLLECTION.includes(order.productId);
  });
}

async function fill(db: Database, { offers, orders, members, tagged }: Given): Promise<number> {
  const build = shopBuilder(db, { timeZone: ZONE });
  const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
  for (let n = 1; n <= PRODUCTS; n++) await build.product(n);
  for (const productId of IN_COLLECTION) {
    const row = { shopId, productId, collectionId: COLLECTION };
    await db.insertInto("productCollections").values(row).execute();
  }
  for (let id = 1; id <= CUSTOMERS; id++) {
    await build.customer(id, { tags: tagged.includes(id) ? ["No-Offers"] : ["vip"] });
  }
  for (const [index, ids] of members.entries()) {
    const segmentId = index + 1;
    await addSegment(db, { shopId, segmentId });
    for (const customerId of ids) {
      await db
        .insertInto("memberships")
        .values({ shopId, segmentId, customerId, since: 0 })
        .execute();
    }
  }
  for (const { at, productId, isCancelled, isReturned, customerId, ...order } of orders) {
    const orderId = await build.order(customerId, at, {
      ...order,
      cancelledAt: isCancelled ? at : null,
    });
    const currentQuantity = isReturned ? 0 : 1;
    const line = { shopId, orderId, lineItemId: orderId * 10, productId, variantId: null };
    const { totalMinor } = order;
    await db
      .insertInto("lineItems")
      .values({ ...line, quantity: 1, currentQuantity, totalMinor })
      .execute();
  }
  for (const [index, offer] of offers.entries()) {
    await addOffer(db, { shopId, offerId: index + 1, handle: `o-${index}`, ...offer });
  }
  return shopId;
}

const addSegment = (db: Database, { shopId, segmentId }: { shopId: number; segmentId: number }) =>
  db
    .insertInto("segments")
    .values({
      ...{ shopId, segmentId, handle: `s-${segmentId}`, name: `Segment ${segmentId}` },
      ...{ query: "number_of_orders >= 0", priority: segmentId, templateKey: null, asOf: 0 },
      ...{ fault: null, createdAt: 0, updatedAt: 0 },
    })
    .execute();

const addOffer = (
  db: Database,
  { terms: of, ...offer }: OfferGiven & { shopId: number; offerId: number; handle: string },
) =>
  db
    .insertInto("offers")
    .values({
      ...{ title: offer.handle, terms: textOfTerms(of), method: "automatic", code: null },
      ...{ startsAt: 0, createdAt: 0, updatedAt: 0, ...offer },
    })
    .execute();

eachDatabase((engine) => {
  describe("who may have an offer", () => {
    let db: Database;
    beforeAll(async () => {
      ({ db } = await engine.open());
    });

    const entitled = async (shopId: number, chosen: Chosen) => {
      const entitlement = await readEntitlement(db, { shopId, asOf: NOW });
      const { rows } = await entitledMembers(db, entitlement, chosen).execute(db);
      return rows.map(({ customerId, handle }) => `${customerId} ${handle}`).toSorted();
    };

    test("is whom the rule takes one by one, for all of them, for some and for a stretch", async () => {
      await fc.assert(
        fc.asyncProperty(given, fc.subarray([1, 2, 5, 9, 12]), async (shop, some) => {
          const shopId = await fill(db, shop);
          expect(await entitled(shopId, "all")).toEqual([]);
          await assignMembers(db, { shopId, now: NOW, which: "all" });
          const all = expected(shop);
          expect(await entitled(shopId, "all")).toEqual(all);
          const ofThose = (ids: readonly number[]) =>
            all.filter((one) => ids.includes(Number(one.split(" ")[0])));
          expect(await entitled(shopId, some)).toEqual(ofThose(some));
          expect(await entitled(shopId, { after: 4, upTo: 8 })).toEqual(ofThose([5, 6, 7, 8]));
        }),
        { numRuns: Number(process.env.ENTITLED_RUNS ?? 12) },
      );
    });

    test("changes with the tag that says no, whatever its case", async () => {
      const shopId = await fill(db, {
        ...{ members: [[1, 2], []], orders: [], tagged: [1] },
        offers: [plainOffer()],
      });
      await assignMembers(db, { shopId, now: NOW, which: "all" });
      expect(await entitled(shopId, "all")).toEqual(["2 o-0"]);
      const settings = { ...USUAL_SETTINGS, noOffersTag: "VIP" };
      await saveOfferSettings(db, { shopId, settings, at: NOW });
      expect(await entitled(shopId, "all")).toEqual(["1 o-0"]);
    });
  });

  describe("who is kept from an offer", () => {
    let db: Database;
    let shopId: number;
    beforeAll(async () => {
      ({ db } = await engine.open());
    });

    const assignments = () =>
      db
        .selectFrom("offerAssignments")
        .select(["offerId", "customerId", "isHeldOut", "assignedAt"])
        .where("shopId", "=", shopId)
        .orderBy("offerId")
        .orderBy("customerId")
        .execute();
    const assign = (which: "all" | number[], now = NOW) =>
      assignMembers(db, { shopId, now, which });

    test("is decided once: for who comes back, who is asked for twice, and whatever the share becomes", async () => {
      shopId = await fill(db, {
        ...{ members: [[1, 2, 3, 4, 5, 6], []], orders: [], tagged: [] },
        offers: [{ ...plainOffer(), holdoutBasisPoints: 5_000 }],
      });
      expect(await assign([2, 3, 99])).toBe(2);
      expect(await assign("all")).toBe(4);
      const before = await assignments();
      expect(before.map(({ customerId, isHeldOut: held }) => [customerId, held === 1])).toEqual(
        [1, 2, 3, 4, 5, 6].map((id) => [
          id,
          isHeldOut({ handle: "o-0", holdoutBasisPoints: 5_000 }, id),
        ]),
      );
      await db.deleteFrom("memberships").where("shopId", "=", shopId).execute();
      await db
        .updateTable("offers")
        .set({ holdoutBasisPoints: 0 })
        .where("shopId", "=", shopId)
        .execute();
      const member = { shopId, segmentId: 1, since: NOW };
      await db
        .insertInto("memberships")
        .values({ ...member, customerId: 3 })
        .execute();
      expect(await assign("all", NOW + 1)).toBe(0);
      expect(await assignments()).toEqual(before);
    });

    test("is not decided for an offer that is a draft, paused or over", async () => {
      shopId = await fill(db, {
        ...{ members: [[1, 2], []], orders: [], tagged: [] },
        offers: [
          { ...plainOffer(), state: "draft" },
          { ...plainOffer(), state: "paused" },
          { ...plainOffer(), state: "ended" },
          { ...plainOffer(), endsAt: NOW },
        ],
      });
      expect(await assign("all")).toBe(0);
    });

    test("is decided of many in batches, every one of them", async () => {
      shopId = await fill(db, {
        ...{ members: [[], []], orders: [], tagged: [] },
        offers: [{ ...plainOffer(), holdoutBasisPoints: 1_000 }],
      });
      const many = Array.from({ length: 41_000 }, (_, n) => 1_000 + n);
      for (let from = 0; from < many.length; from += 4_000) {
        await db
          .insertInto("memberships")
          .values(
            many.slice(from, from + 4_000).map((customerId) => ({
              ...{ shopId, segmentId: 1, customerId, since: 0 },
            })),
          )
          .execute();
      }
      expect(await assign("all")).toBe(41_000);
      const held = (await assignments()).filter(({ isHeldOut: one }) => one === 1);
      expect(held.map(({ customerId }) => customerId)).toEqual(
        many.filter((id) => isHeldOut({ handle: "o-0", holdoutBasisPoints: 1_000 }, id)),
      );
    });
  });
});

const plainOffer = (): OfferGiven => ({
  ...{ segmentId: 1, state: "active", endsAt: null, holdoutBasisPoints: 0, quietDays: 0 },
  terms: plainTerms({ kind: "percentage", basisPoints: 1_000, items: { kind: "all" } }),
});
