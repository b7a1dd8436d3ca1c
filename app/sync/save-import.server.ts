import type { Database } from "#app/db/database.server.ts";
import { Fault } from "#app/platform/errors.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { bulkLines } from "#app/shopify/bulk-lines.server.ts";
import { LineGroups, ImportMalformed, type Group } from "./group-lines.ts";
import type { Resource } from "./imported-resource.ts";
import { batchOf } from "./save-groups.server.ts";

/** Another process saves the same import: what it has saved is not ours to save again. */
export class ImportTakenOver extends Fault {
  readonly code = "import_taken_over";
  readonly retryable = true;
}

/**
 * Objects a transaction. A page of an index that is written in several transactions is written several times: many
 * objects make an import fast, and few let others write between them.
 */
const BATCH_OBJECTS = 40_000;

export interface SaveContext {
  db: Database;
  shop: Shop;
  now: () => number;
  signal?: AbortSignal;
  /** Objects a transaction. */
  batchObjects?: number;
}

export interface SavedSoFar {
  url: string;
  savedBytes: number;
  savedObjects: number;
}

/**
 * Saves the result of a bulk operation from where it was left, in batches. Each batch and the place it reached are
 * one transaction: killed anywhere, it goes on from the last one, and nothing is saved twice or left out.
 * @returns how many root objects there were in all.
 * @throws ShopifyUnavailable, BulkResultGone, ImportMalformed, ImportTakenOver
 */
export async function saveImport(
  { db, shop, now, signal, batchObjects = BATCH_OBJECTS }: SaveContext,
  resource: Resource,
  from: SavedSoFar,
): Promise<number> {
  const batch = batchOf(resource, shop);
  const lines = new LineGroups();
  let { savedBytes, savedObjects } = from;
  let objects = 0;
  let end = savedBytes;

  function take(group: Group) {
    batch.take(group);
    objects += 1 + group.children.length;
    end = group.end;
  }

  async function commit() {
    if (batch.size === 0) return;
    await db.transaction().execute(async (tx) => {
      await advance(
        tx,
        { shopId: shop.shopId, resource, now: now() },
        { from: savedBytes, to: end, objects: batch.size },
      );
      await batch.save(tx);
    });
    savedBytes = end;
    savedObjects += batch.size;
    batch.clear();
    objects = 0;
  }

  for await (const some of bulkLines(from.url, { from: savedBytes, ...(signal && { signal }) })) {
    for (const line of some) {
      const group = lines.take(line);
      if (!group) continue;
      take(group);
      if (objects >= batchObjects) await commit();
    }
    signal?.throwIfAborted();
  }
  const last = lines.last();
  if (last) take(last);
  await commit();
  return savedObjects;
}

async function advance(
  tx: Database,
  { shopId, resource, now }: { shopId: number; resource: Resource; now: number },
  { from, to, objects }: { from: number; to: number; objects: number },
): Promise<void> {
  if (to <= from) throw new ImportMalformed("the result of the bulk operation goes backwards");
  const { numUpdatedRows } = await tx
    .updateTable("imports")
    .set((row) => ({
      savedBytes: to,
      savedObjects: row("savedObjects", "+", objects),
      updatedAt: now,
    }))
    .where("shopId", "=", shopId)
    .where("resource", "=", resource)
    .where("state", "=", "saving")
    .where("savedBytes", "=", from)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new ImportTakenOver(`${resource} are being imported elsewhere`);
}
