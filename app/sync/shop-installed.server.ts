import type { Database } from "#app/db/database.server.ts";
import { findShop } from "#app/purchases/shops.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { beginImport } from "./imports.server.ts";
import { readShopFacts } from "./sync-shop.server.ts";

/**
 * A shop has opened the app and we hold a token for it. The first time, and the first after it had uninstalled the
 * app, its import begins. May be called as often as Shopify's library likes, also at once.
 * @returns the shop's id.
 */
export async function shopInstalled(
  { db, adminAt }: { db: Database; adminAt: (shopId: number, domain: string) => Admin },
  { domain, now }: { domain: string; now: number },
): Promise<number> {
  const known = await findShop(db, domain);
  if (known?.uninstalledAt === null) return known.shopId;

  const facts = await readShopFacts(adminAt(known?.shopId ?? 0, domain));
  return db.transaction().execute(async (tx) => {
    const row = { ...facts, installedAt: now, uninstalledAt: null, withdrawnAt: null };
    const inserted = await tx
      .insertInto("shops")
      .values({ ...row, domain })
      .onConflict((conflict) =>
        conflict.column("domain").doUpdateSet(row).where("shops.uninstalledAt", "is not", null),
      )
      .returning("shopId")
      .executeTakeFirst();
    if (inserted) {
      await beginImport(tx, { shopId: inserted.shopId, now });
      return inserted.shopId;
    }
    // another request of the same moment was first
    const shop = await tx
      .selectFrom("shops")
      .select("shopId")
      .where("domain", "=", domain)
      .executeTakeFirstOrThrow();
    return shop.shopId;
  });
}
