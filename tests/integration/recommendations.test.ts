import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import {
  refreshCustomers,
  refreshRecommendations,
} from "#app/recommendations/refresh-recommendations.server.ts";
import { readEvaluation } from "#app/recommendations/learning/kept-model.server.ts";
import { readProgress } from "#app/recommendations/learning/progress.server.ts";
import type { Rule } from "#app/recommendations/rules/rules.ts";
import { rulesInWords } from "#app/recommendations/rules/rules-in-words.server.ts";
import { addRule } from "#app/recommendations/rules/save-rules.server.ts";
import { listPairs } from "#app/recommendations/goes-with/list-pairs.server.ts";
import {
  customerPicks,
  shelfProducts,
} from "#app/recommendations/shelves/shown-products.server.ts";
import { refreshAll } from "#app/segments/refresh-all.server.ts";
import { createSegment } from "#app/segments/segments.server.ts";
import { eachDatabase, type Engine } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-10T09:00:00Z");

const { signal } = new AbortController();
const refresh = (db: Database, shopId: number) =>
  refreshRecommendations(db, { shopId, asOf: NOW, now: () => NOW, signal });

const allPicks = (db: Database, shopId: number) =>
  db
    .selectFrom("picks")
    .selectAll()
    .where("shopId", "=", shopId)
    .orderBy("customerId")
    .orderBy("rank")
    .execute();

/** Tea (1) and biscuits (2) go together; coffee (3) is bought by itself; 4 is sold out, 5 a draft, 6 cancelled. */
async function teaShop(engine: Engine) {
  const { db } = await engine.open();
  const build = shopBuilder(db);
  const shopId = await build.install();
  for (const productId of [1, 2, 3, 6, 7]) await build.product(productId);
  await build.product(4, { isAvailable: 0 });
  await build.product(5, { status: "DRAFT" });
  for (let customerId = 1; customerId <= 30; customerId++) {
    await build.customer(customerId);
    const products = customerId <= 6 ? [1, 2, 4, 5] : [3];
    await build.order(customerId, NOW - (customerId + 5) * DAY, { products });
  }
  await build.order(1, NOW - 40 * DAY, { products: [6], cancelledAt: NOW });
  await build.order(2, NOW - 40 * DAY, { products: [6], isTest: 1 });
  await build.order(null, NOW - DAY, { products: [7], quantity: 9 });
  for (const ago of [95, 64, 33]) await build.order(20, NOW - ago * DAY, { products: [3] });
  return { db, build, shopId };
}

eachDatabase((engine) => {
  test("pairs come with their support and lift, from orders that count alone", async () => {
    const { db, shopId } = await teaShop(engine);
    await refresh(db, shopId);
    const { pairs, total } = await listPairs(db, { shopId, page: 1, pageSize: 10 });
    expect(total).toBe(pairs.length);
    const teaAndBiscuits = pairs.find(
      ({ productId, otherProductId }) => productId === 1 && otherProductId === 2,
    );
    // 34 orders that count hold a product: 30, three more of customer 20, and a guest's.
    expect(teaAndBiscuits).toMatchObject({ together: 6, ordersWith: 6, lift: 34 / 6 });
    expect(pairs.flatMap(({ otherProductId }) => [otherProductId])).not.toContain(4);
    expect(pairs.flatMap(({ otherProductId }) => [otherProductId])).not.toContain(5);
  });

  test("what is bought instead goes with nothing, also not as what is like it", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db);
    const shopId = await build.install();
    for (const productId of [1, 2, 3]) await build.product(productId, { productType: "Tea" });
    await build.product(4, { productType: "Cup" });
    for (let customerId = 1; customerId <= 40; customerId++) {
      await build.customer(customerId);
      const products = customerId <= 10 ? [1, 2, 1, 2, 1, 2] : [4];
      for (const [index, productId] of products.entries())
        await build.order(customerId, NOW - (60 - index * 9) * DAY, { products: [productId] });
    }
    await refresh(db, shopId);
    const instead = await db
      .selectFrom("productSubstitutes")
      .select(["productId", "otherProductId"])
      .orderBy("productId")
      .execute();
    expect(instead).toEqual([
      { productId: 1, otherProductId: 2 },
      { productId: 2, otherProductId: 1 },
    ]);
    const pairs = await db
      .selectFrom("productPairs")
      .select(["productId", "otherProductId", "kind"])
      .where("productId", "in", [1, 2])
      .orderBy("productId")
      .execute();
    expect(pairs).toEqual([
      { productId: 1, otherProductId: 3, kind: "like" },
      { productId: 2, otherProductId: 3, kind: "like" },
    ]);
  });

  test("a segment's shelf is what its members buy, and everyone's what guests buy too", async () => {
    const { db, shopId } = await teaShop(engine);
    const query = "number_of_orders >= 3";
    const made = await createSegment(db, { shopId, name: "Often", query, asOf: NOW });
    const handle = made.kind === "created" ? made.handle : "";
    await refresh(db, shopId);
    const often = await shelfProducts(db, { shopId, handle, asOf: NOW });
    expect(often.map(({ productId }) => productId)).toEqual([3]);
    const everyone = await shelfProducts(db, { shopId, handle: "everyone", asOf: NOW });
    expect(everyone.map(({ productId }) => productId)).toEqual([3, 1, 2, 7]);
    expect(everyone[3]?.reason).toBe(
      "9 sold to all customers in 365 days; newer orders count more",
    );
  });

  test("picks are a habit that is due, what goes with purchases, and then best sellers", async () => {
    const { db, shopId } = await teaShop(engine);
    await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
    await refresh(db, shopId);
    const habitual = await customerPicks(db, { shopId, customerId: 20, asOf: NOW });
    expect(habitual[0]).toMatchObject({
      productId: 3,
      reason: "Bought 4 times, about every 31 days, last 25 days ago",
    });
    const tea = await customerPicks(db, { shopId, customerId: 1, asOf: NOW });
    expect(tea.map(({ productId }) => productId)).not.toContain(1);
    expect(tea.map(({ productId }) => productId)).not.toContain(4);
    expect(tea.length).toBeGreaterThan(0);
  });

  test("a few customers and all of them come out the same, and twice writes nothing", async () => {
    const { db, build, shopId } = await teaShop(engine);
    await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
    expect(await refresh(db, shopId)).toMatchObject({ customers: 30, hasLearned: true });
    const before = await allPicks(db, shopId);
    expect(await refresh(db, shopId)).toMatchObject({ customers: 0, hasLearned: false });

    await db.deleteFrom("picks").where("customerId", "<", 10).execute();
    await build.customer(99);
    const customerIds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 99];
    expect(await refreshCustomers(db, { shopId, customerIds, asOf: NOW, signal })).toBe(9);
    expect(await allPicks(db, shopId)).toEqual(before);
  });

  test("what is bought again and again is kept in the variant bought last, and goes when that is sold out", async () => {
    const { db, build, shopId } = await teaShop(engine);
    for (const variantId of [30, 31])
      await db
        .insertInto("variants")
        .values({
          shopId,
          productId: 3,
          variantId,
          priceMinor: 500,
          costMinor: null,
          isAvailable: 1,
        })
        .execute();
    await db
      .updateTable("lineItems")
      .set({ variantId: 31 })
      .where("shopId", "=", shopId)
      .where(
        "orderId",
        "in",
        db.selectFrom("orders").select("orderId").where("customerId", "=", 20),
      )
      .execute();
    await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
    await refresh(db, shopId);
    const today = dayOf(NOW, "Europe/Berlin");
    const usual = db.selectFrom("usualProducts").selectAll().where("shopId", "=", shopId);
    expect(await usual.execute()).toEqual([
      {
        ...{ shopId, customerId: 20, rank: 1, productId: 3, variantId: 31 },
        ...{ everyDays: 31, dueDay: today - 25 + 31 },
      },
    ]);
    const [first] = (await allPicks(db, shopId)).filter(({ customerId }) => customerId === 20);
    expect(first).toMatchObject({ productId: 3, shopperReason: "again" });

    await db.updateTable("variants").set({ isAvailable: 0 }).where("variantId", "=", 31).execute();
    expect(await refreshCustomers(db, { shopId, customerIds: [20], asOf: NOW, signal })).toBe(1);
    expect(await usual.execute()).toEqual([]);
    await build.order(20, NOW, { products: [3] });
    expect(await refreshCustomers(db, { shopId, customerIds: [20], asOf: NOW, signal })).toBe(1);
    expect(await usual.execute()).toEqual([]);
  });

  test("who has no order that counts any more loses their picks", async () => {
    const { db, shopId } = await teaShop(engine);
    await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
    await refresh(db, shopId);
    await db.updateTable("orders").set({ cancelledAt: NOW }).where("customerId", "=", 8).execute();
    expect(await refreshCustomers(db, { shopId, customerIds: [8], asOf: NOW, signal })).toBe(1);
    expect(await customerPicks(db, { shopId, customerId: 8, asOf: NOW })).toEqual([]);
  });

  test("what was returned, left out, sold out or unpublished is on nobody's shelf, and a pin is on all", async () => {
    const { db, build, shopId } = await teaShop(engine);
    await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
    await build.order(20, NOW - 300 * DAY, { products: [1] });
    await db
      .updateTable("lineItems")
      .set({ currentQuantity: 0 })
      .where("productId", "=", 1)
      .where(
        "orderId",
        "in",
        db.selectFrom("orders").select("orderId").where("customerId", "=", 20),
      )
      .execute();
    const exclude = {
      kind: "exclude",
      subject: "product",
      value: "Product 7",
      amount: null,
    } as const;
    const add = (rule: Omit<Rule, "ruleId">) => addRule(db, { shopId, asOf: NOW, rule });
    expect(await add({ ...exclude, value: "7" })).toMatchObject({ kind: "added" });
    expect(await add({ ...exclude, value: "7" })).toMatchObject({ kind: "there-already" });
    expect(await add({ ...exclude, value: "no such product" })).toEqual({ kind: "unknown" });
    expect(await add({ ...exclude, kind: "pin", value: "6" })).toMatchObject({ kind: "added" });
    await refresh(db, shopId);

    const picks = await allPicks(db, shopId);
    const shown = new Set(picks.map(({ productId }) => productId));
    expect([4, 5, 7].filter((productId) => shown.has(productId))).toEqual([]);
    const of20 = picks
      .filter(({ customerId }) => customerId === 20)
      .map(({ productId }) => productId);
    expect(of20).not.toContain(1);
    expect(of20[0]).toBe(6);
    const everyone = await shelfProducts(db, { shopId, handle: "everyone", asOf: NOW });
    expect(everyone.map(({ productId }) => productId)).toEqual([6, 3, 1, 2]);
    const words = await rulesInWords(db, { shopId, currency: "EUR", locale: "en" });
    expect(words.map(({ text }) => text.split(":")[0])).toEqual(["Left out", "Pinned"]);
  });

  test("a new order changes that customer's picks by what was learned, and a shop without any asks to learn", async () => {
    const { db, build, shopId } = await teaShop(engine);
    await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
    expect(await refreshCustomers(db, { shopId, customerIds: [10], asOf: NOW, signal })).toBe(null);
    await refresh(db, shopId);
    const before = (await allPicks(db, shopId)).filter(({ customerId }) => customerId === 10);
    await build.order(10, NOW - DAY, { products: [1] });
    expect(await refreshCustomers(db, { shopId, customerIds: [10], asOf: NOW, signal })).toBe(1);
    const after = (await allPicks(db, shopId)).filter(({ customerId }) => customerId === 10);
    expect(before.map(({ productId }) => productId)).toContain(1);
    expect(after.map(({ productId }) => productId)).not.toContain(1);
    expect(after[0]).toMatchObject({
      productId: 2,
      reason: expect.stringContaining("goes-with") as string,
    });
  });

  test("it is said how good they are and what that rests on", async () => {
    const { db, shopId } = await teaShop(engine);
    expect(await readEvaluation(db, { shopId })).toBe(null);
    await refresh(db, shopId);
    expect(await readEvaluation(db, { shopId })).toMatchObject({
      judged: 1,
      customers: 30,
      learnedAt: NOW,
    });
    expect(await readProgress(db, { shopId })).toBe(null);
  });

  test("learning that is stopped leaves what was there", async () => {
    const { db, shopId } = await teaShop(engine);
    const stopping = new AbortController();
    stopping.abort(new Error("the worker stops"));
    await expect(
      refreshRecommendations(db, { shopId, asOf: NOW, now: () => NOW, signal: stopping.signal }),
    ).rejects.toThrow("the worker stops");
    expect(await readProgress(db, { shopId })).toBe(null);
  });

  test("a shop without orders has empty shelves and no fault", async () => {
    const { db } = await engine.open();
    const shopId = await shopBuilder(db).install();
    expect(await refresh(db, shopId)).toMatchObject({ customers: 0 });
    expect(await shelfProducts(db, { shopId, handle: "everyone", asOf: NOW })).toEqual([]);
  });
});
