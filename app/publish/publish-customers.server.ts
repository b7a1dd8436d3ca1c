import type { Database } from "#app/db/database.server.ts";
import { assignMembers } from "#app/offers/holdout/assign-members.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { customerDifferences, readScope, type Difference } from "./differences.server.ts";
import { METAFIELDS_PER_CALL } from "./layout.ts";
import { remember, sendDifferences } from "./send-metafields.server.ts";

/**
 * Makes Shopify hold what it should of a few customers, at once: after an order, in seconds. Called twice, it sends
 * nothing the second time.
 * @returns how many metafields Shopify took, and how many it did not
 */
export async function publishCustomers(
  { db, admin, signal }: { db: Database; admin: Admin; signal: AbortSignal },
  { shopId, customerIds, now }: { shopId: number; customerIds: readonly number[]; now: number },
): Promise<{ sent: number; refused: number }> {
  await assignMembers(db, { shopId, now, which: customerIds });
  const scope = await readScope(db, { shopId, asOf: now });
  const found = await customerDifferences(db, { ...scope, which: customerIds }).execute(db);
  const counts = { sent: 0, refused: 0 };
  for (const call of calls(found.rows)) {
    signal.throwIfAborted();
    const { confirmed, refused } = await sendDifferences(admin, call);
    await remember(db, { shopId, rows: confirmed, now });
    counts.sent += confirmed.length;
    counts.refused += refused.length;
  }
  return counts;
}

function* calls(rows: readonly Difference[]) {
  for (let from = 0; from < rows.length; from += METAFIELDS_PER_CALL) {
    yield rows.slice(from, from + METAFIELDS_PER_CALL);
  }
}
