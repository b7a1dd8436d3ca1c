import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { importShop } from "#app/sync/import-shop.server.ts";
import { receiveWebhook } from "#app/sync/receive-webhook.server.ts";
import { reconcile } from "#app/sync/reconcile.server.ts";
import { syncTasks } from "#app/sync/tasks.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { heldFigures } from "#tests/support/held-figures.ts";
import { appAt, type InstalledApp } from "#tests/support/installed-shop.ts";
import { startWebhookServer, type WebhookServer } from "#tests/support/webhook-server.ts";

/** How many changes the shop sees; a thousand with `CHANGES=1000`. */
const CHANGES = Number(process.env.CHANGES ?? 200);
const DOMAIN = "demo.myshopify.com";

let webhooks: WebhookServer;
let devstore: DevstoreProcess;
beforeAll(async () => {
  webhooks = await startWebhookServer();
  devstore = await startDevstoreProcess({
    appUrl: webhooks.url,
    flags: ["--generate", "60", "--today", "2026-11-21", "--grant", "read_all_orders"],
  });
  await devstore.control("throttle", { mode: "off" });
});
afterAll(async () => {
  await devstore.stop();
  await webhooks.stop();
});

eachDatabase((engine) => {
  test(
    "webhooks doubled, reordered, delayed and dropped: after a comparison the figures are the store's",
    { timeout: 60_000 + CHANGES * 120 },
    async () => {
      const database = await engine.open();
      const { db } = database;
      const app = appAt(devstore, database);
      const shop = await app.install(DOMAIN);
      const context = {
        db,
        shop,
        admin: await app.adminOf(shop.shopId),
        now: Date.now,
        signal: new AbortController().signal,
      };
      await importShop(context);

      webhooks.answerWith((request) => receive(app, database, request));
      const worker = await startWorker({
        database,
        adminOf: app.adminOf,
        log: openLog({ level: "silent" }),
        concurrency: 4,
        hasClock: false,
        tasks: { ...syncTasks, ...ignored },
      });
      await devstore.control("webhooks", {
        delayMs: 50,
        doubleRate: 0.3,
        dropRate: 0.2,
        reorder: true,
      });
      await change(database, shop, CHANGES);
      await devstore.control("webhooks/idle?timeoutMs=60000");
      await expect
        .poll(async () => (await queueHealth(db, { now: Date.now() })).waiting, {
          timeout: 120_000,
          interval: 200,
        })
        .toBe(0);
      await worker.stop();
      await devstore.control("webhooks", {
        delayMs: 0,
        doubleRate: 0,
        dropRate: 0,
        reorder: false,
      });

      const reports = await reconcile(context);
      const drift = Object.values(reports).reduce(
        (sum, { missing, stale, extra }) => sum + missing + stale + extra,
        0,
      );
      expect(drift).toBeGreaterThan(0);

      await refreshFacts(db, { shopId: shop.shopId, which: "all", asOf: Date.now() });
      expect(await devstore.control<object>(`summary?shop=${DOMAIN}`)).toMatchObject(
        await heldFigures(db, shop),
      );
      const again = await reconcile(context);
      expect(
        Object.values(again).map(({ missing, stale, extra }) => missing + stale + extra),
      ).toEqual([0, 0, 0]);
    },
  );
});

const nothing = () => Promise.resolve();
/** The comparison that follows an import too: this one is ours to make. */
const ignored = {
  "sync.reconcile": nothing,
  "segments.refresh-touched": nothing,
  "segments.refresh-all": nothing,
  "recommendations.refresh": nothing,
  "publish.run": nothing,
};

async function receive(
  { shopify }: InstalledApp,
  { db }: OpenDatabase,
  request: Request,
): Promise<Response> {
  try {
    const { shop: domain, ...delivery } = await shopify.authenticate.webhook(request);
    await receiveWebhook(db, { domain, ...delivery }, Date.now());
    return new Response();
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

/** A busy day: orders are placed, refunded, edited, cancelled and deleted; customers come, change and merge. */
async function change({ db }: OpenDatabase, { shopId }: Shop, changes: number): Promise<void> {
  const ids = async (table: "customers" | "orders" | "variants", column: string) => {
    const { rows } = await sql<{ id: number }>`
      select ${sql.ref(column)} as id from ${sql.table(table)} where shop_id = ${shopId}
    `.execute(db);
    return rows.map(({ id }) => id);
  };
  const customers = await ids("customers", "customerId");
  const orders = await ids("orders", "orderId");
  const variants = await ids("variants", "variantId");
  const pick = (from: number[]) => from[Math.floor(Math.random() * from.length)] ?? 0;
  const act = async (on: "orders" | "customers", body: object) =>
    devstore
      .control<{ orderId?: number; customerId?: number }>(`${on}?shop=${DOMAIN}`, body)
      .catch(() => ({}) as const);

  for (let n = 0; n < changes; n++) {
    const chance = Math.random();
    if (chance < 0.45) {
      const placed = await act("orders", {
        action: "place",
        customerId: Math.random() < 0.1 ? null : pick(customers),
        lines: [{ variantId: pick(variants), quantity: 1 + (n % 3) }],
        shippingMinor: 490,
        test: Math.random() < 0.05,
      });
      if ("orderId" in placed && placed.orderId !== undefined) orders.push(placed.orderId);
    } else if (chance < 0.6)
      await act("orders", { action: "refund", orderId: pick(orders), adjustmentMinor: 100 });
    else if (chance < 0.68) await act("orders", { action: "cancel", orderId: pick(orders) });
    else if (chance < 0.74) await act("orders", { action: "delete", orderId: pick(orders) });
    else if (chance < 0.9)
      await act("customers", {
        action: "update",
        customerId: pick(customers),
        tags: [`t${n % 7}`],
      });
    else if (chance < 0.96) {
      const created = await act("customers", {
        action: "create",
        email: `n${n}-${Date.now()}@example.com`,
      });
      if ("customerId" in created && created.customerId !== undefined)
        customers.push(created.customerId);
    } else if (chance < 0.98)
      await act("customers", { action: "delete", customerId: pick(customers) });
    else {
      const [fromId, intoId] = [pick(customers), pick(customers)];
      if (fromId !== intoId) await act("customers", { action: "merge", fromId, intoId });
    }
  }
}
