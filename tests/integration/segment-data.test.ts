import { afterAll, beforeAll, expect, test } from "vitest";
import { pointOf } from "#app/purchases/point.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import { parseForShop } from "#app/segments/parse-for-shop.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { importShop } from "#app/sync/import-shop.server.ts";
import { takeEventFile } from "#app/sync/outside-events/take-events.server.ts";
import { reconcile } from "#app/sync/reconcile.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { shopBuilder } from "#tests/support/purchases.ts";
import { appAt } from "#tests/support/installed-shop.ts";

const DOMAIN = "demo.myshopify.com";
const NOW = Date.parse("2026-11-21T12:00:00Z");
const AT = Date.parse("2026-11-01T12:00:00Z");
const LEFT = Date.parse("2026-11-20T12:00:00Z");

let devstore: RunningDevstore;
beforeAll(async () => {
  devstore = await startDevstore();
  const { store } = devstore;
  store.run(
    "INSERT INTO products (id, title, handle, tags, created_at, updated_at) VALUES (31, 'Tea', 'tea', '[\"Green\"]', ?, ?)",
    ...[AT, AT],
  );
  for (const [id, email] of [
    [21, "ada@Web.Example"],
    [22, "ben@firma.example"],
  ] as const) {
    store.run(
      "INSERT INTO customers (id, email, number_of_orders, amount_spent_minor, created_at, updated_at) VALUES (?, ?, 1, 1000, ?, ?)",
      ...[id, email, AT, AT],
    );
  }
  store.run(
    "INSERT INTO addresses (id, customer_id, country_code, province_code, city) VALUES (41, 21, 'US', 'NY', 'New York City'), (42, 21, 'DE', NULL, 'Berlin')",
  );
  store.run(
    "INSERT INTO orders (id, number, customer_id, source_name, processed_at, created_at, updated_at, subtotal_minor, total_minor, current_subtotal_minor, current_tax_minor, current_shipping_minor, current_total_minor) VALUES (51, 1, 21, 'pos', ?, ?, ?, 1000, 1000, 1000, 0, 0, 1000)",
    ...[AT, AT, AT],
  );
  store.run(
    "INSERT INTO line_items (id, order_id, product_id, title, quantity, current_quantity, unit_price_minor, total_minor) VALUES (61, 51, 31, 'Tea', 2, 2, 500, 1000)",
  );
  for (const [id, key, type, value] of [
    [71, "birth_date", "date", "1988-02-29"],
    [72, "points", "number_integer", "40"],
    [73, "story", "json", "{}"],
  ] as const) {
    store.run(
      "INSERT INTO metafield_definitions (id, owner_type, namespace, key, name, type) VALUES (?, 'CUSTOMER', 'facts', ?, ?, ?)",
      ...[id, key, key, type],
    );
    store.run(
      "INSERT INTO metafields (id, owner_type, owner_id, namespace, key, type, value, created_at, updated_at) VALUES (?, 'CUSTOMER', 21, 'facts', ?, ?, ?, 0, 0)",
      ...[id, key, type, value],
    );
  }
  store.run(
    "INSERT INTO metafields (id, owner_type, owner_id, namespace, key, type, value, created_at, updated_at) VALUES (79, 'CUSTOMER', 21, 'facts', 'undefined', 'number_integer', '1', 0, 0)",
  );
  store.run(
    "INSERT INTO abandoned_checkouts (id, customer_id, created_at, updated_at, completed_at) VALUES (81, 21, ?, ?, NULL), (82, 21, ?, ?, NULL), (83, 22, ?, ?, ?), (84, NULL, ?, ?, NULL)",
    ...[AT, AT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
  );
});
afterAll(() => devstore.stop());

eachDatabase((engine) => {
  test("what segments ask for is held as Shopify tells it, and of a person no more than that", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt({ url: devstore.origin }, database);
    const shop = await app.install(DOMAIN);
    const { shopId } = shop;
    const signal = new AbortController().signal;
    const context = { db, shop, admin: await app.adminOf(shopId), now: () => NOW, signal };
    await importShop(context);
    await reconcile(context);
    await refreshFacts(db, { shopId, which: "all", asOf: NOW });

    const values = await findCustomerValues(db, { shopId, customerId: 21 });
    expect(values).toMatchObject({
      emailDomain: "web.example",
      regions: ["US-NY"],
      subscriptionStatus: "NEVER_SUBSCRIBED",
      abandonedCheckoutAt: LEFT,
      points: [{ x: 5_918_944, y: 1_411_183, z: 7_935_658 }], // Berlin, on a ball of radius ten million
      metafields: [
        { name: "facts.birth_date", monthDay: 229 },
        { name: "facts.points", number: 40 },
      ],
      orders: [
        {
          ...{ appId: 129_785, locationId: null },
          lines: [{ productId: 31, tags: ["Green"], categoryId: null }],
        },
      ],
    });
    expect(values?.cities.toSorted()).toEqual(["DE-Berlin", "US-NY-NewYorkCity"]);
    expect(JSON.stringify(values)).not.toContain("ada");

    const clock = { now: NOW, timeZone: shop.timeZone, currency: shop.currency };
    const membersOf = async (query: string) => {
      const parsed = await parseForShop(db, { shopId, query });
      if (parsed.kind === "refused") return parsed.errors;
      const rows = await askableCustomers(db, { shopId })
        .select("customers.customerId")
        .where(conditionOf(parsed.query, clock))
        .execute();
      return rows.map(({ customerId }) => customerId);
    };
    for (const [query, members] of [
      ["metafields.facts.points > 39", [21]],
      ["anniversary('metafields.facts.birth_date') = 2026-02-28", [21]],
      ["abandoned_checkout_date >= -7d", [21]],
      ["products_purchased MATCHES (tag = 'green')", [21]],
      ["orders_placed MATCHES (app_id = 129785)", [21]],
      ["customer_email_domain = 'firma.example'", [22]],
    ] as const) {
      expect([query, await membersOf(query)]).toEqual([query, members]);
    }
    for (const name of ["undefined", "story", "birthday"]) {
      expect(await membersOf(`metafields.facts.${name} IS NULL`)).toMatchObject([
        { code: "unknown-name", offending: `metafields.facts.${name}` },
      ]);
    }
  });
});

eachDatabase((engine) => {
  test("what Shopify tells no app is found by Shopify's own filters once it is told from outside", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db);
    const shop = await readShop(db, await build.install());
    for (const id of [1, 2]) await build.customer(id);
    const text = [
      "event_id,customer_id,name,at,answer",
      "a,1,shopify_email.opened,2026-03-01,5240029206",
      "b,1,storefront.product_viewed,2026-03-02,gid://shopify/Product/31",
      "c,2,created_by_app,2026-03-02,129785",
      "d,2,shopify_email.forwarded,2026-03-02,1",
    ].join("\n");
    for (const now of [1, 2]) await takeEventFile(db, { shop, text, now });
    const found = async (query: string) => {
      const parsed = await parseForShop(db, { shopId: shop.shopId, query });
      if (parsed.kind === "refused") return parsed.errors;
      const rows = await askableCustomers(db, shop)
        .select("customers.customerId")
        .where(conditionOf(parsed.query, { now: NOW, timeZone: "UTC", currency: "EUR" }))
        .execute();
      return rows.map(({ customerId }) => customerId);
    };
    expect(await found("shopify_email.opened MATCHES (activity_id = 5240029206, count = 1)")).toEqual([1]); // prettier-ignore
    expect(await found("storefront.product_viewed MATCHES (id IN (31), date = 2026-03-01)")).toEqual([1]); // prettier-ignore
    expect(await found("created_by_app_id = 129785")).toEqual([2]);
  });
});

test("coordinates are rounded to about a kilometre before they are kept", () => {
  expect(pointOf(52.5163, 13.3777)).toEqual(pointOf(52.5201, 13.3801));
  expect(pointOf(52.5163, 13.3777)).not.toEqual(pointOf(52.53, 13.38));
});
