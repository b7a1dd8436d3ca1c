import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { forecastWith } from "#app/offers/forecast/forecast-offer.server.ts";
import type { LiveDiscount } from "#app/offers/live-discounts/live-discount.ts";
import type { Discount } from "#app/offers/pricing/cart.ts";
import { priceCart } from "#app/offers/pricing/price-cart.ts";
import { plainTerms, type Terms } from "#app/offers/terms.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";
import { discountsFor, SCALES } from "#tests/support/random-carts.ts";

const NOW = Date.parse("2026-03-10T12:00:00Z");
const DAY = 86_400_000;
const SEGMENT = 1;
const EUR = SCALES[1];
const always = { startsAt: 0, endsAt: null };

const percent = (basisPoints: number): Terms =>
  plainTerms({ kind: "percentage", basisPoints, items: { kind: "all" } });

interface Past {
  customerId: number;
  daysAgo: number;
  shippingMinor: number;
  isTest: boolean;
  lines: { productId: number; quantity: number; paidMinor: number }[];
}

/** An order takes no more of them than one. */
const withOneShippingCode = (discounts: Discount[]): Discount[] => {
  const isOne = ({ method, terms }: Discount) =>
    method === "code" && terms.reduction.kind === "free-shipping";
  const first = discounts.find(isOne);
  return discounts.filter((discount) => discount === first || !isOne(discount));
};

const pastOrders: fc.Arbitrary<Past[]> = fc.array(
  fc.record({
    customerId: fc.integer({ min: 1, max: 5 }),
    daysAgo: fc.integer({ min: 1, max: 100 }),
    shippingMinor: fc.constantFrom(0, 490, 900),
    isTest: fc.constantFrom(false, false, false, true),
    lines: fc.array(
      fc.record({
        productId: fc.integer({ min: 1, max: 6 }),
        quantity: fc.integer({ min: 1, max: 4 }),
        paidMinor: fc.integer({ min: 0, max: 9_000 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { maxLength: 40 },
);

/** Customers 1 and 2 are members, 2 for thirty days; 3 was one from 60 to 20 days ago; 4 and 5 are none. */
const wasMember = ({ customerId, daysAgo }: Past) =>
  customerId === 1 ||
  (customerId === 2 && daysAgo <= 30) ||
  (customerId === 3 && daysAgo <= 60 && daysAgo > 20);

async function shopWith(db: Database, orders: readonly Past[]) {
  const build = shopBuilder(db);
  const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
  await db
    .insertInto("segments")
    .values({
      ...{ shopId, segmentId: SEGMENT, handle: "s-aaaaaa", name: "Regulars", priority: 0 },
      ...{ query: "number_of_orders > 0", templateKey: null, asOf: NOW, fault: null },
      ...{ createdAt: 0, updatedAt: 0 },
    })
    .execute();
  for (let customerId = 1; customerId <= 5; customerId++) await build.customer(customerId);
  const own = { shopId, segmentId: SEGMENT };
  await db
    .insertInto("memberships")
    .values([
      { ...own, customerId: 1, since: 0 },
      { ...own, customerId: 2, since: NOW - 30 * DAY },
    ])
    .execute();
  await db
    .insertInto("pastMemberships")
    .values({ ...own, customerId: 3, since: NOW - 60 * DAY, until: NOW - 20 * DAY })
    .execute();
  for (let productId = 1; productId <= 6; productId++) {
    await build.product(productId, { productType: productId === 6 ? "Gift card" : "" });
    const collections = [1, 2, 3].filter((one) => (productId * 5 + one) % 3 !== 0);
    for (const collectionId of collections) {
      await db
        .insertInto("productCollections")
        .values({ shopId, productId, collectionId })
        .execute();
    }
    await db
      .insertInto("variants")
      .values({
        ...{ shopId, productId, variantId: productId * 10, priceMinor: 1_000, isAvailable: 1 },
        costMinor: productId === 5 ? null : productId * 100,
      })
      .execute();
  }
  for (const [index, order] of orders.entries()) {
    const orderId = await build.order(order.customerId, NOW - order.daysAgo * DAY, {
      ...{ isTest: order.isTest ? 1 : 0, shippingMinor: order.shippingMinor },
    });
    for (const [at, { productId, quantity, paidMinor }] of order.lines.entries()) {
      await db
        .insertInto("lineItems")
        .values({
          ...{ shopId, orderId, lineItemId: index * 10 + at, productId, quantity },
          ...{ variantId: productId * 10, currentQuantity: quantity, totalMinor: paidMinor },
        })
        .execute();
    }
  }
  return shopId;
}

const liveOf = (discounts: readonly Discount[]): LiveDiscount[] =>
  discounts.map(({ key, method, terms }) => ({
    ...{ id: Number(key), title: `Discount ${key}`, method, terms, ...always },
    ...{ code: method === "code" ? `CODE${key}` : null, isOurs: false, hasContext: false },
  }));

/** Every order by itself, unit by unit: the same cart as one line a unit price. */
function pricedOneByOne(orders: readonly Past[], discounts: readonly Discount[]) {
  return orders
    .filter((order) => !order.isTest && order.daysAgo <= 90 && wasMember(order))
    .map(({ lines, shippingMinor }) =>
      priceCart(
        {
          shippingMinor,
          lines: lines.flatMap(({ productId, quantity, paidMinor }) => {
            const unitPriceMinor = Math.floor(paidMinor / quantity);
            const dearer = paidMinor % quantity;
            const line = {
              ...{ productId, isGiftCard: productId === 6 },
              collectionIds: [1, 2, 3].filter((one) => (productId * 5 + one) % 3 !== 0),
            };
            return [
              { ...line, unitPriceMinor, quantity: quantity - dearer },
              { ...line, unitPriceMinor: unitPriceMinor + 1, quantity: dearer },
            ].filter((one) => one.quantity > 0);
          }),
        },
        discounts,
      ),
    );
}

const costOf = (priced: readonly { discountMinor: number }[]) =>
  priced.reduce((sum, { discountMinor }) => sum + discountMinor, 0);

eachDatabase((engine) => {
  test("a forecast comes to what pricing every order by itself comes to", async () => {
    const { db, close } = await engine.open();
    await fc.assert(
      fc.asyncProperty(
        pastOrders,
        discountsFor(EUR, { most: 5 }).map(withOneShippingCode),
        async (orders, [own, ...others]) => {
          if (!own) return;
          const shopId = await shopWith(db, orders);
          const offer: Discount = { ...own, key: "offer" };
          const forecast = await forecastWith(db, {
            ...{ shopId, now: NOW, live: liveOf(others) },
            draft: { segmentId: SEGMENT, terms: own.terms, method: own.method, startsAt: NOW },
          });
          const alone = pricedOneByOne(orders, [offer]);
          expect(forecast).toMatchObject({
            ...{ days: 90, orders: alone.length, members: { kind: "as-kept" } },
            alone: {
              costMinor: costOf(alone),
              orders: alone.filter(({ discountMinor }) => discountMinor > 0).length,
            },
            liveMinor: costOf(pricedOneByOne(orders, others)),
            live: { reckoned: others.length, unknown: [] },
          });
          // Where the offer does nothing by itself, what is live is all there is.
          const stacked = pricedOneByOne(orders, [offer, ...others]);
          const live = pricedOneByOne(orders, others);
          expect(forecast.stacked.costMinor).toBe(
            costOf(stacked.filter((_, at) => alone[at]?.discountMinor)) +
              costOf(live.filter((_, at) => !alone[at]?.discountMinor)),
          );
          expect(forecast.weeks.reduce((sum, minor) => sum + minor, 0)).toBe(
            forecast.alone.costMinor,
          );
        },
      ),
      { numRuns: 8 },
    );
    await close();
  });

  test("the lowest margin says where it is, and of how many units the cost is known", async () => {
    const { db, close } = await engine.open();
    const line = { quantity: 1, paidMinor: 1_000 };
    const order = { customerId: 1, daysAgo: 3, shippingMinor: 0, isTest: false };
    const shopId = await shopWith(db, [
      { ...order, lines: [{ ...line, productId: 4 }] },
      {
        ...order,
        lines: [
          { ...line, productId: 2 },
          { ...line, productId: 5, quantity: 2 },
        ],
      },
    ]);
    const live: LiveDiscount[] = [
      ...liveOf([
        {
          ...{ key: "7", method: "automatic" },
          terms: {
            ...percent(5_000),
            combinesWith: { product: true, order: true, shipping: true },
          },
        },
      ]),
      ...liveOf([{ key: "8", method: "code", terms: percent(100) }]).map((one) => ({
        ...{ ...one, terms: null },
      })),
    ];
    const forecast = await forecastWith(db, {
      ...{ shopId, now: NOW, live },
      draft: {
        ...{ segmentId: SEGMENT, method: "automatic", startsAt: NOW },
        terms: {
          ...percent(2_000),
          combinesWith: { product: false, order: true, shipping: false },
        },
      },
    });
    expect(forecast.units).toEqual({ all: 4, withCost: 2 });
    expect(forecast.alone).toMatchObject({
      ...{ orders: 2, costMinor: 600, revenueMinor: 3_000, between: null },
      lowestMargin: { productId: 4, title: "Product 4", basisPoints: 5_000 },
    });
    // 1,000 less 200 less 500, at a cost of 400
    expect(forecast.stacked).toMatchObject({
      costMinor: 2_100,
      lowestMargin: { productId: 4, basisPoints: -3_333 },
    });
    expect(forecast.liveMinor).toBe(1_500);
    expect(forecast.live).toEqual({ reckoned: 1, unknown: ["Discount 8"] });
    await close();
  });

  test("before its members were kept, who would have been one by their purchases is taken for one", async () => {
    const { db, close } = await engine.open();
    const lines = [{ productId: 1, quantity: 1, paidMinor: 500 }];
    const order = { shippingMinor: 0, isTest: false, lines };
    const shopId = await shopWith(db, [
      // Bought first, then came back as a buyer: that order counts, the first does not.
      { ...order, customerId: 4, daysAgo: 95 },
      { ...order, customerId: 4, daysAgo: 80 },
      { ...order, customerId: 5, daysAgo: 50 },
      // Since it is kept, what was kept counts.
      { ...order, customerId: 4, daysAgo: 10 },
      { ...order, customerId: 1, daysAgo: 9 },
    ]);
    const since = NOW - 40 * DAY;
    const query = "number_of_orders > 0";
    await db
      .insertInto("segmentVersions")
      .values({ shopId, segmentId: SEGMENT, version: 1, name: "Regulars", query, savedAt: since })
      .execute();
    const forecast = await forecastWith(db, {
      ...{ shopId, now: NOW, live: [] },
      draft: { segmentId: SEGMENT, terms: percent(1_000), method: "automatic", startsAt: NOW },
    });
    expect(forecast).toMatchObject({
      ...{ orders: 2, paidMinor: 1_000 },
      members: { kind: "kept-since", since, before: "by-purchases" },
    });
    await close();
  });

  test("who may have it once has it once, and no more than there is of it is given", async () => {
    const { db, close } = await engine.open();
    const lines = [{ productId: 1, quantity: 1, paidMinor: 1_000 }];
    const shopId = await shopWith(
      db,
      [10, 9, 8, 7].flatMap((daysAgo) =>
        [1, 2].map((customerId) => ({
          customerId,
          daysAgo,
          shippingMinor: 0,
          isTest: false,
          lines,
        })),
      ),
    );
    const costWith = async (given: Partial<Terms>) => {
      const { alone } = await forecastWith(db, {
        ...{ shopId, now: NOW, live: [] },
        draft: {
          ...{ segmentId: SEGMENT, method: "code", startsAt: NOW },
          terms: { ...percent(1_000), ...given },
        },
      });
      return alone.costMinor;
    };
    expect(await costWith({})).toBe(800);
    expect(await costWith({ oncePerCustomer: true })).toBe(200);
    expect(await costWith({ usageLimit: 3 })).toBe(300);
    await close();
  });
});
