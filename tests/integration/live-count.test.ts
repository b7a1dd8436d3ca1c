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
  return { db, shopId };
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
});
