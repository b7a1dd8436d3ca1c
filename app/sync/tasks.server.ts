import type { TaskContext, TaskTable } from "#app/jobs/task.ts";
import { Fault, faultText } from "#app/platform/errors.ts";
import { recordFault } from "#app/purchases/record-refresh.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { syncCustomers, syncMerge, syncOrders, syncProducts } from "./bring-up-to-date.server.ts";
import { syncCollection, syncCollectionsOf } from "./collections/sync-collections.server.ts";
import { importShop } from "./import-shop.server.ts";
import { failImports } from "./imports.server.ts";
import { redactCustomer, reportCustomer } from "./privacy.server.ts";
import { reconcile } from "./reconcile.server.ts";
import { syncStoreCredit, syncStoreCreditOf } from "./store-credit/sync-store-credit.server.ts";
import { redactShop } from "./redact-shop.server.ts";
import { syncShop } from "./sync-shop.server.ts";
import { noteUninstalled } from "./uninstalled.server.ts";

type SyncTask =
  | "sync.import"
  | "sync.order"
  | "sync.customer"
  | "sync.product"
  | "sync.collection"
  | "sync.merge"
  | "sync.shop"
  | "sync.bulk-finished"
  | "sync.reconcile"
  | "sync.store-credit"
  | "sync.uninstalled"
  | "privacy.data-request"
  | "privacy.redact-customer"
  | "privacy.redact-shop";

/** The tasks of sync. Each can run twice, at once, and be killed anywhere. */
export const syncTasks: TaskTable<SyncTask> = {
  "sync.import": importOf,
  /** Shopify's word that it is through comes sooner than our next look. */
  "sync.bulk-finished": importOf,

  "sync.order": async ({ shopId, orderId }, context) => {
    const sync = await openShop(context, shopId);
    if (!sync) return;
    const customerIds = await syncOrders(sync, [orderId]);
    await syncStoreCreditOf(sync, customerIds);
  },
  "sync.customer": async ({ shopId, customerId }, context) => {
    const sync = await openShop(context, shopId);
    if (!sync) return;
    await syncCustomers(sync, [customerId]);
    await syncStoreCreditOf(sync, [customerId]);
  },
  "sync.product": async ({ shopId, productId }, context) => {
    const sync = await openShop(context, shopId);
    if (!sync) return;
    await syncProducts(sync, [productId]);
    await syncCollectionsOf(sync, [productId]);
  },
  "sync.collection": async ({ shopId, collectionId }, context) => {
    const sync = await openShop(context, shopId);
    if (sync) await syncCollection(sync, collectionId);
  },
  "sync.merge": async ({ shopId, customerId, mergedIntoId }, context) => {
    const sync = await openShop(context, shopId);
    if (sync) await syncMerge(sync, { customerId, mergedIntoId });
  },
  "sync.shop": async ({ shopId }, context) => {
    const sync = await openShop(context, shopId);
    if (sync) await syncShop(sync, { shopId, now: context.now() });
  },

  "sync.reconcile": async ({ shopId }, context) => {
    const sync = await openShop(context, shopId);
    if (!sync) return;
    const { db, now, log } = context;
    try {
      const reports = await reconcile(sync);
      log.info({ shopId, ...reports }, "compared with Shopify");
    } catch (thrown) {
      await recordFault(db, { shopId, stage: "reconcile", fault: faultText(thrown), at: now() });
      throw thrown;
    }
  },

  "sync.store-credit": async ({ shopId, bulkOperationId }, context) => {
    const sync = await openShop(context, shopId);
    if (sync) await syncStoreCredit({ ...sync, bulkOperationId });
  },

  "sync.uninstalled": ({ shopId }, context) =>
    noteUninstalled(context, { shopId, now: context.now() }),

  "privacy.data-request": ({ shopId, requestId }, { db, now }) =>
    reportCustomer(db, { shopId, requestId, now: now() }),
  "privacy.redact-customer": ({ shopId, requestId }, { db, now }) =>
    redactCustomer(db, { shopId, requestId, now: now() }),
  "privacy.redact-shop": ({ shopId }, { db }) => redactShop(db, { shopId }),
};

/** What a task needs to ask about a shop; null when it has uninstalled the app, and there is nothing to ask. */
async function openShop(context: TaskContext, shopId: number) {
  const shop = await readShop(context.db, shopId);
  if (shop.uninstalledAt !== null) return null;
  return { ...context, shop, admin: await context.adminOf(shopId) };
}

async function importOf({ shopId }: { shopId: number }, context: TaskContext): Promise<void> {
  const sync = await openShop(context, shopId);
  if (!sync) return;
  try {
    await importShop(sync);
  } catch (thrown) {
    if (thrown instanceof Fault && !thrown.retryable) {
      await failImports(context.db, { shopId, fault: faultText(thrown), now: context.now() });
    }
    throw thrown;
  }
}
