import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import { syncCustomers } from "#app/sync/bring-up-to-date.server.ts";
import {
  syncStoreCredit,
  syncStoreCreditOf,
} from "#app/sync/store-credit/sync-store-credit.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { appAt } from "#tests/support/installed-shop.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

eachDatabase((engine) => {
  let devstore: RunningDevstore;
  beforeAll(async () => {
    devstore = await startDevstore();
    const { store } = devstore;
    for (const id of [21, 22, 23]) {
      store.run(
        "INSERT INTO customers (id, number_of_orders, amount_spent_minor, created_at, updated_at) VALUES (?, 0, 0, 0, 0)",
        id,
      );
    }
    store.run(
      "INSERT INTO store_credit_accounts VALUES (91, 21, 'EUR', 1250), (92, 21, 'JPY', 300), (93, 23, 'EUR', 0)",
    );
    for (const [id, account, amount, remaining, created, expires] of [
      [1, 91, 1000, 0, "2026-01-10", "2026-12-01"], // all of it is spent
      [2, 91, 1000, 500, "2026-02-10", "2027-03-01"],
      [3, 91, 750, 750, "2026-03-10", "2027-02-01"],
      [4, 91, -1500, 0, "2026-04-10", null],
      [5, 92, 300, 300, "2026-05-10", null],
    ] as const) {
      store.run(
        "INSERT INTO store_credit_transactions VALUES (?, ?, ?, ?, 0, ?, ?)",
        ...[id, account, amount, remaining, at(created), expires && at(expires)],
      );
    }
  });
  afterAll(() => devstore.stop());

  const accountsOf = async (db: Database, shopId: number, customerId: number) =>
    (await findCustomerValues(db, { shopId, customerId }))?.creditAccounts;
  const touchedIn = async (db: Database) => {
    const rows = await db.selectFrom("touchedCustomers").select("customerId").execute();
    await db.deleteFrom("touchedCustomers").execute();
    return rows.map(({ customerId }) => customerId).sort();
  };

  test("store credit is what Shopify says it is, and who gains or loses some is refreshed", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt({ url: devstore.origin }, database);
    const shop = await app.install("demo.myshopify.com");
    const { shopId } = shop;
    const signal = new AbortController().signal;
    const context = { db, shop, admin: await app.adminOf(shopId), now: () => NOW, signal };
    await syncCustomers(context, [21, 22, 23]);
    await touchedIn(db);

    /** Begins, looks until Shopify is through, and reads. */
    const sweep = async () => {
      await syncStoreCredit({ ...context, bulkOperationId: null });
      const { id } = devstore.store.get<{ id: number }>(
        "SELECT max(id) AS id FROM bulk_operations",
      ) ?? { id: 0 };
      await expect
        .poll(async () => {
          await syncStoreCredit({ ...context, bulkOperationId: id });
          return devstore.store.get<{ status: string }>(
            "SELECT status FROM bulk_operations WHERE id = ?",
            id,
          )?.status;
        })
        .toBe("COMPLETED");
      await syncStoreCredit({ ...context, bulkOperationId: id });
    };
    await sweep();
    expect(await accountsOf(db, shopId, 21)).toEqual([
      {
        ...{ currency: "EUR", balanceThousandths: 12_500 },
        ...{ nextExpiryAt: at("2027-02-01"), lastCreditAt: at("2026-03-10") },
      },
      {
        ...{ currency: "JPY", balanceThousandths: 300_000 },
        ...{ nextExpiryAt: null, lastCreditAt: at("2026-05-10") },
      },
    ]);
    expect(await accountsOf(db, shopId, 22)).toEqual([]);
    expect(await accountsOf(db, shopId, 23)).toMatchObject([{ balanceThousandths: 0 }]);
    expect(await touchedIn(db)).toEqual([21, 23]);
    await sweep();
    expect(await touchedIn(db)).toEqual([]);

    devstore.store.run("UPDATE store_credit_accounts SET balance_minor = 250 WHERE id = 91");
    await syncStoreCreditOf(context, [21, 22]);
    expect(await accountsOf(db, shopId, 21)).toMatchObject([{ balanceThousandths: 2500 }, {}]);
    expect(await touchedIn(db)).toEqual([21]);

    devstore.store.run("DELETE FROM store_credit_accounts WHERE customer_id = 21");
    await sweep();
    expect(await accountsOf(db, shopId, 21)).toEqual([]);
    expect(await touchedIn(db)).toEqual([21]);
    devstore.store.run(
      "INSERT INTO store_credit_accounts VALUES (91, 21, 'EUR', 1250), (92, 21, 'JPY', 300)",
    );
  });
});
