import type { Database } from "#app/db/database.server.ts";
import type { Collection } from "#app/purchases/collection.ts";
import {
  removeCollections,
  saveCollection,
  saveCollectionsOf,
} from "#app/purchases/save-collections.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { gid, numericId } from "#app/shopify/ids.ts";
import { foundNodes } from "#app/shopify/nodes.ts";
import { pages } from "#app/shopify/pages.ts";
import { readSegmentsAgain } from "../read-segments-again.server.ts";
import {
  COLLECTION_BY_ID,
  COLLECTIONS,
  COLLECTIONS_OF_PRODUCTS,
  PRODUCTS_OF_COLLECTION,
} from "./documents.ts";

interface SyncContext {
  db: Database;
  admin: Admin;
  shop: Shop;
  now: () => number;
}

type CollectionNode = Operations["Collections"]["data"]["collections"]["nodes"][number];

/**
 * Makes all our collections equal Shopify's, with what is in each. No webhook tells what a collection with rules has
 * taken in, so this belongs to every comparison with Shopify. May run twice and at once.
 */
export async function syncCollections(context: SyncContext): Promise<void> {
  const { db, admin, shop } = context;
  const { shopId } = shop;
  const found = new Set<number>();
  const all = pages(async (cursor) => (await admin.ask(COLLECTIONS, { cursor })).collections);
  for await (const nodes of all) {
    for (const node of nodes) {
      const collection = await wholeCollection(admin, node);
      found.add(collection.collectionId);
      await db.transaction().execute(async (tx) => {
        const hasChanged = await saveCollection(tx, { shopId, collection });
        if (hasChanged) await readSegmentsAgain(tx, context);
      });
    }
  }
  const held = await db
    .selectFrom("collections")
    .select("collectionId")
    .where("shopId", "=", shopId)
    .execute();
  const gone = held.flatMap(({ collectionId }) => (found.has(collectionId) ? [] : collectionId));
  await db.transaction().execute(async (tx) => {
    const hasChanged = await removeCollections(tx, { shopId, collectionIds: gone });
    if (hasChanged) await readSegmentsAgain(tx, context);
  });
}

/** As `syncCollections`, for one of which we were told. */
export async function syncCollection(context: SyncContext, collectionId: number): Promise<void> {
  const { db, admin, shop } = context;
  const { shopId } = shop;
  const id = gid("Collection", collectionId);
  const { collection: node } = await admin.ask(COLLECTION_BY_ID, { id });
  const collection = node && (await wholeCollection(admin, node));
  await db.transaction().execute(async (tx) => {
    const hasChanged = collection
      ? await saveCollection(tx, { shopId, collection })
      : await removeCollections(tx, { shopId, collectionIds: [collectionId] });
    if (hasChanged) await readSegmentsAgain(tx, context);
  });
}

/** As `syncCollections`, for some products: rules may have taken in or left out one that has changed or is gone. */
export async function syncCollectionsOf(
  context: SyncContext,
  productIds: readonly number[],
): Promise<void> {
  const { db, admin, shop } = context;
  const ids = productIds.map((id) => gid("Product", id));
  const { nodes } = await admin.ask(COLLECTIONS_OF_PRODUCTS, { ids });
  const collectionsOf = new Map(productIds.map((id): [number, number[]] => [id, []]));
  for (const { id, collections } of foundNodes(nodes)) {
    const collectionIds = collections.nodes.map((collection) => numericId(collection.id));
    collectionsOf.set(numericId(id), collectionIds);
  }
  await db.transaction().execute(async (tx) => {
    const hasChanged = await saveCollectionsOf(tx, { shopId: shop.shopId, collectionsOf });
    if (hasChanged) await readSegmentsAgain(tx, context);
  });
}

async function wholeCollection(admin: Admin, node: CollectionNode): Promise<Collection> {
  const { nodes, pageInfo } = node.products;
  const productIds = nodes.map(({ id }) => numericId(id));
  if (pageInfo.hasNextPage) {
    const rest = pages(async (cursor) => {
      const page = { id: node.id, cursor: cursor ?? pageInfo.endCursor };
      return (await admin.ask(PRODUCTS_OF_COLLECTION, page)).collection?.products;
    });
    for await (const page of rest) productIds.push(...page.map(({ id }) => numericId(id)));
  }
  return {
    collectionId: numericId(node.id),
    title: node.title,
    handle: node.handle,
    updatedAt: Date.parse(node.updatedAt),
    productIds,
  };
}
