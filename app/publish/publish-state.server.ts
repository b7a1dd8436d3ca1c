import type { Database } from "#app/db/database.server.ts";

/** What stands on Home about publishing. */
export interface PublishState {
  /** As of when Shopify holds what it should; null until the first publishing is over. */
  asOf: number | null;
  /** Why the latest try came to nothing; null when it did not. */
  fault: string | null;
  failedAt: number | null;
  lastRun: {
    runId: number;
    /** sending, bulk (Shopify works through our file), done */
    state: string;
    startedAt: number;
    finishedAt: number | null;
    /** Metafields that had to change, that Shopify took, and that it would not have. */
    differences: number;
    sent: number;
    refused: number;
  } | null;
}

export async function publishState(db: Database, shopId: number): Promise<PublishState> {
  const freshness = await db
    .selectFrom("refreshes")
    .select(["asOf", "failedAt", "fault"])
    .where("shopId", "=", shopId)
    .where("stage", "=", "publish")
    .executeTakeFirst();
  const lastRun = await db
    .selectFrom("publishRuns")
    .select(["runId", "state", "startedAt", "finishedAt", "differences", "sent", "refused"])
    .where("shopId", "=", shopId)
    .orderBy("runId", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    asOf: freshness?.asOf ?? null,
    fault: freshness?.fault ?? null,
    failedAt: freshness?.failedAt ?? null,
    lastRun: lastRun ?? null,
  };
}
