import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { exportable } from "#app/segments/query/exportable.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { whyOf } from "#app/segments/query/why.ts";
import { refitLifetime, refreshModels } from "#app/segments/refresh-models.server.ts";
import { scoreCustomers } from "#app/segments/rfm/score-customers.server.ts";
import { addSegment } from "#app/segments/segments.server.ts";
import { saveTiers } from "#app/segments/tiers/tiers.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-10T09:00:00Z");
const clock = { now: NOW, timeZone: "UTC", currency: "EUR" };

const read = (text: string) => {
  const parsed = parseQuery(text);
  if (parsed.kind === "refused") throw new Error(JSON.stringify(parsed.errors));
  return parsed.query;
};

async function members(db: Database, shopId: number, text: string): Promise<number[]> {
  const rows = await askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(read(text), clock))
    .orderBy("customers.customerId")
    .execute();
  return rows.map(({ customerId }) => customerId);
}

async function jobs(db: Database): Promise<string[]> {
  const rows = await db.selectFrom("jobs").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
}

eachDatabase((engine) => {
  test("what models say of customers can be asked for, and explained", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db, { timeZone: "UTC" });
    const shopId = await build.install();
    // Every ten days, and twenty days ago for the last time; once, yesterday; never.
    await build.customer(1);
    for (const ago of [40, 30, 20]) await build.order(1, NOW - ago * DAY, { totalMinor: 5000 });
    await build.customer(2);
    await build.order(2, NOW - DAY);
    await build.customer(3);
    const rules = {
      measure: "orders",
      period: "for-ever",
      keepPercent: 100,
      graceDays: 0,
    } as const;
    await saveTiers(db, {
      shopId,
      rules,
      tiers: [{ tierId: null, name: "Gold", threshold: 3 }],
      at: NOW,
    });
    const all = { shopId, which: "all", asOf: NOW } as const;
    await refreshFacts(db, all);
    await refreshModels(db, all);
    await scoreCustomers(db, all);

    const examples: [string, number[]][] = [
      ["regulars.usual_gap_days = 10", [1]],
      ["regulars.usual_gap_days IS NULL", [2, 3]],
      ["regulars.days_since_last_order <= 20", [1, 2]],
      ["regulars.days_since_last_order = 1", [2]],
      ["regulars.lateness = 2", [1]],
      ["regulars.lateness >= 1.5 AND regulars.lateness < 2.01", [1]],
      ["NOT regulars.lateness > 2", [1, 2, 3]],
      ["regulars.tier = 'Gold'", [1]],
      ["regulars.tier != 'Gold'", [2, 3]],
      ["regulars.tier_since >= -1d", [1]],
      ["regulars.tier_since IS NULL", [2, 3]],
      ["regulars.frequency_score >= 3", [1]],
      ["regulars.rfm_group_klaviyo IS NOT NULL", [1, 2]],
      ["regulars.rfm_cell IS NULL", [3]],
      ["regulars.chance_alive >= 0", []],
    ];
    for (const [text, expected] of examples) {
      expect([text, await members(db, shopId, text)]).toEqual([text, expected]);
      expect(exportable(text).isExportable).toBe(false);
    }
    const values = await findCustomerValues(db, { shopId, customerId: 1 });
    if (!values) throw new Error("the customer is there");
    expect(whyOf(read("regulars.lateness > 1.5"), values, clock, "en")).toMatchObject({
      ...{ isTrue: true, value: "Days since the last order, in usual gaps: 2" },
    });
  });

  test("models are fitted once, and segments that ask for what they expect are refreshed after", async () => {
    const { db } = await engine.open();
    if (engine.name === "postgresql") return; // its queue keeps jobs in tables of its own
    const build = shopBuilder(db, { timeZone: "UTC" });
    const shopId = await build.install();
    const all = { shopId, which: "all", asOf: NOW } as const;
    await refreshFacts(db, all);
    await refreshModels(db, all);
    await refreshModels(db, all);
    expect(await jobs(db)).toEqual(["segments.fit-lifetime"]);
    await db.deleteFrom("jobs").execute();

    await refitLifetime(db, { shopId, asOf: NOW });
    expect(await jobs(db)).toEqual([]); // nobody asks
    await refreshModels(db, { ...all, asOf: NOW + 6 * DAY });
    expect(await jobs(db)).toEqual([]); // still fresh
    await refreshModels(db, { ...all, asOf: NOW + 7 * DAY });
    expect(await jobs(db)).toEqual(["segments.fit-lifetime"]);

    const query = "regulars.chance_alive > 0.5";
    const segment = { shopId, asOf: NOW, templateKey: null, name: "Alive", query };
    await db.transaction().execute((tx) => addSegment(tx, segment));
    await db.deleteFrom("jobs").execute();
    await refitLifetime(db, { shopId, asOf: NOW });
    expect(await jobs(db)).toEqual(["segments.refresh-all"]);
  });
});
