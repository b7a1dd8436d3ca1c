import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { syncProducts } from "#app/sync/bring-up-to-date.server.ts";
import {
  syncCollection,
  syncCollections,
  syncCollectionsOf,
} from "#app/sync/collections/sync-collections.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { appAt } from "#tests/support/installed-shop.ts";

const DOMAIN = "demo.myshopify.com";
let devstore: RunningDevstore;
beforeAll(async () => {
  devstore = await startDevstore();
});
afterAll(() => devstore.stop());

/** Shopify's collections are exactly these, by id, with the ids of their products. */
function shopifyHas(collections: Record<number, readonly number[]>) {
  const { store } = devstore;
  for (const table of ["collections", "collection_products", "products"]) {
    store.run(`DELETE FROM ${table}`);
  }
  const products = new Set(Object.values(collections).flat());
  for (const id of products) {
    store.run(
      `INSERT INTO products (id, title, handle, product_type, vendor, status, tags, description, created_at, updated_at)
       VALUES (?, ?, ?, '', '', 'ACTIVE', '[]', '', 0, 0)`,
      ...[id, `Product ${id}`, `product-${id}`],
    );
  }
  for (const [id, productIds] of Object.entries(collections)) {
    store.run(
      "INSERT INTO collections (id, title, handle, updated_at) VALUES (?, ?, ?, 0)",
      ...[Number(id), `Collection ${id}`, `collection-${id}`],
    );
    productIds.forEach((productId, position) =>
      store.run(
        "INSERT INTO collection_products (collection_id, product_id, position) VALUES (?, ?, ?)",
        ...[Number(id), productId, position],
      ),
    );
  }
}

async function held(db: Database, shopId: number) {
  const rows = await db
    .selectFrom("collections")
    .leftJoin("productCollections", (join) =>
      join
        .onRef("productCollections.shopId", "=", "collections.shopId")
        .onRef("productCollections.collectionId", "=", "collections.collectionId"),
    )
    .select(["collections.collectionId", "productCollections.productId"])
    .where("collections.shopId", "=", shopId)
    .orderBy("productCollections.productId")
    .execute();
  const byId = Map.groupBy(rows, ({ collectionId }) => collectionId);
  return Object.fromEntries(
    [...byId].map(([id, some]) => [id, some.flatMap(({ productId }) => productId ?? [])]),
  );
}

const many = (count: number, from: number) => Array.from({ length: count }, (_, at) => from + at);

eachDatabase((engine) => {
  test("what is in a collection is what Shopify says, whoever tells it", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt({ url: devstore.origin }, database);
    const shop = await app.install(DOMAIN);
    const { shopId } = shop;
    const context = { db, shop, admin: await app.adminOf(shopId), now: () => 5_000 };
    const refreshes = async () => (await queueHealth(db, { now: Date.now() + 1e9 })).waiting;
    const before = await refreshes();

    // more than a page of collections, and of products in one
    const pages = Object.fromEntries(many(45, 1).map((id) => [id, [...new Set([1, id])]]));
    shopifyHas({ ...pages, 90: many(260, 1) });
    await syncCollections(context);
    expect(await held(db, shopId)).toEqual({ ...pages, 90: many(260, 1) });
    // no segment asks for products
    expect(await refreshes()).toBe(before);

    shopifyHas({ 1: [1, 2], 90: [3], 91: [4] });
    await syncCollectionsOf(context, [2, 3, 17]);
    const some = await held(db, shopId);
    expect([some[1], some[2], some[90]?.length]).toEqual([[1, 2], [1], 258]);

    await db
      .insertInto("segments")
      .values({
        ...{ shopId, segmentId: 1, handle: "s-1", name: "Buyers", priority: 1, createdAt: 0 },
        ...{ query: "products_purchased MATCHES (id = 1)", updatedAt: 0 },
      })
      .execute();
    await syncCollection(context, 91);
    await syncCollection(context, 45);
    const told = await held(db, shopId);
    expect([told[91], told[45]]).toEqual([[4], undefined]);
    expect(await refreshes()).toBe(before + 1);

    await syncCollections(context);
    expect(await held(db, shopId)).toEqual({ 1: [1, 2], 90: [3], 91: [4] });
    expect(await refreshes()).toBe(before + 1);
  });

  test("a product of another type is another product to the segments that ask for it", async () => {
    const database = await engine.open();
    const { db } = database;
    const app = appAt({ url: devstore.origin }, database);
    const shop = await app.install(DOMAIN);
    const { shopId } = shop;
    const context = { db, shop, admin: await app.adminOf(shopId), now: () => 5_000 };
    const waiting = async () => (await queueHealth(db, { now: Date.now() + 1e9 })).waiting;
    shopifyHas({ 1: [1] });
    await syncProducts(context, [1]);
    const before = await waiting();
    await db
      .insertInto("segments")
      .values({
        ...{ shopId, segmentId: 1, handle: "s-1", name: "Buyers", priority: 1, createdAt: 0 },
        ...{ query: "regulars.types_purchased MATCHES (type = 'Tea')", updatedAt: 0 },
      })
      .execute();
    await syncProducts(context, [1]);
    expect(await waiting()).toBe(before);
    devstore.store.run("UPDATE products SET product_type = 'Tea', updated_at = 1000");
    await syncProducts(context, [1]);
    expect(await waiting()).toBe(before + 1);
  });
});
