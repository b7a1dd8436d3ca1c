import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";

/** One publishing of a shop: its differences are kept until Shopify has confirmed them, so that a crash changes nothing. */
export interface Run {
  runId: number;
  /** bulk: Shopify works through our file. */
  state: "sending" | "bulk";
  /** The latest file Shopify was given; it may be done with it. */
  bulkOperationId: number | null;
  startedAt: number;
}

/** The run of this shop that is not over, if there is one. */
export async function findRun(db: Database, shopId: number): Promise<Run | undefined> {
  const run = await db
    .selectFrom("publishRuns")
    .select(["runId", "state", "bulkOperationId", "startedAt"])
    .where("shopId", "=", shopId)
    .where("state", "in", ["sending", "bulk"])
    .orderBy("runId", "desc")
    .executeTakeFirst();
  return run && { ...run, state: run.state === "bulk" ? "bulk" : "sending" };
}

/** Goes on with the run that is not over, or begins one. */
export async function openRun(
  db: Database,
  { shopId, now }: { shopId: number; now: number },
): Promise<Run> {
  const found = await findRun(db, shopId);
  if (found) return found;
  return db.transaction().execute(async (tx) => {
    // What the runs before could not write is a difference again.
    await tx.deleteFrom("publishingMetafields").where("shopId", "=", shopId).execute();
    const { runId } = await tx
      .insertInto("publishRuns")
      .columns(["shopId", "runId", "state", "startedAt"])
      .values({
        shopId,
        runId: sql<number>`(select coalesce(max(run_id), 0) + 1 from publish_runs where shop_id = ${shopId})`,
        state: "sending",
        startedAt: now,
      })
      .returning("runId")
      .executeTakeFirstOrThrow();
    return { runId, state: "sending", bulkOperationId: null, startedAt: now };
  });
}

/** Which run. */
export interface OfRun {
  shopId: number;
  runId: number;
}

type RunChanges = Partial<{
  state: "sending" | "bulk" | "done" | "failed";
  bulkOperationId: number;
  finishedAt: number;
  fault: string | null;
  differences: RawBuilder<number>;
  sent: RawBuilder<number>;
  refused: RawBuilder<number>;
}>;

export async function updateRun(
  db: Database,
  { shopId, runId }: OfRun,
  changes: RunChanges,
): Promise<void> {
  await db
    .updateTable("publishRuns")
    .set(changes)
    .where("shopId", "=", shopId)
    .where("runId", "=", runId)
    .execute();
}
