import { upsertRows, upsertRowsReturning, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Collection } from "./collection.ts";

const COLLECTIONS: RowShape<"collections"> = {
  table: "collections",
  key: ["shopId", "collectionId"],
  columns: {
    ...{ shopId: "number", collectionId: "number", title: "text", handle: "text" },
    updatedAt: "number",
  },
};

const PRODUCT_COLLECTIONS: RowShape<"productCollections"> = {
  table: "productCollections",
  key: ["shopId", "productId", "collectionId"],
  columns: { shopId: "number", productId: "number", collectionId: "number" },
};

/**
 * Saves a collection with exactly these products in it. Shopify changes what is in a collection without a new version
 * of it, so the last word counts. Call it inside a transaction.
 * @returns whether a product came or went.
 */
export async function saveCollection(
  db: Database,
  { shopId, collection }: { shopId: number; collection: Collection },
): Promise<boolean> {
  const { productIds, ...row } = collection;
  const { collectionId } = row;
  await upsertRows(db, COLLECTIONS, [{ ...row, shopId }]);
  const { numDeletedRows } = await db
    .deleteFrom("productCollections")
    .where("shopId", "=", shopId)
    .where("collectionId", "=", collectionId)
    .where("productId", "not in", idsIn(db, productIds))
    .executeTakeFirst();
  const came = await addToCollections(
    db,
    productIds.map((productId) => ({ shopId, productId, collectionId })),
  );
  return numDeletedRows > 0n || came;
}

/**
 * These products are in exactly these collections. Call it inside a transaction.
 * @returns whether any was not, or was in another.
 */
export async function saveCollectionsOf(
  db: Database,
  {
    shopId,
    collectionsOf,
  }: { shopId: number; collectionsOf: ReadonlyMap<number, readonly number[]> },
): Promise<boolean> {
  let hasChanged = false;
  for (const [productId, collectionIds] of collectionsOf) {
    const { numDeletedRows } = await db
      .deleteFrom("productCollections")
      .where("shopId", "=", shopId)
      .where("productId", "=", productId)
      .where("collectionId", "not in", idsIn(db, collectionIds))
      .executeTakeFirst();
    const came = await addToCollections(
      db,
      collectionIds.map((collectionId) => ({ shopId, productId, collectionId })),
    );
    hasChanged ||= numDeletedRows > 0n || came;
  }
  return hasChanged;
}

interface InCollection {
  shopId: number;
  productId: number;
  collectionId: number;
}

/** @returns whether any of these was not there. */
async function addToCollections(db: Database, rows: readonly InCollection[]): Promise<boolean> {
  const added = await upsertRowsReturning(db, PRODUCT_COLLECTIONS, rows, "productId");
  return added.length > 0;
}

/**
 * Removes collections that Shopify does not have any more. Call it inside a transaction.
 * @returns whether a product was in one of them.
 */
export async function removeCollections(
  db: Database,
  { shopId, collectionIds }: { shopId: number; collectionIds: readonly number[] },
): Promise<boolean> {
  const ids = idsIn(db, collectionIds);
  const { numDeletedRows } = await db
    .deleteFrom("productCollections")
    .where("shopId", "=", shopId)
    .where("collectionId", "in", ids)
    .executeTakeFirst();
  await db
    .deleteFrom("collections")
    .where("shopId", "=", shopId)
    .where("collectionId", "in", ids)
    .execute();
  return numDeletedRows > 0n;
}
