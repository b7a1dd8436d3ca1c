import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { Fault, faultText } from "#app/platform/errors.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { BulkResultGone } from "#app/shopify/bulk-lines.server.ts";
import { cancelBulkOperation, readBulkOperation, runBulkQuery } from "#app/shopify/bulk.server.ts";
import { COUNTS } from "./documents.ts";
import { ImportMalformed } from "./import/group-lines.ts";
import { importQueries } from "./imported-resource.ts";
import { noteImport, readImports, type Import } from "./imports.server.ts";
import { saveImport } from "./import/save-import.server.ts";

/** Shopify could not finish the query, or what it wrote was not whole. It is asked again from the beginning. */
export class ImportStartedOver extends Fault {
  readonly code = "import_started_over";
  readonly retryable = true;
}

export interface ImportContext {
  db: Database;
  admin: Admin;
  shop: Shop;
  now: () => number;
  signal: AbortSignal;
  /** After this long a bulk operation is given up and started over. Shopify's own limit is ten days. */
  bulkPatienceMs?: number;
  /** Bytes a transaction; fewer are only of use in tests. */
  batchBytes?: number;
}

const BULK_PATIENCE_MS = 6 * 3_600_000;
/** How often to look while Shopify works, and after how long to let other jobs have the worker. */
const LOOK_EVERY_MS = 500;
const LOOK_FOR_MS = 20_000;
const LOOK_AGAIN_MS = 10_000;

/**
 * Brings the import of a shop as far as it goes now: starts the three bulk queries, looks how they do, saves what is
 * ready. Can be killed anywhere and run again: every step is noted with what it did. While Shopify works it gives
 * way, and asks to be run again.
 * @throws ImportStartedOver, ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function importShop(context: ImportContext): Promise<void> {
  const { db, shop, now, signal } = context;
  const { shopId } = shop;
  const from = now();
  for (;;) {
    let isWaiting = false;
    for (const row of await readImports(db, shopId)) {
      signal.throwIfAborted();
      const step = await advance(context, row);
      isWaiting ||= step === "wait";
    }
    const imports = await readImports(db, shopId);
    const open = imports.filter(({ state }) => state !== "done" && state !== "failed");
    if (open.length === 0) return finish(context, imports);
    if (!isWaiting) continue;
    if (now() - from > LOOK_FOR_MS) break;
    await sleep(LOOK_EVERY_MS, null, { signal });
  }
  await enqueue(
    db,
    "sync.import",
    { shopId },
    { key: `sync.import:${shopId}`, runAt: now() + LOOK_AGAIN_MS },
  );
}

type Step = "go-on" | "wait";

async function advance(context: ImportContext, row: Import): Promise<Step> {
  switch (row.state) {
    case "waiting":
      return start(context, row);
    case "running":
      return look(context, row);
    case "saving":
      await save(context, row);
      return "go-on";
    case "done":
    case "failed":
      return "go-on";
  }
}

async function start(
  { db, admin, now, shop: { shopId } }: ImportContext,
  { resource }: Import,
): Promise<Step> {
  const begun = await runBulkQuery(admin, importQueries[resource]);
  if (begun.kind === "busy") return "wait";
  await noteImport(
    db,
    { shopId, resource, now: now() },
    {
      state: "running",
      bulkOperationId: begun.bulkOperationId,
    },
  );
  const counts = await admin.ask(COUNTS, {});
  const expected = {
    products: counts.productsCount,
    customers: counts.customersCount,
    orders: counts.ordersCount,
  };
  await noteImport(
    db,
    { shopId, resource, now: now() },
    { expectedObjects: expected[resource]?.count ?? null },
  );
  return "wait";
}

async function look(context: ImportContext, row: Import): Promise<Step> {
  const { db, admin, now, shop, bulkPatienceMs = BULK_PATIENCE_MS } = context;
  const { resource, bulkOperationId } = row;
  const bulk =
    bulkOperationId === null
      ? { kind: "gone" as const }
      : await readBulkOperation(admin, bulkOperationId);
  switch (bulk.kind) {
    case "running":
      if (bulkOperationId === null || now() - row.updatedAt < bulkPatienceMs) return "wait";
      await cancelBulkOperation(admin, bulkOperationId);
      return startOver(context, row, "Shopify did not finish in time");
    case "failed":
      return startOver(context, row, `Shopify could not finish: ${bulk.reason}`);
    case "gone":
      return startOver(context, row, "Shopify does not know the bulk operation any more");
    case "completed":
      await noteImport(
        db,
        { shopId: shop.shopId, resource, now: now() },
        {
          state: "saving",
          url: bulk.url,
          totalBytes: bulk.bytes,
          expectedObjects: bulk.rootObjects,
          savedBytes: 0,
          savedObjects: 0,
        },
      );
      return "go-on";
  }
}

async function save(context: ImportContext, row: Import): Promise<void> {
  const { db, shop, now } = context;
  const { resource, url, expectedObjects } = row;
  let objects = 0;
  try {
    objects = url === null ? 0 : await saveImport(context, resource, { ...row, url });
  } catch (thrown) {
    const isLost = thrown instanceof BulkResultGone || thrown instanceof ImportMalformed;
    if (isLost) await startOver(context, row, faultText(thrown));
    throw thrown;
  }
  if (expectedObjects !== null && objects !== expectedObjects) {
    await startOver(
      context,
      row,
      `Shopify wrote ${expectedObjects} objects, and we read ${objects}`,
    );
  }
  const at = now();
  await noteImport(
    db,
    { shopId: shop.shopId, resource, now: at },
    { state: "done", finishedAt: at, fault: null },
  );
}

/** Nothing of a result that is not whole is believed; how often it is tried is the job's to count. */
async function startOver(
  { db, now, shop }: ImportContext,
  { resource }: Import,
  fault: string,
): Promise<never> {
  await noteImport(
    db,
    { shopId: shop.shopId, resource, now: now() },
    {
      state: "waiting",
      bulkOperationId: null,
      url: null,
      savedBytes: 0,
      savedObjects: 0,
      totalBytes: null,
      fault,
    },
  );
  throw new ImportStartedOver(`${resource}: ${fault}`);
}

/**
 * What changed while we imported may have come by webhook or not: the comparison that follows finds it. Once: every bulk
 * operation of ours that ends has this looked at again, and the comparison itself starts one.
 */
async function finish(
  { db, shop: { shopId }, now }: ImportContext,
  imports: readonly Import[],
): Promise<void> {
  if (imports.length === 0 || imports.some(({ state }) => state === "failed")) return;
  const finishedAt = Math.max(...imports.map((one) => one.finishedAt ?? 0));
  const compared = await db
    .selectFrom("refreshes")
    .select("asOf")
    .where("shopId", "=", shopId)
    .where("stage", "=", "reconcile")
    .executeTakeFirst();
  if ((compared?.asOf ?? -1) >= finishedAt) return;
  await db.transaction().execute(async (tx) => {
    await enqueue(
      tx,
      "segments.refresh-all",
      { shopId },
      { key: `segments.refresh-all:${shopId}`, runAt: now() },
    );
    await enqueue(
      tx,
      "sync.reconcile",
      { shopId },
      { key: `sync.reconcile:${shopId}`, runAt: now() },
    );
  });
}
