import type { Database } from "#app/db/database.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { ShopifyUnauthorized } from "#app/shopify/faults.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { SHOP } from "./documents.ts";
import { removeSessions } from "./redact-shop.server.ts";

/**
 * A shop is said to have uninstalled the app: so it has if it does not let us in any more. (The news may be late, and
 * the app installed again.) What we hold stays until Shopify asks us to erase it; what Shopify held of ours went with
 * the app, so nothing counts as published any more.
 */
export async function noteUninstalled(
  { db, adminOf }: { db: Database; adminOf: (shopId: number) => Promise<Admin> },
  { shopId, now }: { shopId: number; now: number },
): Promise<void> {
  const { domain } = await readShop(db, shopId);
  if (await isLetIn(adminOf, shopId)) return;
  await db.transaction().execute(async (tx) => {
    await removeSessions(tx, domain);
    await tx
      .updateTable("shops")
      .set({ uninstalledAt: now })
      .where("shopId", "=", shopId)
      .where("uninstalledAt", "is", null)
      .execute();
    await tx.deleteFrom("publishingMetafields").where("shopId", "=", shopId).execute();
    await tx.deleteFrom("publishedMetafields").where("shopId", "=", shopId).execute();
    await tx
      .deleteFrom("publishedObjects")
      .where("shopId", "=", shopId)
      .where("kind", "=", "metaobject")
      .execute();
  });
}

async function isLetIn(
  adminOf: (shopId: number) => Promise<Admin>,
  shopId: number,
): Promise<boolean> {
  try {
    const admin = await adminOf(shopId);
    await admin.ask(SHOP, {});
    return true;
  } catch (thrown) {
    if (thrown instanceof ShopifyUnauthorized) return false;
    throw thrown;
  }
}
