import type { Database } from "#app/db/database.server.ts";
import type { Persona } from "./persona.ts";

/** What Shopify was last given that somebody's pages are made of. */
interface Published {
  /** The customer's metafields, by key, as text. */
  metafields: ReadonlyMap<string, string>;
  /** The metaobjects' fields, by handle. */
  objects: ReadonlyMap<string, Record<string, string>>;
  config: unknown;
}

export async function publishedFor(
  db: Database,
  shopId: number,
  persona: Persona,
): Promise<Published> {
  const objects = await db
    .selectFrom("publishedObjects")
    .select(["handle", "content"])
    .where("shopId", "=", shopId)
    .where("kind", "=", "metaobject")
    .execute();
  const config = await db
    .selectFrom("publishedMetafields")
    .select("value")
    .where("shopId", "=", shopId)
    .where("ownerType", "=", "app")
    .where("key", "=", "config")
    .executeTakeFirst();
  return {
    metafields: await customerMetafields(db, shopId, persona),
    objects: new Map(
      objects.map(({ handle, content }) => [handle, JSON.parse(content) as Record<string, string>]),
    ),
    config: config ? JSON.parse(config.value) : null,
  };
}

async function customerMetafields(
  db: Database,
  shopId: number,
  persona: Persona,
): Promise<Map<string, string>> {
  switch (persona.kind) {
    case "guest":
      return new Map();
    case "segment": {
      const handles = await handlesOfSegment(db, shopId, persona.segmentId);
      return new Map([["segments", JSON.stringify(handles)]]);
    }
    case "customer": {
      const rows = await db
        .selectFrom("publishedMetafields")
        .select(["key", "value"])
        .where("shopId", "=", shopId)
        .where("ownerType", "=", "customer")
        .where("ownerId", "=", persona.customerId)
        .execute();
      return new Map(rows.map(({ key, value }) => [key, value]));
    }
  }
}

/** A segment's own handle, behind those of its offers. */
async function handlesOfSegment(
  db: Database,
  shopId: number,
  segmentId: number,
): Promise<string[]> {
  const offers = await db
    .selectFrom("offers")
    .select("handle")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .where("state", "=", "active")
    .orderBy("offerId")
    .execute();
  const segments = await db
    .selectFrom("segments")
    .select("handle")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .execute();
  return [...offers, ...segments].map(({ handle }) => handle);
}

/** The product page that is shown: the one that most is known to go with. */
export async function firstProductWithCompanions(
  db: Database,
  shopId: number,
): Promise<{ productId: number; goesWith: string } | undefined> {
  const row = await db
    .selectFrom("publishedMetafields")
    .select(["ownerId", "value"])
    .where("shopId", "=", shopId)
    .where("ownerType", "=", "product")
    .where("key", "=", "goes_with")
    .orderBy(({ fn }) => fn("length", ["value"]), "desc")
    .orderBy("ownerId")
    .limit(1)
    .executeTakeFirst();
  return row && { productId: row.ownerId, goesWith: row.value };
}

/** Whom one may look as. */
export const segmentsToShow = (db: Database, shopId: number) =>
  db
    .selectFrom("segments")
    .select(["segmentId", "name"])
    .where("shopId", "=", shopId)
    .orderBy("priority")
    .orderBy("segmentId")
    .execute();
