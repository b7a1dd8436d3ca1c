import type { Database } from "#app/db/database.server.ts";
import { tierStandings } from "#app/segments/tiers/customer-tiers.server.ts";
import { readTiers } from "#app/segments/tiers/tiers.server.ts";

/** Where a customer stands among the shop's tiers, and what counts for them; null where there is nothing to say. */
export async function tierOfCustomer(
  db: Database,
  { shopId, customerId }: { shopId: number; customerId: number },
) {
  const plan = await readTiers(db, { shopId });
  const [standing] = await tierStandings(db, { shopId, customerIds: [customerId] });
  return plan && standing ? { standing, rules: plan.rules } : null;
}
