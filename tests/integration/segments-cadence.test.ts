import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "#app/platform/calendar.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { cadenceOf, usualGapOf } from "#app/segments/cadence/cadence.ts";
import { lookBack } from "#app/segments/cadence/hit-rate.ts";
import { findHitRate, measureHitRate } from "#app/segments/cadence/measure-hit-rate.server.ts";
import { refreshCadence } from "#app/segments/cadence/refresh-cadence.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-10T09:00:00Z");
const TYPES = ["", "Shoe", "Sock"] as const;

/** Customers by the days ago they bought on, and what they bought first. */
const shops = fc.array(
  fc.record({
    ago: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
    type: fc.constantFrom(...TYPES),
  }),
  { minLength: 12, maxLength: 45 },
);

eachDatabase((engine) => {
  test("the database finds the usual gaps that the definition does, for all and again for a few", async () => {
    const { db } = await engine.open();
    await fc.assert(
      fc.asyncProperty(shops, async (customers) => {
        const build = shopBuilder(db);
        const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
        for (const [id, productType] of TYPES.entries())
          await build.product(id + 1, { productType });
        for (const [index, { ago, type }] of customers.entries()) {
          await build.customer(index + 1);
          for (const days of ago.toSorted((one, other) => other - one)) {
            await build.order(index + 1, NOW - days * DAY, { products: [TYPES.indexOf(type) + 1] });
          }
          await build.order(index + 1, NOW - 99 * DAY, { isTest: 1 });
        }
        const all = { shopId, which: "all", asOf: NOW } as const;
        await refreshFacts(db, all);
        await refreshCadence(db, all);

        const today = dayOf(NOW, "Europe/Berlin");
        const daysOf = ({ ago }: { ago: number[] }) =>
          [...new Set(ago)].map((days) => today - days).sort((one, other) => one - other);
        const firstGaps = (those: typeof customers) =>
          those.flatMap((customer) => {
            const [first, second] = daysOf(customer);
            return first !== undefined && second !== undefined ? [second - first] : [];
          });
        const ofShop = usualGapOf(firstGaps(customers));
        const expected = customers.flatMap((customer, index) => {
          const days = daysOf(customer);
          const alike = customers.filter(({ type }) => type === customer.type);
          const ofType = customer.type === "" ? null : usualGapOf(firstGaps(alike));
          const { orderDays, usualGapDays, basis } = cadenceOf(days, { ofType, ofShop });
          const lastOrderDay = days.at(-1);
          if (lastOrderDay === undefined) return [];
          return { shopId, customerId: index + 1, orderDays, lastOrderDay, usualGapDays, basis };
        });
        const rows = () =>
          db
            .selectFrom("customerCadence")
            .selectAll()
            .where("shopId", "=", shopId)
            .orderBy("customerId")
            .execute();
        expect(await rows()).toEqual(expected);

        await db.deleteFrom("customerCadence").where("customerId", "<", 4).execute();
        await refreshCadence(db, { shopId, which: [1, 2, 3], asOf: NOW });
        expect(await rows()).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  test("the hit rate counts what looking back on each customer's days finds", async () => {
    const { db } = await engine.open();
    await fc.assert(
      fc.asyncProperty(shops, async (customers) => {
        const build = shopBuilder(db);
        const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
        for (const [index, { ago }] of customers.entries()) {
          await build.customer(index + 1);
          for (const days of ago.map((one) => one * 3))
            await build.order(index + 1, NOW - days * DAY);
        }
        const all = { shopId, which: "all", asOf: NOW } as const;
        const today = dayOf(NOW, "Europe/Berlin");
        await refreshFacts(db, all);
        await refreshCadence(db, all);
        await measureHitRate(db, { shopId, asOf: NOW, asOfDay: today });
        const rate = (await findHitRate(db, { shopId }))?.report;
        if (!rate) throw new Error("nothing was measured");

        const expected = rate.bands.map((band) => ({ ...band, customers: 0, returned: 0 }));
        for (const day of rate.days) {
          for (const { ago } of customers) {
            const days = ago.map((one) => today - one * 3);
            const seen = lookBack(days, { day, horizonDays: rate.horizonDays });
            const band = seen && expected[seen.band];
            if (!band) continue;
            band.customers++;
            if (seen.returned) band.returned++;
          }
        }
        expect(rate.bands).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });
});
