import { describe, expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { daysOfBuying, historyUntil, inUnits } from "#app/segments/lifetime/buying-history.ts";
import { forecastOf } from "#app/segments/lifetime/forecast.ts";
import { heldOutError } from "#app/segments/lifetime/held-out.ts";
import {
  findLifetimeReport,
  fitLifetime,
} from "#app/segments/lifetime/shop/fit-lifetime.server.ts";
import { HORIZON_WEEKS } from "#app/segments/lifetime/shop/lifetime-report.ts";
import { heldOutOf, type AlikeLater } from "#app/segments/lifetime/shop/patterns.ts";
import { refreshLifetime } from "#app/segments/lifetime/shop/refresh-lifetime.server.ts";
import { keepReport } from "#app/segments/model-reports/model-reports.server.ts";
import { cdnowSample, hasCdnow } from "#tests/support/cdnow.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
/** The end of what the papers learn from. */
const ASOF = Date.parse("1997-09-30T12:00:00Z");
const UNTIL = ASOF / DAY - 0.5;

const cdnow = hasCdnow ? await cdnowSample() : null;

eachDatabase((engine) => {
  describe.skipIf(!cdnow)("on CDNOW's sample", () => {
    test("the app fits what is published, predicts what it had not seen, and expects of each customer what the models do", async () => {
      if (!cdnow) return;
      const { db } = await engine.open();
      const shopId = await shopBuilder(db, { timeZone: "UTC" }).install();
      await addPurchases(db, shopId, cdnow);
      await refreshFacts(db, { shopId, which: "all", asOf: ASOF });
      const report = await fitLifetime(db, { shopId, asOf: ASOF });
      if (report.kind !== "fitted") throw new Error(report.kind);
      const near = (share: number, published: number, got: number) => {
        expect(Math.abs(got / published - 1)).toBeLessThan(share);
      };
      expect(report).toMatchObject({ grainDays: 1, customers: 2357, repeaters: 946 });
      near(0.005, 0.243, report.bgNbd.r);
      near(0.005, 4.414, report.bgNbd.alpha);
      near(0.005, 0.793, report.bgNbd.a);
      near(0.005, 2.426, report.bgNbd.b);
      near(0.01, 6.25, report.gammaGamma.p);
      near(0.01, 3.74, report.gammaGamma.q);
      near(0.01, 15.44, report.gammaGamma.v / 100); // minor units
      expect(report.heldOut?.customers).toBe(2357);
      expect(Math.abs(report.heldOut?.purchases.error ?? 1)).toBeLessThan(0.15);

      await refreshLifetime(db, { shopId, asOf: ASOF });
      const rows = await db
        .selectFrom("customerLifetime")
        .selectAll()
        .where("shopId", "=", shopId)
        .orderBy("customerId")
        .execute();
      const bought = [...daysOfBuying(cdnow)].sort(([one], [other]) => Number(one) - Number(other));
      expect(rows.map(({ customerId }) => String(customerId))).toEqual(
        bought.map(([customerId]) => String(Number(customerId))),
      );
      const minor = bought.map(([, days]) =>
        days.map(({ day, value }) => ({ day, value: Math.round(value * 100) })),
      );
      for (const [i, row] of rows.entries()) {
        const history = historyUntil(minor[i] ?? [], UNTIL);
        if (!history) throw new Error("all bought by then");
        const forecast = forecastOf(report, inUnits(history, 7), HORIZON_WEEKS);
        expect(row.chanceAlive).toBeCloseTo(forecast.probabilityAlive, 3);
        expect(row.expectedOrders).toBeCloseTo(forecast.purchases, 3);
        expect(Math.abs(row.expectedValueMinor - forecast.value)).toBeLessThan(
          1 + forecast.value * 0.01,
        );
      }
    });

    test("counted by their histories customers miss by as much as one by one", () => {
      if (!cdnow) return;
      const models = {
        bgNbd: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
        gammaGamma: { p: 6.25, q: 3.74, v: 15.44 },
      };
      const end = UNTIL + 180;
      const bought = [...daysOfBuying(cdnow)].map(([, days]) => days);
      const one = heldOutError(models, bought, { until: UNTIL, end, unitDays: 7 });
      const rows = bought.map((days): AlikeLater => {
        const history = historyUntil(days, UNTIL);
        if (!history) throw new Error("all bought by then");
        const later = days.filter(({ day }) => day > UNTIL && day <= end);
        return {
          ...{ repeats: history.repeats, lastBought: history.last, age: history.age },
          ...{ customers: 1, spent: history.repeats * history.meanValue, later: later.length },
          laterValue: later.reduce((sum, { value }) => sum + value, 0),
        };
      });
      const counted = heldOutOf(models, rows, { until: UNTIL, end, grainDays: 1 });
      expect(counted.purchases.error).toBeCloseTo(one.purchases.error ?? NaN, 9);
      expect(counted.value.expected).toBeCloseTo(one.value.expected, 4);
      expect(counted.meanAbsoluteError).toBeCloseTo(one.meanAbsoluteError, 9);
      expect(counted.byRepeats.map(({ customers }) => customers)).toEqual(
        one.byRepeats.map(({ customers }) => customers),
      );
    });
  });

  test("a shop that is too young, too small, or seen for sixty days only has an outcome, and nobody an expectation", async () => {
    const { db } = await engine.open();
    const fitAt = async (shopId: number) => {
      await refreshFacts(db, { shopId, which: "all", asOf: ASOF });
      const report = await fitLifetime(db, { shopId, asOf: ASOF });
      await refreshLifetime(db, { shopId, asOf: ASOF });
      const kept = await findLifetimeReport(db, { shopId });
      expect(kept).toEqual({ asOf: ASOF, report });
      return report;
    };
    const build = shopBuilder(db, { timeZone: "UTC" });
    const shopId = await build.install("young.myshopify.com");
    expect(await fitAt(shopId)).toEqual({ kind: "too-short", days: 0, needed: 84 });
    await build.customer(1);
    await build.order(1, ASOF - 83 * DAY);
    expect(await fitAt(shopId)).toEqual({ kind: "too-short", days: 83, needed: 84 });
    await build.order(1, ASOF - 200 * DAY);
    expect(await fitAt(shopId)).toEqual({ kind: "too-few", repeaters: 1, needed: 50 });

    const window = shopBuilder(db, { timeZone: "UTC", hasAllOrders: false });
    expect(await fitAt(await window.install("window.myshopify.com"))).toEqual({
      kind: "orders-missing",
    });

    // What was expected before goes when the models do not fit any more.
    await db
      .insertInto("customerLifetime")
      .values({ shopId, customerId: 1, chanceAlive: 1, expectedOrders: 1, expectedValueMinor: 1 })
      .execute();
    await keepReport(db, {
      shopId,
      model: "lifetime",
      asOf: ASOF,
      report: { kind: "not-converged", model: "bgNbd" },
    });
    await refreshLifetime(db, { shopId, asOf: ASOF });
    expect(await db.selectFrom("customerLifetime").selectAll().execute()).toEqual([]);
  });
});

/** Some hundred rows a statement. */
const CHUNK = 400;

async function addPurchases(
  db: Database,
  shopId: number,
  { customers, customer, day, value }: NonNullable<typeof cdnow>,
) {
  const people = customers.map((id) => ({
    ...{ shopId, customerId: Number(id), createdAt: 0, updatedAt: 0, numberOfOrders: 0 },
    ...{ amountSpentMinor: 0, lastOrderAt: null, shopifyRfmGroup: null },
    ...{ accountStatus: "DISABLED", emailStatus: null, language: null },
  }));
  for (let from = 0; from < people.length; from += CHUNK) {
    await db
      .insertInto("customers")
      .values(people.slice(from, from + CHUNK))
      .execute();
  }
  const orders = customer.map((place, i) => {
    const at = (day[i] ?? 0) * DAY + DAY / 2;
    const totalMinor = Math.round((value[i] ?? 0) * 100);
    return {
      ...{ shopId, orderId: i + 1, customerId: Number(customers[place]), processedAt: at },
      ...{ processedDay: dayOf(at, "UTC"), updatedAt: at, cancelledAt: null, isTest: 0 },
      ...{ subtotalMinor: totalMinor, taxMinor: 0, shippingMinor: 0, adjustmentMinor: 0 },
      ...{ discountMinor: 0, refundedMinor: 0, totalMinor },
    };
  });
  for (let from = 0; from < orders.length; from += CHUNK) {
    await db
      .insertInto("orders")
      .values(orders.slice(from, from + CHUNK))
      .execute();
  }
}
