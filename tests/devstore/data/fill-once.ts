import { RECOMPUTE_AGGREGATES } from "../checkout/aggregates.ts";
import type { Store } from "../store/open-store.ts";
import { MARK_PROSPECTS, RECOMPUTE_RFM_GROUPS } from "./rfm-groups.ts";

/** Above every id that a loader gives, so that what the store makes later never meets them. */
const FIRST_ID_AFTER = 20_000_000_000_000;

export interface Filled {
  /** False: the store held just this already. */
  readonly filled: boolean;
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
}

/**
 * Fills a store unless it was filled with the same parameters before, then brings customers' lifetime aggregates, groups
 * and `updated_at` in step. A load that was cut off is started anew.
 */
export async function fillOnce(
  store: Store,
  parameters: Readonly<Record<string, string | number | null>>,
  load: () => Promise<{ rows: number; lastOrderNumber: number; report: unknown }>,
): Promise<Filled> {
  const fingerprint = JSON.stringify(parameters);
  if (store.meta("filledWith") === fingerprint) {
    return { filled: false, rows: 0, seconds: 0, rowsPerSecond: 0 };
  }
  const { db } = store;
  const startedAt = performance.now();
  store.setMeta("filledWith", null);
  const cacheKiB = db.pragma("cache_size", { simple: true });
  db.pragma("synchronous = OFF");
  db.pragma("cache_size = -131072"); // unique e-mail addresses come in no order
  const { rows, lastOrderNumber, report } = await load();
  const writtenAt = performance.now();
  db.transaction(() => {
    db.exec(RECOMPUTE_AGGREGATES);
    db.exec(RECOMPUTE_RFM_GROUPS);
    db.exec(MARK_PROSPECTS);
    db.exec(`UPDATE customers SET updated_at = MAX(updated_at,
      COALESCE((SELECT MAX(o.updated_at) FROM orders AS o WHERE o.customer_id = customers.id), 0))`);
  })();
  db.exec("ANALYZE");
  store.setMeta("nextId", FIRST_ID_AFTER);
  store.setMeta("orderNumber", lastOrderNumber);
  store.setMeta("loadReport", report);
  db.pragma("synchronous = NORMAL");
  db.pragma(`cache_size = ${String(cacheKiB)}`);
  store.setMeta("filledWith", fingerprint);
  db.pragma("wal_checkpoint(TRUNCATE)");
  store.reread();
  const seconds = (performance.now() - startedAt) / 1000;
  const rowsPerSecond = Math.round(rows / ((writtenAt - startedAt) / 1000));
  return { filled: true, rows, seconds, rowsPerSecond };
}
