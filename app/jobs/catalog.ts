import { z } from "zod";

const shopId = z.number().int();
const ofShop = z.object({ shopId });
const id = z.number().int();
const few = z.array(id).max(500);

/**
 * Every background task by name, with the payload it takes: ids, never rows, since a task reads the truth when it
 * runs. Importing this file loads no task, so any stage may ask for work further down without depending on it.
 */
export const catalog = {
  "sync.import": ofShop,
  "sync.order": z.object({ shopId, orderId: id }),
  "sync.customer": z.object({ shopId, customerId: id }),
  "sync.product": z.object({ shopId, productId: id }),
  "sync.collection": z.object({ shopId, collectionId: id }),
  "sync.merge": z.object({ shopId, customerId: id, mergedIntoId: id }),
  "sync.shop": ofShop,
  "sync.bulk-finished": z.object({ shopId, bulkOperationId: id }),
  "sync.reconcile": ofShop,
  /** Null to begin; then the bulk operation that was begun. */
  "sync.store-credit": z.object({ shopId, bulkOperationId: id.nullable() }),
  "sync.uninstalled": ofShop,
  "privacy.data-request": z.object({ shopId, requestId: id }),
  "privacy.redact-customer": z.object({ shopId, requestId: id }),
  "privacy.redact-shop": ofShop,
  "segments.refresh-all": ofShop,
  "segments.refresh-touched": ofShop,
  "segments.fit-lifetime": ofShop,
  "recommendations.refresh": ofShop,
  "recommendations.refresh-customers": z.object({ shopId, customerIds: few }),
  "publish.run": ofShop,
  "publish.customers": z.object({ shopId, customerIds: few }),
  "publish.bulk-finished": z.object({ shopId, bulkOperationId: id }),
  "publish.scan": ofShop,
  /** Every minute, for all shops. */
  "clock.tick": z.object({}),
} as const;

export type Catalog = typeof catalog;
export type TaskName = keyof Catalog;
export type Payload<Name extends TaskName> = z.infer<Catalog[Name]>;

export const taskNames = Object.keys(catalog) as TaskName[];

/**
 * Tasks of which a shop runs one at a time: those of one queue never run at once for one shop. All others may.
 * What stands in a queue must not wait for another of the same queue.
 */
export const serialQueues = {
  import: ["sync.import", "sync.bulk-finished"],
  reconcile: ["sync.reconcile"],
  "store-credit": ["sync.store-credit"],
  segments: ["segments.refresh-all", "segments.refresh-touched", "segments.fit-lifetime"],
  recommendations: ["recommendations.refresh", "recommendations.refresh-customers"],
  publish: ["publish.run", "publish.customers", "publish.bulk-finished"],
} as const satisfies Record<string, readonly TaskName[]>;

/** The queue a job stands in, or null when it may run beside any other. */
export function queueOf(name: TaskName, payload: object): string | null {
  if (!("shopId" in payload)) return null;
  for (const [queue, names] of Object.entries<readonly TaskName[]>(serialQueues)) {
    if (names.includes(name)) return `${queue}:${String(payload.shopId)}`;
  }
  return null;
}
