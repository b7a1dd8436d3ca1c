import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";

const TOUCHED: RowShape<"touchedCustomers"> = {
  table: "touchedCustomers",
  key: ["shopId", "customerId"],
  columns: { shopId: "number", customerId: "number", touchedAt: "number" },
};

/**
 * Notes that these customers' facts and memberships are to be refreshed. In the transaction that changed what they
 * are computed from.
 */
export async function touchCustomers(
  db: Database,
  { shopId, customerIds, at }: { shopId: number; customerIds: readonly number[]; at: number },
): Promise<void> {
  const ids = [...new Set(customerIds)].sort((a, b) => a - b);
  await upsertRows(
    db,
    TOUCHED,
    ids.map((customerId) => ({ shopId, customerId, touchedAt: at })),
  );
}
