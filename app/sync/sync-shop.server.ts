import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { zoneOffsets } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { SHOP } from "./documents.ts";

/** What we keep of the shop itself, as Shopify says it now. */
export async function readShopFacts(admin: Admin) {
  const { shop, currentAppInstallation } = await admin.ask(SHOP, {});
  const hasAllOrders = currentAppInstallation.accessScopes.some(
    ({ handle }) => handle === "read_all_orders",
  );
  return {
    name: shop.name,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    hasAllOrders: hasAllOrders ? 1 : 0,
  };
}

/**
 * Brings the shop's own row up to date. A new zone moves orders to other days, so every order's day is derived anew;
 * then, and after a change of what we may see, memberships are computed afresh.
 */
export async function syncShop(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, now }: { shopId: number; now: number },
): Promise<void> {
  const facts = await readShopFacts(admin);
  await db.transaction().execute(async (tx) => {
    const before = await readShop(tx, shopId);
    await tx.updateTable("shops").set(facts).where("shopId", "=", shopId).execute();
    if (before.timeZone === facts.timeZone && before.currency === facts.currency) return;
    if (before.timeZone !== facts.timeZone)
      await moveDays(tx, { shopId, timeZone: facts.timeZone });
    await enqueue(
      tx,
      "segments.refresh-all",
      { shopId },
      { key: `segments.refresh-all:${shopId}`, runAt: now },
    );
  });
}

/** One statement for each span of the zone's history with one offset. */
async function moveDays(
  db: Database,
  { shopId, timeZone }: { shopId: number; timeZone: string },
): Promise<void> {
  const { first, last } = await db
    .selectFrom("orders")
    .select(({ fn }) => [
      fn.min<number | null>("processedAt").as("first"),
      fn.max<number | null>("processedAt").as("last"),
    ])
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  if (first === null || last === null) return;
  for (const { from, until, offset } of zoneOffsets(timeZone, first, last)) {
    await sql`
      update orders set processed_day = (processed_at + cast(${offset} as bigint)) / 86400000
      where shop_id = ${shopId} and processed_at >= ${from} and processed_at < ${until}
    `.execute(db);
  }
}
