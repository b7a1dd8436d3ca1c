import type { Database } from "#app/db/database.server.ts";

/** What Shopify holds of ours beside metafields, by the handle of the segment or offer it is for. */
export type ObjectKind = "metaobject" | "twin" | "discount";

export interface PublishedObject {
  handle: string;
  /** Shopify's number for it. */
  objectId: number;
  content: string;
}

export async function publishedObjects(
  db: Database,
  { shopId, kind }: { shopId: number; kind: ObjectKind },
): Promise<Map<string, PublishedObject>> {
  const rows = await db
    .selectFrom("publishedObjects")
    .select(["handle", "objectId", "content"])
    .where("shopId", "=", shopId)
    .where("kind", "=", kind)
    .execute();
  return new Map(rows.map((row) => [row.handle, row]));
}

interface Named {
  shopId: number;
  kind: ObjectKind;
  handle: string;
}

export async function rememberObject(
  db: Database,
  { objectId, content, now, ...named }: Named & { objectId: number; content: string; now: number },
): Promise<void> {
  const held = { objectId, content, publishedAt: now };
  await db
    .insertInto("publishedObjects")
    .values({ ...named, ...held })
    .onConflict((conflict) => conflict.columns(["shopId", "kind", "handle"]).doUpdateSet(held))
    .execute();
}

export async function forgetObject(db: Database, { shopId, kind, handle }: Named): Promise<void> {
  await db
    .deleteFrom("publishedObjects")
    .where("shopId", "=", shopId)
    .where("kind", "=", kind)
    .where("handle", "=", handle)
    .execute();
}
