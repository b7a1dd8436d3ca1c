import type { Database } from "#app/db/database.server.ts";
import { Fault } from "#app/platform/errors.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { bulkPieces, linesIn, type BulkPiece } from "#app/shopify/bulk-lines.server.ts";
import { LineGroups, type Group } from "./group-lines.ts";
import type { Resource } from "./imported-resource.ts";
import { batchOf } from "./save-groups.server.ts";

/** Another process saves the same import: what it has saved is not ours to save again. */
export class ImportTakenOver extends Fault {
  readonly code = "import_taken_over";
  readonly retryable = true;
}

/**
 * Bytes of the result a transaction, about 40,000 objects. A page of an index that is written in several transactions
 * is written several times: many objects make an import fast, and few let others write between them. What waits for
 * its transaction waits as bytes, outside the heap.
 */
const BATCH_BYTES = 16 << 20;
/** Objects read before they are put into rows: few, so that they do not grow old. */
const OBJECTS_AT_ONCE = 4_000;

export interface SaveContext {
  db: Database;
  shop: Shop;
  now: () => number;
  signal?: AbortSignal;
  /** Bytes of the result a transaction; fewer are only of use in tests. */
  batchBytes?: number;
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
  { db, shop, now, signal, batchBytes = BATCH_BYTES }: SaveContext,
  resource: Resource,
  from: SavedSoFar,
): Promise<number> {
  const batch = batchOf(resource, shop);
  const lines = new LineGroups();
  let { savedBytes, savedObjects } = from;

  async function commit(groups: Iterable<Group>) {
    await db.transaction().execute(async (tx) => {
      const place = { shopId: shop.shopId, resource, savedBytes };
      await hold(tx, place, { updatedAt: now() });
      let roots = 0;
      let objects = 0;
      for (const group of groups) {
        batch.take(group);
        savedBytes = group.end;
        roots += 1;
        objects += 1 + group.children.length;
        if (objects < OBJECTS_AT_ONCE) continue;
        await batch.save(tx);
        objects = 0;
      }
      await batch.save(tx);
      savedObjects += roots;
      await hold(tx, place, { savedBytes, savedObjects });
    });
  }

  const pieces = { from: savedBytes, bytes: batchBytes, ...(signal && { signal }) };
  for await (const piece of bulkPieces(from.url, pieces)) {
    await commit(completeIn(piece, lines));
    signal?.throwIfAborted();
  }
  const last = lines.last();
  if (last) await commit([last]);
  return savedObjects;
}

function* completeIn(piece: BulkPiece, lines: LineGroups): Generator<Group> {
  for (const line of linesIn(piece)) {
    const group = lines.take(line);
    if (group) yield group;
  }
}

interface Place {
  shopId: number;
  resource: Resource;
  savedBytes: number;
}

/** Changes how far an import is, if it is still where we left it; until the transaction ends nobody else can. */
async function hold(
  tx: Database,
  { shopId, resource, savedBytes }: Place,
  change: { updatedAt: number } | { savedBytes: number; savedObjects: number },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("imports")
    .set(change)
    .where("shopId", "=", shopId)
    .where("resource", "=", resource)
    .where("state", "=", "saving")
    .where("savedBytes", "=", savedBytes)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new ImportTakenOver(`${resource} are being imported elsewhere`);
}
