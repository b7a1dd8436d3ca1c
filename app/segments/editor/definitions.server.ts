import type { Database } from "#app/db/database.server.ts";
import { METAFIELD_TYPES } from "#app/purchases/metafield-entries.ts";
import type { MetafieldDefinition } from "./filter-catalogue.ts";

/** The metafields of customers that a shop can ask for, by what they are called. */
export async function metafieldDefinitions(
  db: Database,
  { shopId }: { shopId: number },
): Promise<MetafieldDefinition[]> {
  const rows = await db
    .selectFrom("metafieldDefinitions")
    .select(["name", "label", "valueType"])
    .where("shopId", "=", shopId)
    .orderBy("label")
    .orderBy("name")
    .execute();
  return rows.flatMap(({ name, label, valueType }) => {
    const type = METAFIELD_TYPES.find((one) => one === valueType);
    return type ? [{ name, label: label || name, type }] : [];
  });
}
