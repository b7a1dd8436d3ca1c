import type { Database } from "#app/db/database.server.ts";
import { Fault } from "#app/platform/errors.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { bulkLines } from "#app/shopify/bulk-lines.server.ts";
import { LineGroups, ImportMalformed, type Group } from "./group-lines.ts";
import type { Resource } from "./imported-resource.ts";
import { savingOf } from "./save-groups.server.ts";

/** Another process saves the same import: what it has saved is not ours to save again. */
export class ImportTakenOver extends Fault {
  readonly code = "import_taken_over";
  readonly retryable = true;
}

/** Objects a transaction: enough that its pages are not written many times over, few enough that nobody waits long. */
const BATCH_OBJECTS = 5_000;

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
  const save = savingOf(resource, shop);
  const lines = new LineGroups();
  let { savedBytes, savedObjects } = from;
  let batch: Group[] = [];
  let objects = 0;

  async function commit() {
    const end = batch.at(-1)?.end;
    if (end === undefined) return;
    const groups = batch;
    await db.transaction().execute(async (tx) => {
      await advance(
        tx,
        { shopId: shop.shopId, resource, now: now() },
        savedBytes,
        end,
        groups.length,
      );
      await save(tx, groups);
    });
    savedBytes = end;
    savedObjects += groups.length;
    batch = [];
    objects = 0;
  }

  for await (const some of bulkLines(from.url, { from: savedBytes, ...(signal && { signal }) })) {
    for (const line of some) {
      const group = lines.take(line);
      if (!group) continue;
      batch.push(group);
      objects += 1 + group.children.length;
      if (objects >= batchObjects) await commit();
    }
    signal?.throwIfAborted();
  }
  const last = lines.last();
  if (last) batch.push(last);
  await commit();
  return savedObjects;
}

async function advance(
  tx: Database,
  { shopId, resource, now }: { shopId: number; resource: Resource; now: number },
  from: number,
  to: number,
  objects: number,
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
