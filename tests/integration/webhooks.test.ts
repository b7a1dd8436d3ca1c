import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { receiveWebhook } from "#app/sync/receive-webhook.server.ts";
import { noteUninstalled } from "#app/sync/uninstalled.server.ts";
import { readImports } from "#app/sync/imports.server.ts";
import { findShop } from "#app/purchases/shops.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { credentials } from "#tests/support/devstore.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { appAt } from "#tests/support/installed-shop.ts";

const DOMAIN = "demo.myshopify.com";
const NOW = Date.now();

let devstore: DevstoreProcess;
beforeAll(async () => {
  devstore = await startDevstoreProcess();
});
afterAll(() => devstore.stop());

const signed = (body: string, secret: string = credentials.secret) =>
  new Request("http://localhost/webhooks", {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Topic": "orders/create",
      "X-Shopify-Shop-Domain": DOMAIN,
      "X-Shopify-API-Version": "2026-10",
      "X-Shopify-Webhook-Id": "w1",
      "X-Shopify-Triggered-At": new Date().toISOString(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body, "utf8").digest("base64"),
    },
  });

eachDatabase((engine) => {
  test("a delivery is taken once; a forged one, one of an unknown shop and one that makes no sense make no job", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt(devstore, database);
    await app.install(DOMAIN);
    const waiting = async () => (await queueHealth(db, { now: NOW })).waiting;
    const before = await waiting();

    const { shop: domain, ...delivery } = await app.shopify.authenticate.webhook(
      signed('{"id":5}'),
    );
    expect(await receiveWebhook(db, { domain, ...delivery }, NOW)).toBe("queued");
    expect(await receiveWebhook(db, { domain, ...delivery }, NOW)).toBe("doubled");
    expect(await waiting()).toBe(before + 1);

    await expect(
      app.shopify.authenticate.webhook(signed('{"id":5}', "forged")),
    ).rejects.toMatchObject({ status: 401 });
    const other = { ...delivery, domain: "nobody.myshopify.com", webhookId: "w2" };
    expect(await receiveWebhook(db, other, NOW)).toBe("unknown-shop");
    expect(
      await receiveWebhook(db, { ...delivery, domain, webhookId: "w3", payload: { id: "x" } }, NOW),
    ).toBe("malformed");
    expect(await waiting()).toBe(before + 1);
  });

  test("a shop that has uninstalled is known by being shut out, and imports anew when it comes back", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt(devstore, database);
    const { shopId } = await app.install(DOMAIN);

    await noteUninstalled({ db, adminOf: app.adminOf }, { shopId, now: NOW }); // stale news: we are still let in
    expect((await findShop(db, DOMAIN))?.uninstalledAt).toBeNull();

    await devstore.control("uninstall", {});
    await noteUninstalled({ db, adminOf: app.adminOf }, { shopId, now: NOW });
    expect((await findShop(db, DOMAIN))?.uninstalledAt).toBe(NOW);
    expect(await database.prisma.session.count()).toBe(0);

    await db.updateTable("imports").set({ state: "done" }).execute();
    expect((await app.install(DOMAIN)).shopId).toBe(shopId);
    expect((await readImports(db, shopId)).map(({ state }) => state)).toEqual([
      "waiting",
      "waiting",
      "waiting",
    ]);
  });
});
