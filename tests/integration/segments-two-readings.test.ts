import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { refreshPurchaseFacts } from "#app/purchases/refresh-purchase-facts.server.ts";
import { tagKey } from "#app/purchases/tag-key.ts";
import { matches, type CustomerValues } from "#app/segments/query/matches.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import type { Query } from "#app/segments/query/query.ts";
import { loadPurchaseValues } from "#app/segments/query/regulars/purchase-filters.server.ts";
import type { Clock } from "#app/segments/query/spans.ts";
import { whyOf, type Why } from "#app/segments/query/why.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";
import { customers, nows, PRODUCTS, queries, zones } from "#tests/support/queries.ts";

/** A customer whose values are exactly these, whatever orders would make them so. */
async function keep(db: Database, shopId: number, customerId: number, customer: CustomerValues) {
  const { numberOfOrders, amountSpentMinor, firstOrderAt, lastOrderAt } = customer;
  const { addedAt, accountStatus, emailStatus, emailDomain, smsStatus, language } = customer;
  const { predictedTier, subscriptionStatus } = customer;
  const day = (at: number | null) => (at === null ? null : dayOf(at, "UTC"));
  await db
    .insertInto("customers")
    .values({
      ...{ shopId, customerId, createdAt: addedAt, updatedAt: 0, numberOfOrders, amountSpentMinor },
      ...{ lastOrderAt, shopifyRfmGroup: null, accountStatus, emailStatus, language },
      ...{ emailDomain, smsStatus, predictedTier, subscriptionStatus },
    })
    .execute();
  await db
    .insertInto("customerFacts")
    .values({
      ...{ shopId, customerId, orders: firstOrderAt === null ? 0 : 1, netMinor: 0 },
      ...{ refundedMinor: 0, discountMinor: 0, asOf: 0, firstOrderAt },
      // A last order without a first is one that only Shopify has seen.
      lastOrderAt: firstOrderAt === null ? null : lastOrderAt,
      ...{ firstOrderDay: day(firstOrderAt), lastOrderDay: day(firstOrderAt && lastOrderAt) },
    })
    .execute();
  const { tags, countries, rfmGroup, models } = customer;
  await keepModels(db, shopId, customerId, models);
  await keepStays(db, shopId, customerId, customer.history);
  for (const [key, tag] of new Map(tags.map((one) => [tagKey(one), one]))) {
    await db.insertInto("customerTags").values({ shopId, customerId, tagKey: key, tag }).execute();
  }
  for (const country of countries) {
    await db.insertInto("customerCountries").values({ shopId, customerId, country }).execute();
  }
  await keepLists(db, shopId, customerId, customer);
  await keepOrders(db, shopId, customerId, customer.orders);
  if (rfmGroup === null) return;
  await db
    .insertInto("rfmScores")
    .values({
      ...{ shopId, customerId, recency: null, frequency: null, monetary: null, rfmGroup },
      ...{ ...models.scores, klaviyoGroup: models.klaviyoGroup },
    })
    .execute();
}

const TIERS = [
  { tierId: 1, name: "Silver", threshold: 1 },
  { tierId: 2, name: "Gold", threshold: 2 },
];

const SEGMENTS = ["VIP", "New"];

async function keepStays(
  db: Database,
  shopId: number,
  customerId: number,
  { stays }: CustomerValues["history"],
) {
  for (const [index, name] of SEGMENTS.entries()) {
    const key = { shopId, segmentId: index + 1 };
    const definition = { name, query: "number_of_orders > 0", templateKey: null, priority: index };
    await db
      .insertInto("segments")
      .values({
        ...{ ...key, ...definition, handle: `s-${name}`, createdAt: 0, updatedAt: 0 },
        ...{ asOf: null, fault: null },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    for (const { segment, since, until } of stays) {
      if (segment !== name) continue;
      const stay = { ...key, customerId, since };
      if (until === null) await db.insertInto("memberships").values(stay).execute();
      else {
        await db
          .insertInto("pastMemberships")
          .values({ ...stay, until })
          .execute();
      }
    }
  }
}

async function keepModels(
  db: Database,
  shopId: number,
  customerId: number,
  models: CustomerValues["models"],
) {
  const key = { shopId, customerId };
  const { lastOrderDay, usualGapDays, chanceAlive, expectedOrders, expectedValueMinor } = models;
  if (lastOrderDay !== null) {
    const cadence = { orderDays: 1, lastOrderDay, usualGapDays, basis: "own" };
    await db
      .insertInto("customerCadence")
      .values({ ...key, ...cadence })
      .execute();
  }
  if (chanceAlive !== null && expectedOrders !== null && expectedValueMinor !== null) {
    await db
      .insertInto("customerLifetime")
      .values({ ...key, chanceAlive, expectedOrders, expectedValueMinor })
      .execute();
  }
  const tierId = TIERS.find(({ name }) => name === models.tier)?.tierId ?? null;
  await db
    .insertInto("customerTiers")
    .values({ ...key, tierId, value: 0, since: models.tierSince ?? 0 })
    .execute();
}

async function keepLists(
  db: Database,
  shopId: number,
  customerId: number,
  customer: CustomerValues,
) {
  const key = { shopId, customerId };
  for (const region of customer.regions) {
    await db
      .insertInto("customerRegions")
      .values({ ...key, region })
      .execute();
  }
  for (const city of customer.cities) {
    await db
      .insertInto("customerCities")
      .values({ ...key, city })
      .execute();
  }
  for (const companyId of customer.companyIds) {
    await db
      .insertInto("customerCompanies")
      .values({ ...key, companyId })
      .execute();
  }
  for (const point of customer.points) {
    await db
      .insertInto("customerPoints")
      .values({ ...key, ...point })
      .execute();
  }
  for (const entry of customer.metafields) {
    await db
      .insertInto("customerMetafields")
      .values({ ...key, ...entry })
      .execute();
  }
  for (const [index, account] of customer.creditAccounts.entries()) {
    const accountId = customerId * 10 + index;
    await db
      .insertInto("storeCreditAccounts")
      .values({ ...key, accountId, ...account })
      .execute();
  }
  for (const [index, { kind, objectId, at }] of customer.events.entries()) {
    const event = { eventKey: String(index), kind, objectId, at };
    await db
      .insertInto("customerEvents")
      .values({ ...key, ...event })
      .execute();
  }
  const { abandonedCheckoutAt, createdByAppId } = customer;
  if (abandonedCheckoutAt === null && createdByAppId === null) return;
  await db
    .insertInto("customerTraces")
    .values({ ...key, abandonedCheckoutAt, createdByAppId })
    .execute();
}

async function keepProducts(db: Database, build: ReturnType<typeof shopBuilder>) {
  const tiers = TIERS.map((tier) => ({ ...tier, shopId: build.shopId, archivedAt: null }));
  await db.insertInto("tiers").values(tiers).execute();
  for (const { productId, tags, categoryId } of PRODUCTS) {
    await build.product(productId, { categoryId });
    for (const tag of tags) {
      const row = { shopId: build.shopId, productId, tag, tagKey: tagKey(tag) };
      await db.insertInto("productTags").values(row).execute();
    }
  }
}

/** The orders of a customer, and tests of the same that must never count. */
async function keepOrders(
  db: Database,
  shopId: number,
  customerId: number,
  orders: CustomerValues["orders"],
) {
  for (const isTest of [0, 1]) {
    for (const [index, { at, amountMinor, appId, locationId, lines }] of orders.entries()) {
      const orderId = customerId * 100 + index * 2 + isTest;
      const refundedMinor = index % 2 ? 700 : 0;
      await db
        .insertInto("orders")
        .values({
          ...{ shopId, orderId, customerId, processedAt: at, processedDay: dayOf(at, "UTC") },
          ...{ updatedAt: at, cancelledAt: index === 2 ? at : null, isTest, subtotalMinor: 0 },
          ...{ taxMinor: 0, shippingMinor: 0, adjustmentMinor: 0, discountMinor: 0 },
          ...{ appId, locationId, refundedMinor, totalMinor: amountMinor + refundedMinor },
        })
        .execute();
      for (const [line, { productId, quantity }] of lines.entries()) {
        await db
          .insertInto("lineItems")
          .values({
            ...{ shopId, orderId, lineItemId: orderId * 10 + line, productId, variantId: null },
            ...{ quantity, currentQuantity: 0, totalMinor: 0 },
          })
          .execute();
      }
    }
  }
}

/**
 * What purchases tell is told by orders, and read from them here: tests/integration/segments-purchase-filters.test.ts
 * has more to ask of it.
 */
async function withPurchases(db: Database, shopId: number, sample: readonly CustomerValues[]) {
  await refreshPurchaseFacts(db, { shopId, which: "all" });
  const whole: CustomerValues[] = [];
  for (const [index, customer] of sample.entries()) {
    const purchases = await loadPurchaseValues(db, { shopId, customerId: index + 1 });
    whole.push({ ...customer, purchases });
  }
  return whole;
}

async function membersBySql(
  db: Database,
  shopId: number,
  query: Query,
  clock: Clock,
  whole: { shopId: number } | null = null,
) {
  const rows = await askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(query, clock, whole))
    .orderBy("customers.customerId")
    .execute();
  return rows.map(({ customerId }) => customerId);
}

eachDatabase((engine) => {
  test("SQL and TypeScript read every query alike, for every customer, zone and day", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db);
    const shopId = await build.install();
    const other = shopBuilder(db);
    const otherShop = await other.install("other.myshopify.com");
    await keepProducts(db, build);
    await keepProducts(db, other);
    const given = fc.sample(customers, { numRuns: 150, seed: 7 });
    for (const [index, customer] of given.entries()) {
      await keep(db, shopId, index + 1, customer);
      await keep(db, otherShop, index + 1, customer);
    }
    const sample = await withPurchases(db, shopId, given);
    await fc.assert(
      fc.asyncProperty(queries, zones, nows, async (query, timeZone, now) => {
        const clock = { now, timeZone, currency: "EUR" };
        const expected = sample.flatMap((customer, index) =>
          matches(query, customer, clock) ? [index + 1] : [],
        );
        expect(await membersBySql(db, shopId, query, clock)).toEqual(expected);
        expect(await membersBySql(db, shopId, query, clock, { shopId })).toEqual(expected);
      }),
      { numRuns: Number(process.env.QUERY_RUNS ?? 300) },
    );
  });

  test("an amount is compared exactly in a currency of any decimals", async () => {
    const { db } = await engine.open();
    await fc.assert(
      fc.asyncProperty(
        queries,
        customers,
        fc.constantFrom("JPY", "KWD", "EUR"),
        nows,
        async (query, customer, currency, now) => {
          const build = shopBuilder(db, { currency });
          const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
          await keepProducts(db, build);
          await keep(db, shopId, 1, customer);
          const clock = { now, timeZone: "UTC", currency };
          const [whole = customer] = await withPurchases(db, shopId, [customer]);
          const expected = matches(query, whole, clock) ? [1] : [];
          expect(await membersBySql(db, shopId, query, clock)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("an explanation agrees with the verdict, of the whole and of every clause", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db);
    const shopId = await build.install();
    await keepProducts(db, build);
    const given = fc.sample(customers, { numRuns: 20, seed: 3 });
    for (const [index, customer] of given.entries()) await keep(db, shopId, index + 1, customer);
    const sample = await withPurchases(db, shopId, given);
    const kept: CustomerValues[] = [];
    for (const index of sample.keys()) {
      const values = await findCustomerValues(db, { shopId, customerId: index + 1 });
      if (values) kept.push(values);
    }
    expect(kept).toHaveLength(20);
    fc.assert(
      fc.property(queries, zones, nows, (query, timeZone, now) => {
        const clock = { now, timeZone, currency: "EUR" };
        for (const [index, customer] of sample.entries()) {
          const why = whyOf(query, kept[index] ?? customer, clock, "en");
          expect(why.isTrue).toBe(matches(query, customer, clock));
          expect(verdictOf(why)).toBe(why.isTrue);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** The verdict from those of the clauses alone. */
function verdictOf(why: Why): boolean {
  switch (why.kind) {
    case "clause":
      return why.isTrue;
    case "all":
      return why.parts.every(verdictOf);
    case "any":
      return why.parts.some(verdictOf);
    case "not":
      return !why.parts.some(verdictOf);
  }
}
