import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { numericId } from "#app/shopify/ids.ts";
import { pages } from "#app/shopify/pages.ts";
import { ABANDONED_CHECKOUTS } from "./documents.ts";

/**
 * Notes when each customer last left a checkout without buying, as Shopify still tells it. Part of every comparison
 * with Shopify: segments that ask for it are a night old at most. May run twice and at once.
 */
export async function syncCheckouts({
  db,
  admin,
  shop: { shopId },
  now,
}: {
  db: Database;
  admin: Admin;
  shop: Shop;
  now: () => number;
}): Promise<void> {
  const latest = new Map<number, number>();
  const all = pages(async (cursor) => {
    const { abandonedCheckouts } = await admin.ask(ABANDONED_CHECKOUTS, { cursor });
    return abandonedCheckouts;
  });
  for await (const nodes of all) {
    for (const { customer, createdAt, completedAt } of nodes) {
      if (!customer || completedAt !== null) continue;
      const customerId = numericId(customer.id);
      const at = Date.parse(createdAt);
      latest.set(customerId, Math.max(latest.get(customerId) ?? at, at));
    }
  }
  const ids = [...latest.keys()].sort((a, b) => a - b);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    await db.transaction().execute((tx) => note(tx, { shopId, ids: some, latest, at: now() }));
  }
}

const AT_ONCE = 500;

interface Noting {
  shopId: number;
  ids: readonly number[];
  latest: ReadonlyMap<number, number>;
  at: number;
}

/** Only of customers that are ours, and only what is later than what we know. */
async function note(tx: Database, { shopId, ids, latest, at }: Noting): Promise<void> {
  const held = await tx
    .selectFrom("customers")
    .leftJoin("customerTraces", (join) =>
      join
        .onRef("customerTraces.shopId", "=", "customers.shopId")
        .onRef("customerTraces.customerId", "=", "customers.customerId"),
    )
    .select(["customers.customerId", "customerTraces.abandonedCheckoutAt"])
    .where("customers.shopId", "=", shopId)
    .where("customers.customerId", "in", idsIn(tx, ids))
    .execute();
  const news = held.flatMap(({ customerId, abandonedCheckoutAt: known }) => {
    const abandonedCheckoutAt = latest.get(customerId);
    if (abandonedCheckoutAt === undefined || abandonedCheckoutAt <= (known ?? -Infinity)) return [];
    return { shopId, customerId, abandonedCheckoutAt, createdByAppId: null };
  });
  if (news.length === 0) return;
  await tx
    .insertInto("customerTraces")
    .values(news)
    .onConflict((conflict) =>
      conflict.columns(["shopId", "customerId"]).doUpdateSet({
        abandonedCheckoutAt: sql<number>`excluded.abandoned_checkout_at`,
      }),
    )
    .execute();
  await touchCustomers(tx, { shopId, customerIds: news.map((one) => one.customerId), at });
}
