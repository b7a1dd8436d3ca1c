import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { syncCheckouts } from "#app/sync/beside/sync-checkouts.server.ts";
import { importShop } from "#app/sync/import-shop.server.ts";
import { generateShop } from "#tests/devstore/data/generate.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { appAt } from "#tests/support/installed-shop.ts";

const TODAY = "2026-11-21";
const NOW = Date.parse(`${TODAY}T12:00:00Z`);

let devstore: RunningDevstore;
beforeAll(async () => {
  devstore = await startDevstore();
  await generateShop(devstore.store, { seed: 7, customers: 400, today: TODAY });
});
afterAll(() => devstore.stop());

/** Rows of the store, as the pairs of the query's two columns. */
const inStore = (query: string): [unknown, unknown][] =>
  devstore.store
    .all<{ a: unknown; b: unknown }>(query)
    .map(({ a, b }) => [a, b] as [unknown, unknown]);

eachDatabase((engine) => {
  test("what few customers, products and orders have is held as the store has it", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt({ url: devstore.origin }, database);
    const shop = await app.install("demo.myshopify.com");
    const admin = await app.adminOf(shop.shopId);
    const { signal } = new AbortController();
    await importShop({ db, admin, shop, now: () => NOW, signal });
    await syncCheckouts({ db, admin, shop, now: () => NOW });

    const held = async (query: ReturnType<typeof sql<{ a: unknown; b: unknown }>>) => {
      const { rows } = await query.execute(db);
      const plain = (value: unknown) => (/^-?\d+$/.test(String(value)) ? Number(value) : value);
      return rows.map(({ a, b }) => [plain(a), plain(b)]);
    };
    const { shopId } = shop;
    const pairs = [
      [
        "SELECT customer_id AS a, sms_state AS b FROM customer_phones ORDER BY 1",
        sql<{ a: unknown; b: unknown }>`select customer_id as a, sms_status as b from customers
          where shop_id = ${shopId} and sms_status is not null order by 1`,
      ],
      [
        "SELECT customer_id AS a, company_id AS b FROM company_contacts ORDER BY 1",
        sql<{
          a: unknown;
          b: unknown;
        }>`select customer_id as a, company_id as b from customer_companies
          where shop_id = ${shopId} order by 1`,
      ],
      [
        "SELECT product_id AS a, category AS b FROM product_categories ORDER BY 1",
        sql<{ a: unknown; b: unknown }>`select product_id as a, category_id as b from products
          where shop_id = ${shopId} and category_id is not null order by 1`,
      ],
      [
        "SELECT id AS a, (SELECT id FROM locations) AS b FROM orders WHERE source_name = 'pos' ORDER BY 1",
        sql<{ a: unknown; b: unknown }>`select order_id as a, location_id as b from orders
          where shop_id = ${shopId} and location_id is not null order by 1`,
      ],
      [
        `SELECT customer_id AS a, MAX(created_at) AS b FROM abandoned_checkouts WHERE completed_at IS NULL
         GROUP BY customer_id ORDER BY 1`,
        sql<{
          a: unknown;
          b: unknown;
        }>`select customer_id as a, abandoned_checkout_at as b from customer_traces
          where shop_id = ${shopId} and abandoned_checkout_at is not null order by 1`,
      ],
    ] as const;
    for (const [there, here] of pairs) {
      const expected = inStore(there);
      expect(expected.length).toBeGreaterThan(1);
      expect(await held(here)).toEqual(expected);
    }
    const points = sql<{
      n: unknown;
    }>`select count(*) as n from customer_points where shop_id = ${shopId}`;
    expect(Number((await points.execute(db)).rows[0]?.n)).toBeGreaterThan(300);
  });
});
