import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { recordRefresh } from "#app/purchases/record-refresh.server.ts";
import {
  syncCustomers,
  syncOrders,
  syncProducts,
  type SyncContext,
} from "./bring-up-to-date.server.ts";
import { syncCheckouts } from "./beside/sync-checkouts.server.ts";
import { syncDefinitions } from "./beside/sync-definitions.server.ts";
import { syncCollections } from "./collections/sync-collections.server.ts";
import { COUNTS } from "./documents.ts";
import { heldBetween, heldVersions } from "./held-versions.server.ts";
import { resources, type Resource } from "./imported-resource.ts";
import { VISIBLE_DAYS } from "./order-window.ts";
import { theirVersions } from "./their-versions.server.ts";
import { driftBetween } from "./versions.ts";

/** Shopify's search lags behind its writes, and clocks differ: this much is read twice. */
const OVERLAP_MS = 15 * 60_000;
/** How long deliveries are remembered to know a double by: Shopify sends for four hours. */
const REMEMBER_DELIVERIES_MS = 7 * 86_400_000;
const MS_PER_DAY = 86_400_000;

/** What the comparison found. */
export interface Report {
  checked: number;
  missing: number;
  stale: number;
  extra: number;
}

export interface ReconcileContext extends SyncContext {
  signal: AbortSignal;
}

/**
 * Compares what we hold with what Shopify holds, and mends it: everything that changed since the last comparison is
 * read again, and where the counts differ all ids are compared. What has no versions is read again as a whole: what is
 * in collections, which metafields are defined, which checkouts were left; store credit by a job of its own, since
 * Shopify has to be waited for. The drift found is written down. May run twice.
 */
export async function reconcile(context: ReconcileContext): Promise<Record<Resource, Report>> {
  const { db, shop, now } = context;
  const reports = {} as Record<Resource, Report>;
  const asOf = now();
  for (const resource of resources) reports[resource] = await compare(context, resource);
  await syncCollections(context);
  await syncDefinitions(context);
  await syncCheckouts(context);
  await enqueue(
    db,
    "sync.store-credit",
    { shopId: shop.shopId, bulkOperationId: null },
    { key: `sync.store-credit:${shop.shopId}`, runAt: now() },
  );
  await db
    .deleteFrom("webhookDeliveries")
    .where("shopId", "=", shop.shopId)
    .where("receivedAt", "<", asOf - REMEMBER_DELIVERIES_MS)
    .execute();
  await recordRefresh(db, { shopId: shop.shopId, stage: "reconcile", asOf, at: now() });
  return reports;
}

async function compare(context: ReconcileContext, resource: Resource): Promise<Report> {
  const { db, shop, now } = context;
  const { shopId } = shop;
  const startedAt = now();
  const since = await comparedSince(db, { shopId, resource });
  const report: Report = { checked: 0, missing: 0, stale: 0, extra: 0 };
  await db
    .insertInto("reconciliations")
    .values({ shopId, resource, startedAt, since, finishedAt: null, fault: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

  await mendChanged(context, resource, since, report);
  if (!(await countsAgree(context, resource))) await mendAll(context, resource, report);

  await db
    .updateTable("reconciliations")
    .set({ ...report, finishedAt: now() })
    .where("shopId", "=", shopId)
    .where("resource", "=", resource)
    .where("startedAt", "=", startedAt)
    .execute();
  return report;
}

/** A little before the last comparison that was finished began, or the import. */
async function comparedSince(
  db: Database,
  { shopId, resource }: { shopId: number; resource: Resource },
): Promise<number> {
  const last = await db
    .selectFrom("reconciliations")
    .select(({ fn }) => fn.max("startedAt").as("at"))
    .where("shopId", "=", shopId)
    .where("resource", "=", resource)
    .where("finishedAt", "is not", null)
    .executeTakeFirst();
  const imported = await db
    .selectFrom("imports")
    .select("startedAt as at")
    .where("shopId", "=", shopId)
    .where("resource", "=", resource)
    .executeTakeFirst();
  return Math.max(0, Math.max(last?.at ?? 0, imported?.at ?? 0) - OVERLAP_MS);
}

/**
 * All that changed is read again, even what looks the same: Shopify's versions count seconds, and two changes may
 * share one.
 */
async function mendChanged(
  context: ReconcileContext,
  resource: Resource,
  since: number,
  report: Report,
): Promise<void> {
  const held = { shopId: context.shop.shopId, resource };
  for await (const { theirs } of theirVersions(context.admin, resource, { since })) {
    context.signal.throwIfAborted();
    const ids = [...theirs.keys()];
    const drift = driftBetween(theirs, await heldVersions(context.db, held, ids));
    report.checked += ids.length;
    report.missing += drift.missing.length;
    report.stale += drift.stale.length;
    await bringUpToDate(context, resource, ids);
  }
}

/** Only the end of the order's window is unsure: it moves while we count. */
const windowStart = ({ shop, now }: ReconcileContext): number | null =>
  shop.hasAllOrders ? null : now() - VISIBLE_DAYS * MS_PER_DAY;

async function countsAgree(context: ReconcileContext, resource: Resource): Promise<boolean> {
  const { db, admin, shop } = context;
  const counts = await admin.ask(COUNTS, {});
  const theirs = {
    products: counts.productsCount,
    customers: counts.customersCount,
    orders: counts.ordersCount,
  }[resource];
  if (theirs?.precision !== "EXACT") return false;
  const since = resource === "orders" ? windowStart(context) : null;
  let query = db
    .selectFrom(resource)
    .select(({ fn }) => fn.countAll<number>().as("held"))
    .where("shopId", "=", shop.shopId);
  if (since !== null) query = query.where(db.dynamic.ref("processedAt"), ">=", since);
  const { held } = await query.executeTakeFirstOrThrow();
  return held === theirs.count;
}

async function mendAll(
  context: ReconcileContext,
  resource: Resource,
  report: Report,
): Promise<void> {
  const held = { shopId: context.shop.shopId, resource };
  const since = windowStart(context);
  for await (const { after, upTo, theirs } of theirVersions(context.admin, resource, {
    since: null,
  })) {
    context.signal.throwIfAborted();
    const ours = await heldBetween(context.db, held, { after, upTo, since });
    const all =
      since === null
        ? ours
        : new Map([...ours, ...(await heldVersions(context.db, held, [...theirs.keys()]))]);
    const drift = driftBetween(theirs, all);
    report.checked += theirs.size;
    report.missing += drift.missing.length;
    report.stale += drift.stale.length;
    report.extra += drift.extra.length;
    await bringUpToDate(context, resource, [...drift.missing, ...drift.stale, ...drift.extra]);
  }
}

/** So many at once: their rows are one transaction. */
const AT_ONCE = 250;

async function bringUpToDate(
  context: ReconcileContext,
  resource: Resource,
  ids: readonly number[],
): Promise<void> {
  const sync = { products: syncProducts, customers: syncCustomers, orders: syncOrders }[resource];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await sync(context, ids.slice(from, from + AT_ONCE));
  }
}
