import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { differences, type Difference } from "./differences.server.ts";
import { METAFIELDS_PER_CALL } from "./layout.ts";
import { remember, type Refused, type Sent } from "./send-metafields.server.ts";

/** One publishing of a shop: its differences are kept until Shopify has confirmed them, so that a crash changes nothing. */
export interface Run {
  runId: number;
  /** bulk: Shopify works through our file. */
  state: "sending" | "bulk";
  /** The latest file Shopify was given; it may be done with it. */
  bulkOperationId: number | null;
  startedAt: number;
}

/** A difference on its way. Lines of one call stand together: their number says which call. */
export interface OnItsWay extends Difference {
  line: number;
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

interface OfRun {
  shopId: number;
  runId: number;
}

/**
 * Puts on their way the differences there are now, all but those that Shopify refused in this run.
 * @returns how many
 */
export async function collectDifferences(
  db: Database,
  { shopId, runId, asOf }: OfRun & { asOf: number },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const collected = await sql`
      insert into publishing_metafields (shop_id, run_id, line, owner_type, owner_id, "key", value)
      select cast(${shopId} as integer), cast(${runId} as integer),
        ${await nextCall(tx, { shopId, runId })} + row_number() over (order by found.value is null, found."key", found.owner_id),
        found.owner_type, found.owner_id, found."key", found.value
      from (${differences({ shopId, asOf, customers: "all" })}) as found
      where not exists (
        select 1 from publishing_metafields as refused
        where refused.shop_id = ${shopId} and refused.run_id = ${runId} and refused.line < 0
          and refused.owner_type = found.owner_type and refused.owner_id = found.owner_id
          and refused."key" = found."key"
      )
    `.execute(tx);
    const count = Number(collected.numAffectedRows ?? 0n);
    await updateRun(tx, { shopId, runId }, { differences: sql<number>`differences + ${count}` });
    return count;
  });
}

/** Calls are numbered through: a line that was refused keeps its number, below zero. */
async function nextCall(tx: Database, { shopId, runId }: OfRun) {
  const { last } = await tx
    .selectFrom("publishingMetafields")
    .select(sql<number>`coalesce(max(abs(line)), 0)`.as("last"))
    .where("shopId", "=", shopId)
    .where("runId", "=", runId)
    .executeTakeFirstOrThrow();
  return sql.lit(Math.ceil(last / METAFIELDS_PER_CALL) * METAFIELDS_PER_CALL);
}

const onTheirWay = (db: Database, { shopId, runId }: OfRun) =>
  db
    .selectFrom("publishingMetafields")
    .where("shopId", "=", shopId)
    .where("runId", "=", runId)
    .where("line", ">", 0);

/** How many are still to be set. */
export async function countSets(db: Database, ofRun: OfRun): Promise<number> {
  const { sets } = await onTheirWay(db, ofRun)
    .select(({ fn }) => fn.count<number>("value").as("sets"))
    .executeTakeFirstOrThrow();
  return sets;
}

export async function hasOnTheirWay(db: Database, ofRun: OfRun): Promise<boolean> {
  const one = await onTheirWay(db, ofRun).select("line").limit(1).executeTakeFirst();
  return one !== undefined;
}

/** The next call's differences; none when all is sent. */
export async function nextDifferences(db: Database, ofRun: OfRun): Promise<OnItsWay[]> {
  const { first } = await onTheirWay(db, ofRun)
    .select(({ fn }) => fn.min<number | null>("line").as("first"))
    .executeTakeFirstOrThrow();
  return first === null ? [] : differencesFrom(db, ofRun, { from: first, calls: 1 });
}

/** The differences of some calls from that of a line on, in order. */
export const differencesFrom = (
  db: Database,
  ofRun: OfRun,
  { from, calls }: { from: number; calls: number },
): Promise<OnItsWay[]> =>
  onTheirWay(db, ofRun)
    .select(["line", "ownerType", "ownerId", "key", "value"])
    .where("line", ">=", from)
    .where("line", "<=", (callOf(from) + calls) * METAFIELDS_PER_CALL)
    .orderBy("line")
    .execute();

/** Which call a line belongs to, counted from 0. */
export const callOf = (line: number) => Math.floor((line - 1) / METAFIELDS_PER_CALL);

/** Keeps what came of one call. */
export async function settleCall(
  db: Database,
  { shopId, runId }: OfRun,
  { confirmed, refused }: Sent<OnItsWay>,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await remember(tx, { shopId, rows: confirmed, now });
    if (confirmed.length > 0) {
      await tx
        .deleteFrom("publishingMetafields")
        .where("shopId", "=", shopId)
        .where("runId", "=", runId)
        .where(
          "line",
          "in",
          confirmed.map(({ line }) => line),
        )
        .execute();
    }
    await setAside(tx, { shopId, runId }, refused);
    await updateRun(tx, { shopId, runId }, { sent: sql<number>`sent + ${confirmed.length}` });
  });
}

/** Refused lines stay, below zero, until the next run: to be seen, and not to be tried again in this one. */
export async function setAside(
  tx: Database,
  { shopId, runId }: OfRun,
  refused: readonly Refused<OnItsWay>[],
): Promise<void> {
  if (refused.length === 0) return;
  await tx
    .updateTable("publishingMetafields")
    .set({ line: sql<number>`-line` })
    .where("shopId", "=", shopId)
    .where("runId", "=", runId)
    .where(
      "line",
      "in",
      refused.map(({ row }) => row.line),
    )
    .execute();
  await updateRun(tx, { shopId, runId }, { refused: sql<number>`refused + ${refused.length}` });
}

type RunChanges = Partial<{
  state: "sending" | "bulk" | "done" | "failed";
  bulkOperationId: number;
  finishedAt: number;
  fault: string | null;
  differences: ReturnType<typeof sql<number>>;
  sent: ReturnType<typeof sql<number>>;
  refused: ReturnType<typeof sql<number>>;
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
