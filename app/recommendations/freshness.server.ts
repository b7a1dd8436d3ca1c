import type { Database } from "#app/db/database.server.ts";

/** As of when recommendations are true, and why the last try to renew them failed, if it did. */
export async function recommendationsFreshness(
  db: Database,
  { shopId }: { shopId: number },
): Promise<{ asOf: number | null; fault: string | null }> {
  const row = await db
    .selectFrom("refreshes")
    .select(["asOf", "finishedAt", "failedAt", "fault"])
    .where("shopId", "=", shopId)
    .where("stage", "=", "recommendations")
    .executeTakeFirst();
  const hasFailed = (row?.failedAt ?? 0) > (row?.finishedAt ?? 0);
  return { asOf: row?.asOf ?? null, fault: hasFailed ? (row?.fault ?? null) : null };
}
