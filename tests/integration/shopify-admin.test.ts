import { afterAll, beforeAll, expect, test } from "vitest";
import { faultText } from "#app/platform/errors.ts";
import { COUNTS, ORDERS_BY_ID, SHOP } from "#app/sync/documents.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { appAt } from "#tests/support/installed-shop.ts";

const DOMAIN = "demo.myshopify.com";

let devstore: DevstoreProcess;
beforeAll(async () => {
  devstore = await startDevstoreProcess();
});
afterAll(() => devstore.stop());

eachDatabase((engine) => {
  test("a throttled question is asked again, and what Shopify refuses is a fault without a token", async () => {
    const database = await engine.open();
    const app = appAt(devstore, database);
    const shop = await app.install(DOMAIN);
    const admin = await app.adminOf(shop.shopId);

    await devstore.control("throttle", { refuseNext: 2 });
    expect((await admin.ask(COUNTS, {})).ordersCount?.count).toBe(0);

    const ids = Array.from({ length: 251 }, (_, n) => `gid://shopify/Order/${n + 1}`);
    const refused = await admin.ask(ORDERS_BY_ID, { ids }).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: "shopify_refused", retryable: false });
    expect(JSON.stringify([faultText(refused), refused])).not.toContain(
      await app.shopify.tokenOf(DOMAIN),
    );
  });

  test("tokens are sealed at rest; an expired one is refreshed once, however many ask at the same time", async () => {
    const database = await engine.open();
    const app = appAt(devstore, database);
    const shop = await app.install(DOMAIN);
    const before = await app.shopify.tokenOf(DOMAIN);
    const stored = await database.prisma.session.findMany();
    expect(stored).toHaveLength(1);
    expect(
      JSON.stringify(stored, (_, value: unknown) =>
        typeof value === "bigint" ? Number(value) : value,
      ),
    ).not.toContain(before);

    await database.prisma.session.updateMany({ data: { expires: new Date(Date.now() + 60_000) } });
    const tokens = await Promise.all(Array.from({ length: 8 }, () => app.shopify.tokenOf(DOMAIN)));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(before);
    const admin = await app.adminOf(shop.shopId);
    expect((await admin.ask(SHOP, {})).shop.myshopifyDomain).toBe(DOMAIN);
  });

  test("a shop whose refresh token is no good any more must open the app again", async () => {
    const database = await engine.open();
    const app = appAt(devstore, database);
    const shop = await app.install(DOMAIN);
    await devstore.control("tokens", { revoke: true });
    await database.prisma.session.updateMany({ data: { expires: new Date(0) } });
    const admin = await app.adminOf(shop.shopId);
    await expect(admin.ask(SHOP, {})).rejects.toMatchObject({
      code: "shopify_unauthorized",
      retryable: false,
    });
  });
});
