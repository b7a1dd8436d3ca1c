import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { OBJECTIVES } from "#app/segments/objectives.ts";
import { refreshAll } from "#app/segments/refresh-all.server.ts";
import { findSegment, listSegments } from "#app/segments/segments.server.ts";
import { measureShape } from "#app/segments/templates/measure-shape.server.ts";
import { sizesOf } from "#app/segments/templates/template-sizes.server.ts";
import {
  createFromTemplate,
  sizesOfGoal,
  templatesOfGoal,
} from "#app/segments/templates/templates-page.server.ts";
import { templatesFor } from "#app/segments/templates/templates.ts";
import { eachDatabase, type Engine } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-10T09:00:00Z");

/** Forty customers: number n orders n % 5 times, ten days apart, for 10 more each; the last order n days ago. */
async function variedShop(engine: Engine) {
  const { db } = await engine.open();
  const build = shopBuilder(db);
  const shopId = await build.install();
  await build.product(1, { title: "Tea", productType: "Tea", vendor: "Leaf" });
  await build.product(2, { title: "Pot", productType: "Pots", vendor: "Clay" });
  for (let id = 1; id <= 40; id++) {
    await build.customer(id, { emailStatus: id % 2 ? "SUBSCRIBED" : null });
    for (let order = (id % 5) - 1; order >= 0; order--) {
      const at = NOW - (id + 10 * order) * DAY;
      await build.order(id, at, {
        products: [1 + (order % 2)],
        totalMinor: 1_000 * (id % 7) + 1_000,
      });
    }
  }
  await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
  return { db, shopId };
}

async function offered(db: Database, shopId: number) {
  const found = [];
  for (const goal of OBJECTIVES) {
    const sizes = await sizesOfGoal(db, { shopId, goal, asOf: NOW });
    const templates = await templatesOfGoal(db, { shopId, goal });
    found.push(...templates.map((template) => ({ ...template, size: sizes[template.key] })));
  }
  return found;
}

eachDatabase((engine) => {
  test("lines are drawn from the shop's own orders", async () => {
    const { db, shopId } = await variedShop(engine);
    const shape = await measureShape(db, { shopId });
    expect(shape).toMatchObject({
      ...{ typicalGapDays: 10, secondOrderDays: { median: 10, mostly: 10 } },
      favourites: {
        ...{ firstProduct: { productId: 1, title: "Tea" }, types: ["Tea", "Pots"], city: null },
        rebought: { productId: 1, title: "Tea", days: 20 },
      },
      holds: { abandonedCheckouts: false, companies: false, vendors: true, birthday: null },
    });
    expect(shape.spent?.p90).toBeGreaterThan(shape.spent?.p80 ?? Infinity);
  });

  test("every template is true of somebody or nobody, and says how many; nothing is refused", async () => {
    const { db, shopId } = await variedShop(engine);
    const queries = templatesFor(await measureShape(db, { shopId })).map(({ query }) => query);
    const sizes = await sizesOf(db, { shopId, queries, asOf: NOW });
    expect(queries.filter((query) => !sizes.has(query))).toEqual([]);
    const size = (query: string) => sizes.get(query)?.members;
    expect(size("number_of_orders = 0")).toBe(8);
    expect(size("number_of_orders >= 2")).toBe(24);
    expect(size("number_of_orders = 0 AND email_subscription_status = 'SUBSCRIBED'")).toBe(4);
  });

  test("one click makes a segment with its objective, its measure and as many members as was said", async () => {
    const { db, shopId } = await variedShop(engine);
    const before = await offered(db, shopId);
    expect(before.filter(({ segmentId }) => segmentId !== null)).toHaveLength(12);
    for (const key of ["in-rhythm", "vip-classic", "explorers", "discount-dependent", "won-back"]) {
      const template = before.find((one) => one.key === key);
      const segmentId = await createFromTemplate(db, { shopId, key, asOf: NOW });
      expect(await findSegment(db, { shopId, segmentId: segmentId ?? 0 })).toMatchObject({
        ...{ name: template?.name, objective: template?.goal, measure: template?.measure },
        memberCount: template?.size?.members,
      });
    }
    const second = await createFromTemplate(db, { shopId, key: "in-rhythm", asOf: NOW });
    expect(await findSegment(db, { shopId, segmentId: second ?? 0 })).toMatchObject({
      name: "In their rhythm (2)",
    });
    expect(await createFromTemplate(db, { shopId, key: "no-such", asOf: NOW })).toBeUndefined();
    expect((await listSegments(db, { shopId })).every(({ objective }) => objective)).toBe(true);
  });
});
