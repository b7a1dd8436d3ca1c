import { expect, test } from "vitest";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { refreshCadence } from "#app/segments/cadence/refresh-cadence.server.ts";
import { agreementOf } from "#app/segments/rfm/agreement/agreement.ts";
import { measureAgreement } from "#app/segments/rfm/agreement/measure-agreement.server.ts";
import { fitnessOf } from "#app/segments/rfm/fitness/fitness.ts";
import { findRfmReport, measureRfm } from "#app/segments/rfm/measure-rfm.server.ts";
import { scoreCustomers } from "#app/segments/rfm/score-customers.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-10T09:00:00Z");

eachDatabase((engine) => {
  const open = async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db, { timeZone: "UTC" });
    const shopId = await build.install();
    const measure = async () => {
      const all = { shopId, which: "all", asOf: NOW } as const;
      await refreshFacts(db, all);
      await refreshCadence(db, all);
      await scoreCustomers(db, all);
      await measureRfm(db, { shopId, asOf: NOW });
      const found = await findRfmReport(db, { shopId });
      if (!found) throw new Error("nothing was measured");
      return found.report;
    };
    return { db, build, shopId, measure };
  };

  test("whether RFM fits is read from the shop's own orders", async () => {
    const { build, measure } = await open();
    // Twenty who buy every ten days, until today or until a month ago; a hundred who bought once, long ago.
    for (let id = 1; id <= 20; id++) {
      await build.customer(id);
      for (let i = 0; i < 6; i++) await build.order(id, NOW - (i * 10 + (id > 10 ? 40 : 0)) * DAY);
    }
    for (let id = 101; id <= 200; id++) {
      await build.customer(id);
      await build.order(id, NOW - 300 * DAY);
    }
    await build.customer(300); // never bought
    const { fitness, ownDays } = await measure();
    expect(fitness).toEqual({
      ...{ buyers: 120, oneTimers: 100, historyDays: 300, hasAllOrders: true },
      ...{ frequencyScores: 2, monetaryScores: 2 },
      rhythms: { customers: 20, quick: 10, slow: 10 },
      // The horizon is two weeks at least; on that day the regulars are among the sixty more recent.
      recency: {
        horizonDays: 14,
        recent: { customers: 60, returned: 10 },
        others: { customers: 60, returned: 0 },
      },
    });
    expect(fitnessOf(fitness).map(({ rule }) => rule)).toEqual([
      "frequency-collapsed",
      "monetary-collapsed",
    ]);
    // A hundred intervals, all of ten days: the days stay apart.
    expect(ownDays).toEqual([10, 11, 12, 13]);
  });

  test("an empty shop is measured too", async () => {
    const { measure } = await open();
    const report = await measure();
    expect(fitnessOf(report.fitness).map(({ rule }) => rule)).toEqual([
      "few-buyers",
      "short-history",
    ]);
    expect(report).toMatchObject({ agreement: [], ownDays: null });
  });

  test("disagreements with Shopify's groups are counted with why", async () => {
    const { db, build, shopId, measure } = await open();
    // Ten who all bought on a day of their own, the earlier the more, so that scores are apart.
    for (let id = 1; id <= 10; id++) {
      await build.customer(id);
      for (let i = 0; i < id; i++)
        await build.order(id, NOW - (10 * id + i) * DAY, { totalMinor: 100 });
    }
    const shopifySays = async (customerId: number, change: Record<string, string | number>) => {
      await db
        .updateTable("customers")
        .set(change)
        .where("shopId", "=", shopId)
        .where("customerId", "=", customerId)
        .execute();
    };
    await measure();
    const groups = await db
      .selectFrom("rfmScores")
      .select(["customerId", "rfmGroup", "recency", "frequency", "monetary"])
      .where("shopId", "=", shopId)
      .orderBy("customerId")
      .execute();
    const groupOf = (id: number) => groups[id - 1]?.rfmGroup ?? "";
    await shopifySays(1, { shopifyRfmGroup: groupOf(1) });
    await shopifySays(2, { shopifyRfmGroup: "PROSPECTS", numberOfOrders: 5 });
    await shopifySays(3, { shopifyRfmGroup: "PROSPECTS", amountSpentMinor: 1 });
    await shopifySays(4, { shopifyRfmGroup: "PROSPECTS" });
    await build.customer(11, { shopifyRfmGroup: "PROSPECTS" });
    await build.order(11, NOW - DAY);
    const { agreement } = await measure();
    expect(agreementOf(agreement)).toMatchObject({
      compared: 5,
      same: 1,
      reasons: [
        { reason: "day", customers: 1 },
        { reason: "orders", customers: 1 },
        { reason: "amounts", customers: 1 },
        { reason: "cut-offs", customers: 1 },
      ],
    });
  });

  test("a group that rounding halves down would give is told apart from one that it would not", async () => {
    const { db, build, shopId, measure } = await open();
    for (let id = 1; id <= 6; id++) {
      await build.customer(id);
      for (let i = 0; i < id; i++) await build.order(id, NOW - (10 * id + i) * DAY);
    }
    await measure();
    const scores = { recency: 3, frequency: 2, monetary: 3, rfmGroup: "NEEDS_ATTENTION" };
    await db.updateTable("rfmScores").set(scores).where("shopId", "=", shopId).execute();
    for (const [customerId, shopifyRfmGroup] of [
      [1, "ALMOST_LOST"],
      [2, "CHAMPIONS"],
    ] as const) {
      await db
        .updateTable("customers")
        .set({ shopifyRfmGroup })
        .where("shopId", "=", shopId)
        .where("customerId", "=", customerId)
        .execute();
    }
    const rows = await measureAgreement(db, { shopId, asOfDay: Math.floor(NOW / DAY) });
    expect(new Set(rows.map(({ theirs, reason }) => `${theirs} ${String(reason)}`))).toEqual(
      new Set(["ALMOST_LOST halves", "CHAMPIONS cut-offs"]),
    );
  });
});
