import { once } from "node:events";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { findShop } from "#app/purchases/shops.server.ts";
import { readImports } from "#app/sync/imports.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { sessionToken } from "#tests/support/devstore.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { heldFigures } from "#tests/support/held-figures.ts";
import { freePort } from "#tests/support/postgres-server.ts";
import { builtPages, startScript, USER_AGENT, webEnvironment } from "#tests/support/web-app.ts";

const SHOP = "demo.myshopify.com";

beforeAll(builtPages);

eachDatabase((engine) => {
  let devstore: DevstoreProcess;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    devstore = await startDevstoreProcess({
      appUrl: `http://localhost:${port}`,
      flags: ["--generate", "600", "--today", "2026-11-21", "--grant", "read_all_orders"],
    });
  });
  afterAll(() => devstore.stop());

  test(
    "asked to stop while an import runs, everything ends well and soon, and the next start goes on",
    { timeout: 120_000 },
    async () => {
      const { db, url } = await engine.open();
      const environment = webEnvironment({ databaseUrl: url, devstoreUrl: devstore.url, port });
      const app = () => startScript("scripts/start.ts", environment);
      const isUp = () => fetch(`http://localhost:${port}/healthz`).then(({ ok }) => ok);

      await devstore.control("bulk", { delayMs: 8_000, times: 3 }); // longer than a worker waits for its jobs
      const first = app();
      const isFirstUp = () => isUp().catch(() => false);
      await vi
        .waitUntil(isFirstUp, { timeout: 20_000, interval: 100 })
        .catch(() => expect.fail(`it did not start: ${first.said()}`));
      const opened = await fetch(`http://localhost:${port}/app?index&_data=routes%2Fapp._index`, {
        headers: { authorization: `Bearer ${sessionToken(SHOP)}`, "user-agent": USER_AGENT },
      });
      expect(opened.status).toBe(200);
      const shop = await findShop(db, SHOP);
      const shopId = shop?.shopId ?? 0;
      const states = async () => (await readImports(db, shopId)).map(({ state }) => state);
      await vi.waitUntil(async () => (await states()).some((state) => state !== "waiting"), {
        timeout: 20_000,
        interval: 20,
      });

      const asked = performance.now();
      const ended = once(first.child, "exit");
      first.child.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
      expect(performance.now() - asked).toBeLessThan(20_000);
      expect(await isUp().catch(() => false)).toBe(false);
      expect(first.said()).not.toMatch(/\n\s+at /);
      const left = await states();
      expect(left, "the import was still under way").not.toEqual(["done", "done", "done"]);
      expect((await queueHealth(db, { now: Date.now() })).running, first.said()).toBe(0);

      const second = app();
      const isDone = async () => (await states()).every((state) => state === "done");
      await vi.waitUntil(isDone, { timeout: 60_000, interval: 100 });
      const over = once(second.child, "exit");
      second.child.kill("SIGTERM");
      expect(await over).toEqual([0, null]);

      const log = first.said() + second.said();
      expect(log).toContain('"msg":"job done"');
      expect(log).not.toMatch(/shp(at|rt|ua|ss)_|eyJ|id_token|hmac|signature|Bearer/);
      for (const secret of [environment.SHOPIFY_API_SECRET, environment.TOKEN_ENCRYPTION_KEY])
        expect(log).not.toContain(secret);

      await refreshFacts(db, { shopId, which: "all", asOf: Date.now() });
      const store = await devstore.control<object>(`summary?shop=${SHOP}`);
      expect(store).toMatchObject(await heldFigures(db, { shopId }));
    },
  );
});
