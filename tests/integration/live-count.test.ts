import { sql } from "kysely";
import { expect, test } from "vitest";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { countMembers } from "#app/segments/live-count/count-members.server.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { createSegment } from "#app/segments/segments.server.ts";
import { eachDatabase, type Engine } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const NOW = Date.parse("2026-03-10T09:00:00Z");
const CUSTOMERS = 40_000;

async function largeShop(engine: Engine) {
  const { db } = await engine.open();
  const build = shopBuilder(db);
  const shopId = await build.install();
  await sql`
    insert into customers (shop_id, customer_id, created_at, updated_at, number_of_orders, amount_spent_minor, account_status)
    with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < ${CUSTOMERS})
    select cast(${shopId} as integer), i * 3, 0, 0, (i * 7) % 10, 0, '' from numbers`.execute(db);
  return { db, shopId, build };
}

eachDatabase((engine) => {
  test("with time enough everyone is counted, without it the number is near, and says so", async () => {
    const { db, shopId } = await largeShop(engine);
    const asked = { shopId, query: "number_of_orders >= 7", asOf: NOW };
    const exact = await countMembers(db, { ...asked, patienceMs: 60_000 });
    expect(exact).toEqual({
      ...{ kind: "counted", members: 12_000, customers: CUSTOMERS, isEstimate: false },
      ...{ between: [12_000, 12_000], moves: null, asOf: NOW },
    });
    const near = await countMembers(db, { ...asked, patienceMs: 0 });
    if (near.kind === "refused") throw new Error("refused");
    expect(near).toMatchObject({ isEstimate: true, customers: CUSTOMERS });
    expect(near.between[0]).toBeLessThanOrEqual(12_000);
    expect(near.between[1]).toBeGreaterThanOrEqual(12_000);
    expect(Math.abs(near.members - 12_000)).toBeLessThan(1_500);

    const made = await createSegment(db, { ...asked, name: "Some", query: "number_of_orders = 7" });
    if (made.kind !== "created") throw new Error(made.kind);
    const { segmentId } = made;
    expect(await countMembers(db, { ...asked, segmentId, patienceMs: 60_000 })).toMatchObject({
      moves: { join: 8_000, leave: 0 },
    });

    const controller = new AbortController();
    controller.abort(new Error("typed on"));
    const late = countMembers(db, { ...asked, signal: controller.signal });
    await expect(late).rejects.toThrow("typed on");
  });

  test("customers who came since the blocks were made are counted, and those who left are not", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db);
    const shopId = await build.install();
    const asked = { shopId, query: "number_of_orders = 0", asOf: NOW };
    expect(await countMembers(db, asked)).toMatchObject({ members: 0, customers: 0 });
    for (const customerId of [5, 50, 500]) await build.customer(customerId);
    expect(await countMembers(db, { ...asked, asOf: NOW + 1 })).toMatchObject({ members: 3 });
    await build.customer(1);
    await build.customer(9_000_000_000_000);
    await db.deleteFrom("customers").where("customerId", "=", 50).execute();
    expect(await countMembers(db, { ...asked, asOf: NOW + 2 })).toMatchObject({
      ...{ members: 4, customers: 4, isEstimate: false },
    });
    const parsed = parseQuery(asked.query);
    if (parsed.kind === "refused") throw new Error("refused");
    const clock = { now: NOW, timeZone: "UTC", currency: "EUR" };
    const rows = await askableCustomers(db, { shopId })
      .select("customers.customerId")
      .where(conditionOf(parsed.query, clock))
      .execute();
    expect(rows).toHaveLength(4);
  });

  test("who bought what few bought is counted among them alone, and exactly", async () => {
    const { db, shopId, build } = await largeShop(engine);
    const asked = { shopId, asOf: NOW, patienceMs: 0 };
    const made = await createSegment(db, { ...asked, name: "Some", query: "number_of_orders = 1" });
    if (made.kind !== "created") throw new Error(made.kind);
    const { segmentId } = made;
    for (const productId of [7, 8]) {
      await build.product(productId, { vendor: `Vendor ${productId}` });
    }
    for (const customerId of [3, 6, 9]) await build.order(customerId, 0, { products: [7] });
    await build.order(30_000, 0, { products: [7], quantity: 2 });
    await build.order(60_000, 0, { products: [8] });
    const few: Readonly<Record<string, number>> = {
      "products_purchased MATCHES (id = 7)": 4,
      "products_purchased MATCHES (id = 7, quantity >= 2) OR products_purchased MATCHES (id = 8)": 2,
      "products_purchased MATCHES (id IN (7, 8), count = 1) AND number_of_orders >= 0": 5,
      "regulars.vendors_purchased MATCHES (vendor = 'Vendor 7', share >= 0.5)": 4,
      "regulars.first_product MATCHES (vendor = 'Vendor 8')": 1,
      "products_purchased MATCHES (id = 9)": 0,
    };
    for (const [query, members] of Object.entries(few)) {
      const counted = await countMembers(db, { ...asked, segmentId, query });
      expect([query, counted]).toMatchObject([query, { isEstimate: false, members }]);
      if (counted.kind === "refused" || !counted.moves) throw new Error("no moves");
      const { join, leave } = counted.moves;
      expect(4_000 + join - leave).toBe(members);
    }
    for (const query of [
      "NOT products_purchased MATCHES (id = 7)",
      "products_purchased MATCHES (id = 7, count = 0)",
      "products_purchased MATCHES (id = 7) OR number_of_orders = 1",
    ]) {
      expect(await countMembers(db, { ...asked, query })).toMatchObject({ isEstimate: true });
    }
  });
});
