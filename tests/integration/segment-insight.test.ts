import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { lintSegments } from "#app/segments/lints/lint-segments.server.ts";
import { insightOf } from "#app/segments/profile/insight.server.ts";
import { pastDayOf } from "#app/segments/profile/past-day.server.ts";
import { acknowledgeGrounds, maySetPrices, setPurpose } from "#app/segments/purpose.server.ts";
import { refreshAll } from "#app/segments/refresh-all.server.ts";
import {
  createSegment,
  findSegment,
  listSegments,
  reviseSegment,
} from "#app/segments/segments.server.ts";
import { differenceOf, versionsOf } from "#app/segments/versions/versions.server.ts";
import { eachDatabase, type Engine } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-10T09:00:00Z");

/** Sixty customers: every third drinks tea, lives in Austria and buys twice; the others buy coffee once. */
async function teaShop(engine: Engine) {
  const { db } = await engine.open();
  const build = shopBuilder(db);
  const shopId = await build.install();
  await build.product(1, { title: "Tea", productType: "Drinks", vendor: "Leaf" });
  await build.product(2, { title: "Coffee", productType: "Drinks", vendor: "Bean" });
  for (let id = 1; id <= 60; id++) {
    const isTea = id % 3 === 0;
    await build.customer(id, {
      countries: [isTea ? "AT" : "DE"],
      emailStatus: isTea ? "SUBSCRIBED" : null,
    });
    const products = [isTea ? 1 : 2];
    const discountMinor = isTea ? 100 : 0;
    await build.order(id, NOW - 20 * DAY, { products, totalMinor: 1_000, discountMinor });
    if (isTea) await build.order(id, NOW - 10 * DAY, { products, totalMinor: 3_000 });
  }
  await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
  const made = await createSegment(db, {
    ...{ shopId, name: "Tea", query: "number_of_orders = 2", asOf: NOW },
  });
  if (made.kind !== "created") throw new Error(made.kind);
  return { db, shopId, shop: await readShop(db, shopId), segmentId: made.segmentId };
}

async function found(db: Database, key: { shopId: number; segmentId: number }) {
  const segment = await findSegment(db, key);
  if (!segment) throw new Error("not there");
  return segment;
}

eachDatabase((engine) => {
  test("a segment stands beside its shop: habits, what it buys more often, where it lives", async () => {
    const { db, shop, ...key } = await teaShop(engine);
    await setPurpose(db, { ...key, objective: "reward", measure: "net-per-member" });
    const insight = await insightOf(db, { shop, segment: await found(db, key), asOf: NOW });
    expect(insight.habits).toEqual({
      ...{ netPerOrder: 2_000, discountShare: 0.5, usualGapDays: null, reachableShare: 1 },
      recent: { orderingShare: 1, netPerCustomer: 4_000, fullPriceShare: 0.5 },
    });
    expect(insight.shop).toMatchObject({ netPerOrder: 1_500, discountShare: 0.25 });
    expect(insight.products).toMatchObject([{ label: "Tea", share: 1, lift: 3 }]);
    expect(insight.vendors).toMatchObject([{ key: "Leaf", lift: 3 }]);
    expect(insight.types).toEqual([]);
    expect(insight.countries).toMatchObject([{ key: "AT", share: 1, lift: 3 }]);
    expect(insight.measured).toBe(4_000);
    expect(insight.moves).toMatchObject([{ came: 20, went: 0 }]);
    expect(insight.recentMoves).toHaveLength(12);
    expect(insight.sampled).toBeNull();
    const repeat = insight.overlaps.find(({ name }) => name === "Repeat customers");
    expect(repeat).toMatchObject({ members: 20, shared: 20 });
  });

  test("duplicates and products that are gone are found among all segments at once", async () => {
    const { db, shop, shopId, segmentId } = await teaShop(engine);
    await createSegment(db, {
      ...{ shopId, name: "Gone", asOf: NOW },
      query: "products_purchased MATCHES (id IN (1, 99))",
    });
    const findings = await lintSegments(db, {
      ...{ shop, segments: await listSegments(db, { shopId }), asOf: NOW },
    });
    expect(findings.get(segmentId)?.map(({ code }) => code)).toContain("near-duplicate");
    const gone = [...findings.values()].flat().filter(({ code }) => code === "deleted-product");
    expect(gone.map(({ message }) => message)).toEqual([
      "The product 99 is not in your shop any more.",
    ]);
  });

  test("every save is a version, and two of them differ by these customers", async () => {
    const { db, shopId, segmentId } = await teaShop(engine);
    const save = (name: string, query: string) =>
      reviseSegment(db, { shopId, segmentId, name, query, asOf: NOW + 1 });
    await save("Tea", "number_of_orders = 2");
    await save("Tea", "customer_countries CONTAINS 'DE' OR amount_spent > 35");
    await save("All", "number_of_orders >= 1");
    const versions = await versionsOf(db, { shopId, segmentId });
    expect(versions.map(({ version, name }) => [version, name])).toEqual([
      [3, "All"],
      [2, "Tea"],
      [1, "Tea"],
    ]);
    const between = (from: number, to: number) =>
      differenceOf(db, { shopId, segmentId, from, to, asOf: NOW });
    expect(await between(1, 2)).toEqual({ from: 1, to: 2, gained: 40, lost: 0, kept: 20 });
    expect(await between(3, 1)).toEqual({ from: 3, to: 1, gained: 0, lost: 40, kept: 20 });
    expect(await between(1, 9)).toBeUndefined();
  });

  test("a past day shows who was in it when the day ended", async () => {
    const { db, shop, shopId, segmentId } = await teaShop(engine);
    const later = NOW + 3 * DAY;
    await reviseSegment(db, {
      ...{ shopId, segmentId, name: "Tea", asOf: later },
      query: "number_of_orders = 2 AND customer_countries CONTAINS 'DE'",
    });
    const on = (day: string) =>
      pastDayOf(db, { shop, segmentId, day, asOf: later, page: 1, pageSize: 5 });
    expect(await on("2026-03-10")).toMatchObject({ kind: "known", total: 20 });
    const past = await on("2026-03-12");
    expect(past.kind === "known" && past.members).toHaveLength(5);
    expect(past).toMatchObject({ members: [{ customerId: 3, until: later }, {}, {}, {}, {}] });
    expect(await on("2026-03-09")).toMatchObject({ kind: "known", total: 0 });
    for (const day of ["2026-03-13", "2026-02-30", "yesterday"]) {
      expect(await on(day)).toEqual({ kind: "unfit", day });
    }
  });

  test("prices may depend on where somebody lives only once the merchant has said so, of this query", async () => {
    const { db, ...key } = await teaShop(engine);
    const query = "customer_countries CONTAINS 'AT'";
    await reviseSegment(db, { ...key, name: "Austria", query, asOf: NOW });
    expect(maySetPrices(await found(db, key))).toBe(false);
    await acknowledgeGrounds(db, { ...key, query: "number_of_orders = 2" });
    expect(maySetPrices(await found(db, key))).toBe(false);
    await acknowledgeGrounds(db, { ...key, query });
    expect(maySetPrices(await found(db, key))).toBe(true);
    const other = "customer_countries CONTAINS 'DE'";
    await reviseSegment(db, { ...key, name: "Germany", query: other, asOf: NOW });
    expect(maySetPrices(await found(db, key))).toBe(false);
  });
});
