import { afterAll, beforeAll, expect, test } from "vitest";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { recordRefresh } from "#app/purchases/record-refresh.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { importShop } from "#app/sync/import-shop.server.ts";
import { readImports } from "#app/sync/imports.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { heldFigures } from "#tests/support/held-figures.ts";
import { appAt } from "#tests/support/installed-shop.ts";

let devstore: DevstoreProcess;
beforeAll(async () => {
  devstore = await startDevstoreProcess({
    flags: ["--generate", "300", "--today", "2026-11-21", "--grant", "read_all_orders"],
  });
});
afterAll(() => devstore.stop());

eachDatabase((engine) => {
  test("the first import holds what the store holds, to the last customer and the last minor unit", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt(devstore, database);
    const shop = await app.install("demo.myshopify.com");
    const admin = await app.adminOf(shop.shopId);
    await importShop({ db, admin, shop, now: Date.now, signal: new AbortController().signal });
    await refreshFacts(db, { shopId: shop.shopId, which: "all", asOf: Date.now() });

    const imports = await readImports(db, shop.shopId);
    expect(imports.map(({ resource, state }) => [resource, state])).toEqual([
      ["products", "done"],
      ["customers", "done"],
      ["orders", "done"],
    ]);
    const store = await devstore.control<object>(`summary?shop=${shop.domain}`);
    expect(store).toMatchObject(await heldFigures(db, shop));
  });

  test("the comparison that follows an import follows it once, whatever bulk operations of ours end later", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt(devstore, database);
    const shop = await app.install("demo.myshopify.com");
    const admin = await app.adminOf(shop.shopId);
    const look = async ({ comparedAsOf }: { comparedAsOf: number }) => {
      const compared = { stage: "reconcile", asOf: comparedAsOf, at: comparedAsOf } as const;
      await recordRefresh(db, { shopId: shop.shopId, ...compared });
      await importShop({ db, admin, shop, now: Date.now, signal: new AbortController().signal });
      return (await queueHealth(db, { now: Date.now() })).waiting;
    };
    const before = (await queueHealth(db, { now: Date.now() })).waiting;
    expect(await look({ comparedAsOf: Date.now() + 3_600_000 })).toBe(before);
    expect(await look({ comparedAsOf: 0 })).toBe(before + 2); // the segments' refresh, and the comparison
  });

  test("what Shopify could not finish is never taken as whole: the query is run again", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt(devstore, database);
    const shop = await app.install("demo.myshopify.com");
    const admin = await app.adminOf(shop.shopId);
    const run = () =>
      importShop({ db, admin, shop, now: Date.now, signal: new AbortController().signal });
    const held = async () => (await heldFigures(db, shop)).orders.all;

    await devstore.control("bulk", { failAfterLines: 5, errorCode: "TIMEOUT", times: 3 });
    await expect(run()).rejects.toMatchObject({ code: "import_started_over", retryable: true });
    expect(await held()).toBe(0);
    for (let tries = 0; tries < 4; tries++) await run().catch(() => undefined);

    await refreshFacts(db, { shopId: shop.shopId, which: "all", asOf: Date.now() });
    const store = await devstore.control<object>(`summary?shop=${shop.domain}`);
    expect(store).toMatchObject(await heldFigures(db, shop));
  });
});
