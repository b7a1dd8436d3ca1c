import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { reasonBit, type TouchReason } from "./touch-reasons.ts";

interface Touching {
  shopId: number;
  customerIds: readonly number[];
  /** What happened to them. */
  reason?: TouchReason;
  at: number;
}

/**
 * Notes that these customers' facts and memberships are to be refreshed, and why; what was noted already stays beside
 * it. In the transaction that changed what they are computed from.
 */
export async function touchCustomers(
  db: Database,
  { shopId, customerIds, reason = "customer", at }: Touching,
): Promise<void> {
  if (customerIds.length === 0) return;
  // In one order, so that two at once wait for each other, and not in a ring.
  const ids = [...new Set(customerIds)].sort((a, b) => a - b);
  await sql`
    insert into touched_customers (shop_id, customer_id, reasons, touched_at)
    select cast(${shopId} as integer), given.value, cast(${reasonBit(reason)} as integer), cast(${at} as bigint)
    from ${idsIn(db, ids)} as given
    where true
    on conflict (shop_id, customer_id) do update set
      touched_at = excluded.touched_at, reasons = touched_customers.reasons | excluded.reasons
  `.execute(db);
}
