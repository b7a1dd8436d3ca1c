import { afterAll, beforeAll, expect, test } from "vitest";

import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { importShop } from "#app/sync/import-shop.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { heldFigures } from "#tests/support/held-figures.ts";
import { appAt } from "#tests/support/installed-shop.ts";
import { hasOnlineRetail, onlineRetailSample } from "#tests/support/online-retail.ts";

let devstore: DevstoreProcess | undefined;
beforeAll(async () => {
  if (!hasOnlineRetail) return;
  devstore = await startDevstoreProcess({
    shops: ["online-retail.myshopify.com"],
    flags: ["--data", onlineRetailSample(), "--grant", "read_all_orders"],
  });
});
afterAll(() => devstore?.stop());

eachDatabase((engine) => {
  test.skipIf(!hasOnlineRetail)(
    "a real shop's orders arrive to the last customer and the last penny of the file",
    async () => {
      if (!devstore) throw new Error("the development store was not started");
      const database = await engine.open();
      const { db } = database;
      const app = appAt(devstore, database);
      const shop = await app.install("online-retail.myshopify.com");
      const admin = await app.adminOf(shop.shopId);
      await importShop({ db, admin, shop, now: Date.now, signal: new AbortController().signal });
      await refreshFacts(db, { shopId: shop.shopId, which: "all", asOf: Date.now() });

      const held = await heldFigures(db, shop);
      expect(await devstore.control<object>(`summary?shop=${shop.domain}`)).toMatchObject(held);
      // Counted from the sample by other means: sold to customers, less what credit notes gave back on their orders.
      expect(held.customers).toBe(104);
      expect(held.counted).toMatchObject({
        orders: 402,
        customersWhoBought: 102,
        netMinor: 14_766_937 - 371_156,
      });
    },
  );
});
