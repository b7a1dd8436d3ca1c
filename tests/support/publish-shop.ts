import type { Database } from "#app/db/database.server.ts";
import { openAdmin, type Admin } from "#app/shopify/admin.server.ts";
import { fetchOf } from "#app/shopify/devstore-fetch.server.ts";
import { Pace } from "#app/shopify/pace.ts";
import type { Store } from "#tests/devstore/store/open-store.ts";
import { askForToken } from "./devstore.ts";

export const DOMAIN = "demo.myshopify.com";
const CUSTOMER = 7_000_000_000_000;
const PRODUCT = 8_000_000_000_000;
export const customerIdOf = (n: number) => CUSTOMER + n;
export const productIdOf = (n: number) => PRODUCT + n;

export interface ShopGiven {
  customers: number;
  products: number;
  /** Handles, the first with the highest priority. Customer n is in segment k if n is divisible by k + 2. */
  segments: string[];
}

/** The same customers and products in the store and with us, and on our side what is computed of them. */
export async function fillShop(
  { db, store }: { db: Database; store: Store },
  { customers, products, segments }: ShopGiven,
): Promise<number> {
  fillStore(store, { customers, products });
  const { shopId } = await db
    .insertInto("shops")
    .values({
      ...{ domain: DOMAIN, name: "Demo", currency: "EUR", timeZone: "Europe/Berlin" },
      ...{ installedAt: 0, uninstalledAt: null },
    })
    .returning("shopId")
    .executeTakeFirstOrThrow();
  await insertInChunks(upTo(customers), (chunk) =>
    db
      .insertInto("customers")
      .values(
        chunk.map((n) => ({
          ...{ shopId, customerId: customerIdOf(n), createdAt: 0, updatedAt: 0, numberOfOrders: 0 },
          ...{ amountSpentMinor: 0, lastOrderAt: null, shopifyRfmGroup: null },
          ...{ accountStatus: "DISABLED", emailStatus: null, language: null },
        })),
      )
      .execute(),
  );
  await db
    .insertInto("products")
    .values(
      upTo(products).map((n) => ({
        ...{ shopId, productId: productIdOf(n), title: `Product ${n}`, handle: `product-${n}` },
        ...{ productType: "", vendor: "", status: "ACTIVE", publishedAt: 0, isAvailable: 1 },
        ...{ minPriceMinor: 1000, imageUrl: null, createdAt: 0, updatedAt: 0 },
      })),
    )
    .execute();
  for (const [k, handle] of segments.entries()) {
    await db
      .insertInto("segments")
      .values({
        ...{
          shopId,
          segmentId: k + 1,
          handle,
          name: `Segment ${k + 1}`,
          query: "number_of_orders >= 0",
          priority: k,
        },
        ...{ templateKey: null, asOf: 0, fault: null, createdAt: 0, updatedAt: 0 },
      })
      .execute();
    const members = upTo(customers).filter((n) => n % (k + 2) === 0);
    await insertInChunks(members, (chunk) =>
      db
        .insertInto("memberships")
        .values(
          chunk.map((n) => ({ shopId, segmentId: k + 1, customerId: customerIdOf(n), since: 0 })),
        )
        .execute(),
    );
  }
  await fillRecommendations(db, shopId, { customers, products, segments });
  return shopId;
}

/** Every third customer has three picks, every product goes with the next two, every shelf has five. */
async function fillRecommendations(
  db: Database,
  shopId: number,
  { customers, products, segments }: ShopGiven,
) {
  const product = (n: number) => productIdOf(((n - 1) % products) + 1);
  const picks = upTo(customers)
    .filter((n) => n % 3 === 0)
    .flatMap((n) =>
      [1, 2, 3].map((rank) => ({
        ...{
          shopId,
          customerId: customerIdOf(n),
          rank,
          productId: product(n + rank),
          reason: "{}",
        },
      })),
    );
  await insertInChunks(picks, (chunk) => db.insertInto("picks").values(chunk).execute());
  await db
    .insertInto("productPairs")
    .values(
      upTo(products).flatMap((n) =>
        [1, 2].map((rank) => ({
          ...{ shopId, productId: productIdOf(n), rank, otherProductId: product(n + rank) },
          ...{ together: 2, ordersWith: 3, ordersWithOther: 3, ordersAll: 9 },
        })),
      ),
    )
    .execute();
  await db
    .insertInto("shelfItems")
    .values(
      [...segments, "everyone"].flatMap((handle, k) =>
        [1, 2, 3, 4, 5].map((rank) => ({
          ...{ shopId, handle, rank, productId: product(k + rank), reason: "{}" },
        })),
      ),
    )
    .execute();
}

function fillStore(store: Store, { customers, products }: { customers: number; products: number }) {
  store.setMeta("name", "Demo");
  store.setMeta("currency", "EUR");
  store.setMeta("timezone", "Europe/Berlin");
  store.setMeta("plan", "plus");
  const now = store.now();
  store.transaction(() => {
    for (const n of upTo(customers)) {
      store.run(
        "INSERT INTO customers (id, email, created_at, updated_at) VALUES (?, ?, ?, ?)",
        ...[customerIdOf(n), `c${n}@example.com`, now, now],
      );
    }
    for (const n of upTo(products)) {
      store.run(
        "INSERT INTO products (id, title, handle, published_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
        ...[productIdOf(n), `Product ${n}`, `product-${n}`, now, now, now],
      );
      store.run(
        "INSERT INTO variants (id, product_id, price_minor, inventory_quantity, created_at, updated_at) VALUES (?, ?, 1000, 99, ?, ?)",
        ...[productIdOf(n) * 10, productIdOf(n), now, now],
      );
    }
  });
}

/** The way to the store's Admin API, counting what is asked of it. */
export async function openStoreAdmin({ origin, shopId }: { origin: string; shopId: number }) {
  const { access_token: token } = (await (await askForToken(origin, DOMAIN)).json()) as {
    access_token: string;
  };
  const asked: string[] = [];
  const toStore = fetchOf(origin);
  const admin: Admin = openAdmin({
    ...{ shopId, domain: DOMAIN, pauseMs: 20, pace: new Pace() },
    token: () => Promise.resolve(token),
    fetch: (input, init) => {
      const text = typeof init?.body === "string" ? init.body : "";
      asked.push(/(?:query|mutation)\s+(\w+)/.exec(text)?.[1] ?? "");
      return toStore(input, init);
    },
  });
  return { admin, asked, token };
}

/** Everything the store holds that an app can have published, without Shopify's own numbers for it. */
export function heldByStore(store: Store) {
  const metafields = store.all<{ owner: string; key: string; value: string }>(
    `SELECT owner_type || ' ' || owner_id AS owner, key, value FROM metafields
     WHERE owner_type != 'API_INSTALLATION' ORDER BY owner_type, owner_id, key`,
  );
  const appData = store.all<{ key: string; value: string }>(
    "SELECT key, value FROM metafields WHERE owner_type = 'API_INSTALLATION' ORDER BY key",
  );
  const metaobjects = store.all<{ handle: string; fields: string }>(
    "SELECT handle, fields FROM metaobjects ORDER BY handle",
  );
  const segments = store.all<{ name: string; query: string }>(
    "SELECT name, query FROM segments ORDER BY name",
  );
  const discounts = store.all<{
    title: string;
    method: string;
    starts_at: number;
    ends_at: number;
  }>("SELECT title, method, starts_at, ends_at FROM discounts ORDER BY title");
  return {
    metafields: metafields.map(({ owner, key, value }) => `${owner} ${key} ${value}`),
    appData: Object.fromEntries(
      appData.map(({ key, value }) => [key, JSON.parse(value) as unknown]),
    ),
    metaobjects: Object.fromEntries(
      metaobjects.map(({ handle, fields }) => [handle, JSON.parse(fields) as unknown]),
    ),
    segments,
    discounts,
  };
}

export const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

async function insertInChunks<Row>(rows: Row[], insert: (chunk: Row[]) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += 500) await insert(rows.slice(from, from + 500));
}
