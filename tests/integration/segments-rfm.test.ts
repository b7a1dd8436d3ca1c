import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "#app/platform/calendar.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { groupLookup, SCHEMES } from "#app/segments/rfm/group-schemes.ts";
import { cutoffsOf, leastValues, scoreByLeast, scoreRfm } from "#app/segments/rfm/rfm.ts";
import { saveRfmSettings } from "#app/segments/rfm/settings.server.ts";
import { AUTOMATIC, type RfmSettings } from "#app/segments/rfm/settings.ts";
import { cutBy } from "#app/segments/rfm/scoring-methods.ts";
import { findCutoffs, scoreCustomers } from "#app/segments/rfm/score-customers.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-10T09:00:00Z");

/** Orders of a few customers: how many days ago, and for how much. */
const shops = fc.array(
  fc.array(
    fc.record({ ago: fc.integer({ min: 0, max: 20 }), totalMinor: fc.integer({ min: 0, max: 9 }) }),
    { maxLength: 4 },
  ),
  { minLength: 1, maxLength: 20 },
);

eachDatabase((engine) => {
  test("the database scores as the definition does, for all and again for a few", async () => {
    const { db } = await engine.open();
    await fc.assert(
      fc.asyncProperty(shops, async (histories) => {
        const build = shopBuilder(db);
        const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
        for (const [index, orders] of histories.entries()) {
          await build.customer(index + 1);
          for (const { ago, totalMinor } of orders) {
            await build.order(index + 1, NOW - ago * DAY, { totalMinor });
          }
        }
        const all = { shopId, which: "all", asOf: NOW } as const;
        await refreshFacts(db, all);
        await scoreCustomers(db, all);

        const facts = await db
          .selectFrom("customerFacts")
          .selectAll()
          .where("shopId", "=", shopId)
          .orderBy("customerId")
          .execute();
        const buyers = facts.filter(({ orders }) => orders > 0);
        const cutoffs = {
          recency: cutoffsOf(buyers.map(({ lastOrderDay }) => lastOrderDay ?? 0)),
          frequency: cutoffsOf(buyers.map(({ orders }) => orders)),
          monetary: cutoffsOf(buyers.map(({ netMinor }) => netMinor)),
        };
        const asOfDay = dayOf(NOW, "Europe/Berlin");
        const klaviyo = {
          recency: [asOfDay - 365, asOfDay - 180],
          frequency: leastValues(
            buyers.map(({ orders }) => orders),
            3,
          ),
          monetary: leastValues(
            buyers.map(({ netMinor }) => netMinor),
            3,
          ),
        };
        expect(await findCutoffs(db, { shopId })).toEqual({ ...cutoffs, klaviyo });
        const expected = facts.map(({ customerId, orders, netMinor, lastOrderDay }) => {
          const measures = { orders, netMinor, lastOrderDay: lastOrderDay ?? 0 };
          const { group, ...scores } = scoreRfm(cutoffs, orders > 0 ? measures : null);
          const klaviyoGroup =
            orders === 0
              ? null
              : groupLookup(SCHEMES.klaviyo)({
                  recency: scoreByLeast(klaviyo.recency, measures.lastOrderDay),
                  frequency: scoreByLeast(klaviyo.frequency, orders),
                  monetary: scoreByLeast(klaviyo.monetary, netMinor),
                });
          return { shopId, customerId, ...scores, rfmGroup: group, klaviyoGroup };
        });
        const scores = () =>
          db
            .selectFrom("rfmScores")
            .selectAll()
            .where("shopId", "=", shopId)
            .orderBy("customerId")
            .execute();
        expect(await scores()).toEqual(expected);

        await db.deleteFrom("rfmScores").where("customerId", "<", 4).execute();
        await scoreCustomers(db, { shopId, which: [1, 2, 3], asOf: NOW + DAY });
        expect(await scores()).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test("by each method, and by a merchant's own cut-offs, the database cuts as the definition does", async () => {
    const { db } = await engine.open();
    const own: RfmSettings["edited"] = {
      recency: [2, 5, 9, 14],
      frequency: [2, 3, 4, 5],
      monetary: [3, 5, 7, 9],
    };
    const recencyDays: RfmSettings["recencyDays"] = [3, 6, 10, 15];
    await fc.assert(
      fc.asyncProperty(shops, async (histories) => {
        const build = shopBuilder(db);
        const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
        for (const [index, orders] of histories.entries()) {
          await build.customer(index + 1);
          for (const { ago, totalMinor } of orders) {
            await build.order(index + 1, NOW - ago * DAY, { totalMinor });
          }
        }
        const all = { shopId, which: "all", asOf: NOW } as const;
        await refreshFacts(db, all);
        const facts = await db
          .selectFrom("customerFacts")
          .select(["orders", "netMinor", "lastOrderDay"])
          .where("shopId", "=", shopId)
          .where("orders", ">", 0)
          .execute();
        const buyers = facts.map((row) => ({ ...row, lastOrderDay: row.lastOrderDay ?? 0 }));
        if (buyers.length === 0) return;
        const asOfDay = dayOf(NOW, "Europe/Berlin");
        const inUse = async (settings: Partial<RfmSettings>) => {
          await saveRfmSettings(db, { shopId, settings: { ...AUTOMATIC, ...settings }, at: NOW });
          await scoreCustomers(db, all);
          const { recency, frequency, monetary } = (await findCutoffs(db, { shopId })) ?? {};
          return { recency, frequency, monetary };
        };
        const cutting = { asOfDay, scores: 5, recencyDays, moneyUnit: 100 };
        const byQuantiles = cutBy("quantile-7", buyers, cutting);
        expect(await inUse({ method: "quantile-7" })).toEqual({
          recency: byQuantiles.recency,
          frequency: byQuantiles.frequency.map((edge) => Math.ceil(edge ?? NaN)),
          monetary: byQuantiles.monetary.map((edge) => Math.ceil(edge ?? NaN)),
        });
        expect(await inUse({ method: "fixed-days", recencyDays })).toEqual(
          cutBy("fixed-days", buyers, cutting),
        );
        expect(await inUse({ edited: own })).toEqual({
          recency: [14, 9, 5, 2].map((days) => asOfDay - days),
          frequency: own.frequency,
          monetary: own.monetary,
        });
      }),
      { numRuns: 15 },
    );
  });

  test("where we see sixty days only, Shopify's lifetime figures are scored", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db, { hasAllOrders: false });
    const shopId = await build.install();
    await build.customer(1, {
      numberOfOrders: 40,
      amountSpentMinor: 900_000,
      lastOrderAt: NOW - 90 * DAY,
    });
    for (let customerId = 2; customerId <= 10; customerId++) {
      await build.customer(customerId);
      await build.order(customerId, NOW - customerId * DAY);
    }
    await build.customer(11);
    const all = { shopId, which: "all", asOf: NOW } as const;
    await refreshFacts(db, all);
    await scoreCustomers(db, all);
    const rows = await db
      .selectFrom("rfmScores")
      .select(["customerId", "recency", "frequency", "monetary", "rfmGroup"])
      .where("customerId", "in", [1, 11])
      .orderBy("customerId")
      .execute();
    expect(rows).toEqual([
      { customerId: 1, recency: 1, frequency: 5, monetary: 5, rfmGroup: "PREVIOUSLY_LOYAL" },
      { customerId: 11, recency: null, frequency: null, monetary: null, rfmGroup: "PROSPECTS" },
    ]);
  });
});
