import { dialectOf, type Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { refreshPurchaseFacts } from "#app/purchases/refresh-purchase-facts.server.ts";
import { refreshMemberships } from "./refresh-memberships.server.ts";
import { refreshModels } from "./refresh-models.server.ts";
import { scoreCustomers } from "./rfm/score-customers.server.ts";

/** What one job for a few customers may name. */
const BATCH = 500;

/**
 * Takes one batch of touched customers: their facts, their scores by the kept cut-offs, their memberships, and the
 * job for what they are shown, all in one transaction. Answers how many they were; zero when none is left. Before
 * the first refresh of all there is nothing to keep up to date, and they are left lying.
 */
export async function refreshTouched(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const refreshed = await tx
      .selectFrom("refreshes")
      .select("asOf")
      .where("shopId", "=", shopId)
      .where("stage", "=", "segments")
      .where("asOf", "is not", null)
      .executeTakeFirst();
    if (!refreshed) return 0;
    // Locked, so that what is touched again meanwhile is noted anew after we have removed the note.
    const touched = await tx
      .selectFrom("touchedCustomers")
      .select("customerId")
      .where("shopId", "=", shopId)
      .orderBy("customerId")
      .limit(BATCH)
      .$if(dialectOf(tx) === "postgresql", (select) => select.forUpdate())
      .execute();
    const customerIds = touched.map(({ customerId }) => customerId);
    if (customerIds.length === 0) return 0;
    const few = { shopId, which: customerIds, asOf };
    await refreshFacts(tx, few);
    await refreshPurchaseFacts(tx, few);
    await refreshModels(tx, few);
    await scoreCustomers(tx, few);
    await refreshMemberships(tx, few);
    await tx
      .deleteFrom("touchedCustomers")
      .where("shopId", "=", shopId)
      .where("customerId", "in", idsIn(tx, customerIds))
      .execute();
    await enqueue(tx, "recommendations.refresh-customers", { shopId, customerIds });
    return customerIds.length;
  });
}
