import type { Database } from "#app/db/database.server.ts";
import { metafieldType } from "#app/purchases/metafield-entries.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { pages } from "#app/shopify/pages.ts";
import { METAFIELD_DEFINITIONS } from "./documents.ts";

/**
 * Makes the definitions of customers' metafields equal Shopify's, as far as a segment can ask for them. No webhook
 * tells of them, so this belongs to every comparison with Shopify. May run twice and at once.
 */
export async function syncDefinitions({
  db,
  admin,
  shop: { shopId },
}: {
  db: Database;
  admin: Admin;
  shop: Shop;
}): Promise<void> {
  const found = new Map<string, { valueType: string; label: string }>();
  const all = pages(async (cursor) => {
    const { metafieldDefinitions } = await admin.ask(METAFIELD_DEFINITIONS, { cursor });
    return metafieldDefinitions;
  });
  for await (const nodes of all) {
    for (const { namespace, key, name: label, type } of nodes) {
      const valueType = metafieldType(type.name);
      if (valueType) found.set(`${namespace}.${key}`, { valueType, label });
    }
  }
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom("metafieldDefinitions").where("shopId", "=", shopId).execute();
    for (const [name, definition] of found) {
      await tx
        .insertInto("metafieldDefinitions")
        .values({ shopId, name, ...definition })
        .onConflict((conflict) => conflict.columns(["shopId", "name"]).doUpdateSet(definition))
        .execute();
    }
  });
}
