import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import {
  customerDifferences,
  productDifferences,
  readScope,
  stretches,
  type Difference,
} from "./differences.server.ts";
import { METAFIELDS_PER_CALL } from "./layout.ts";
import { updateRun, type OfRun } from "./runs.server.ts";
import { remember, type Refused, type Sent } from "./send-metafields.server.ts";

/** A difference on its way. Lines of one call stand together: their number says which call. */
export interface OnItsWay extends Difference {
  line: number;
}

/**
 * Puts on their way the differences there are now, all but those that Shopify refused in this run: a stretch of
 * customers at a time, so that nobody waits long for the database. Killed in between, what is missing is found later.
 * @returns how many
 */
export async function collectDifferences(
  db: Database,
  { shopId, runId, asOf }: OfRun & { asOf: number },
): Promise<number> {
  let last = await lastLine(db, { shopId, runId });
  let count = 0;
  const collect = async (found: RawBuilder<Difference>) => {
    const collected = await putOnTheirWay(db, { shopId, runId }, { found, after: last });
    last = wholeCalls(last + collected);
    count += collected;
  };
  await collect(productDifferences({ shopId }));
  const scope = await readScope(db, { shopId, asOf });
  for await (const which of stretches(db, shopId)) {
    await collect(customerDifferences(db, { ...scope, which }));
  }
  return count;
}

const putOnTheirWay = (
  db: Database,
  { shopId, runId }: OfRun,
  { found, after }: { found: RawBuilder<Difference>; after: number },
): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const collected = await sql`
      insert into publishing_metafields (shop_id, run_id, line, owner_type, owner_id, "key", value)
      select cast(${shopId} as integer), cast(${runId} as integer),
        ${sql.lit(after)} + row_number() over (order by found.value is null, found."key", found.owner_id),
        found.owner_type, found.owner_id, found."key", found.value
      from (${found}) as found
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

/** Calls are numbered through: a line that was refused keeps its number, below zero. */
async function lastLine(db: Database, { shopId, runId }: OfRun): Promise<number> {
  const { last } = await db
    .selectFrom("publishingMetafields")
    .select(sql<number>`coalesce(max(abs(line)), 0)`.as("last"))
    .where("shopId", "=", shopId)
    .where("runId", "=", runId)
    .executeTakeFirstOrThrow();
  return wholeCalls(last);
}

const wholeCalls = (line: number) => Math.ceil(line / METAFIELDS_PER_CALL) * METAFIELDS_PER_CALL;

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

/** What is still to be set from a line on, so many rows, in order. */
export const setsFrom = (
  db: Database,
  ofRun: OfRun,
  { from, limit }: { from: number; limit: number },
): Promise<OnItsWay[]> =>
  onTheirWay(db, ofRun)
    .select(["line", "ownerType", "ownerId", "key", "value"])
    .where("line", ">=", from)
    .where("value", "is not", null)
    .orderBy("line")
    .limit(limit)
    .execute();

/** The next call's differences; none when all is sent. */
export async function nextDifferences(db: Database, ofRun: OfRun): Promise<OnItsWay[]> {
  const { first } = await onTheirWay(db, ofRun)
    .select(({ fn }) => fn.min<number | null>("line").as("first"))
    .executeTakeFirstOrThrow();
  return first === null ? [] : differencesOfCall(db, ofRun, callOf(first));
}

/** The differences of one call, in order. */
export const differencesOfCall = (db: Database, ofRun: OfRun, call: number): Promise<OnItsWay[]> =>
  onTheirWay(db, ofRun)
    .select(["line", "ownerType", "ownerId", "key", "value"])
    .where("line", ">", call * METAFIELDS_PER_CALL)
    .where("line", "<=", (call + 1) * METAFIELDS_PER_CALL)
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
