import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startWorker } from "#app/jobs/worker.server.ts";
import { readHome } from "#app/measure/home.server.ts";
import { isDiskFull } from "#app/platform/errors.ts";
import { openLog } from "#app/platform/log.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { readImports } from "#app/sync/imports.server.ts";
import { receiveWebhook } from "#app/sync/receive-webhook.server.ts";
import { syncTasks } from "#app/sync/tasks.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { heldFigures } from "#tests/support/held-figures.ts";
import { appAt } from "#tests/support/installed-shop.ts";

let devstore: DevstoreProcess;
beforeAll(async () => {
  devstore = await startDevstoreProcess({
    flags: ["--generate", "400", "--today", "2026-11-21", "--grant", "read_all_orders"],
  });
});
afterAll(() => devstore.stop());

eachDatabase((engine) => {
  // SQLite says of its own limit what it says of a full disk
  test.runIf(engine.name === "sqlite")(
    "on a full disk the import keeps its place, says so, and goes on once there is room",
    { timeout: 60_000 },
    async () => {
      const database = await engine.open();
      const { db } = database;
      const app = appAt(devstore, database);
      const shop = await app.install("demo.myshopify.com");
      const { shopId } = shop;
      const limit = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(db);
      const home = () => readHome(db, { shop, now: Date.now(), hasRoom: true });
      const titles = async () => (await home()).attention.map(({ title }) => title);

      const { rows } = await sql<{ pageCount: number }>`pragma page_count`.execute(db);
      await limit((rows[0]?.pageCount ?? 0) + 60);
      const nothing = () => Promise.resolve();
      const worker = await startWorker({
        database,
        adminOf: app.adminOf,
        log: openLog({ level: "silent" }),
        concurrency: 2,
        hasClock: false,
        tasks: { ...syncTasks, "segments.refresh-all": nothing, "sync.reconcile": nothing },
      });
      const full = "The disk of the app is full";
      await vi.waitUntil(async () => (await titles()).includes(full), { timeout: 20_000 });

      const stopped = await readImports(db, shopId);
      expect(stopped.some(({ state }) => state !== "done")).toBe(true);
      for (const { resource, savedObjects } of stopped) {
        const { n } = await db
          .selectFrom(resource)
          .select(({ fn }) => fn.countAll<number>().as("n"))
          .executeTakeFirstOrThrow();
        expect(n, `${resource}: what is saved is what the checkpoint says`).toBe(savedObjects);
      }

      // small ones may fit in pages that are free; then one does not, and Shopify sends it again
      let webhookId = 0;
      const deliver = async () => {
        for (;;) {
          const webhook = { topic: "orders/create", webhookId: `w${++webhookId}` };
          const payload = { id: webhookId };
          await receiveWebhook(db, { domain: shop.domain, ...webhook, payload }, Date.now());
        }
      };
      await expect(deliver()).rejects.toSatisfy(isDiskFull);
      const kept = await db
        .selectFrom("webhookDeliveries")
        .select("webhookId")
        .where("webhookId", "=", `w${webhookId}`)
        .execute();
      expect(kept).toEqual([]);

      await limit(1_000_000);
      const isDone = async () =>
        (await readImports(db, shopId)).every(({ state }) => state === "done");
      await vi.waitUntil(isDone, { timeout: 40_000, interval: 100 });
      await worker.stop();
      await refreshFacts(db, { shopId, which: "all", asOf: Date.now() });
      const store = await devstore.control<object>(`summary?shop=${shop.domain}`);
      expect(store).toMatchObject(await heldFigures(db, shop));
    },
  );
});
