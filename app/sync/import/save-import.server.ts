import type { Database } from "#app/db/database.server.ts";
import { Fault } from "#app/platform/errors.ts";
import { saveCustomers } from "#app/purchases/save-customers.server.ts";
import { saveOrderRows } from "#app/purchases/save-orders.server.ts";
import { saveProducts } from "#app/purchases/save-products.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Resource } from "../imported-resource.ts";
import type { Part } from "./parts.ts";
import { readAhead } from "./read-ahead.server.ts";
import { readBatches } from "./read-batches.server.ts";

/** Another process saves the same import: what it has saved is not ours to save again. */
export class ImportTakenOver extends Fault {
  readonly code = "import_taken_over";
  readonly retryable = true;
}

/**
 * Bytes of the result a transaction; of orders about 80,000 objects, which wait as numbers. A page of an index that is
 * written in several transactions is written several times: many objects make an import fast, and few let others
 * write between them.
 */
const BATCH_BYTES: Record<Resource, number> = {
  products: 4 << 20,
  customers: 4 << 20,
  orders: 32 << 20,
};

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
  totalBytes: number | null;
  savedBytes: number;
  savedObjects: number;
}

/**
 * Saves the result of a bulk operation from where it was left, in batches. Each batch and the place it reached are
 * one transaction: killed anywhere, it goes on from the last one, and nothing is saved twice or left out. Where there
 * is more than one batch the next is read in a thread of its own meanwhile (docs/decisions/001-one-connection.md).
 * @returns how many root objects there were in all.
 * @throws ShopifyUnavailable, BulkResultGone, ImportMalformed, ImportTakenOver, ReadingStopped
 */
export async function saveImport(
  { db, shop, now, signal, batchBytes }: SaveContext,
  resource: Resource,
  { url, totalBytes, ...saved }: SavedSoFar,
): Promise<number> {
  const { shopId } = shop;
  let { savedBytes, savedObjects } = saved;
  const reading = {
    ...{ resource, shop, url, from: savedBytes },
    batchBytes: batchBytes ?? BATCH_BYTES[resource],
  };
  const isOneBatch = totalBytes !== null && totalBytes - savedBytes <= reading.batchBytes;
  const batches = isOneBatch ? readBatches(reading, signal) : readAhead(reading, signal);

  for await (const { parts, roots, end } of batches) {
    await db.transaction().execute(async (tx) => {
      const place = { shopId, resource, savedBytes };
      await hold(tx, place, { updatedAt: now() });
      for (const part of parts) await savePart(tx, shopId, part);
      await hold(tx, place, { savedBytes: end, savedObjects: savedObjects + roots });
    });
    savedBytes = end;
    savedObjects += roots;
    signal?.throwIfAborted();
  }
  return savedObjects;
}

async function savePart(tx: Database, shopId: number, part: Part): Promise<void> {
  switch (part.resource) {
    case "products":
      await saveProducts(tx, { shopId, products: part.products });
      return;
    case "customers":
      await saveCustomers(tx, { shopId, customers: part.customers });
      return;
    case "orders":
      await saveOrderRows(tx, shopId, part.rows);
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
