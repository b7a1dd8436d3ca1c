import type { Database } from "#app/db/database.server.ts";

type Stage = "facts" | "segments" | "recommendations" | "publish" | "reconcile";

interface Refreshed {
  shopId: number;
  stage: Stage;
  /** As of when the stage's rows are true. */
  asOf: number;
  at: number;
}

/** A stage is fresh. Given the transaction that made it so, readers see both or neither. */
export async function recordRefresh(db: Database, { shopId, stage, asOf, at }: Refreshed) {
  const row = { asOf, finishedAt: at, failedAt: null, fault: null };
  await db
    .insertInto("refreshes")
    .values({ shopId, stage, ...row })
    .onConflict((conflict) => conflict.columns(["shopId", "stage"]).doUpdateSet(row))
    .execute();
}

interface Failed {
  shopId: number;
  stage: Stage;
  fault: string;
  at: number;
}

/** A stage could not be refreshed: what it had stays, with its old as-of time, and the fault shows. */
export async function recordFault(db: Database, { shopId, stage, fault, at }: Failed) {
  const row = { failedAt: at, fault };
  await db
    .insertInto("refreshes")
    .values({ shopId, stage, asOf: null, finishedAt: null, ...row })
    .onConflict((conflict) => conflict.columns(["shopId", "stage"]).doUpdateSet(row))
    .execute();
}
