import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { dialectOf } from "#app/db/database.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { bulkLines } from "#app/shopify/bulk-lines.server.ts";
import { readBulkOperation, runBulkMutation, uploadLines } from "#app/shopify/bulk.server.ts";
import type { UserError } from "#app/shopify/faults.ts";
import { SET_METAFIELDS } from "./documents.ts";
import { METAFIELDS_PER_CALL } from "./layout.ts";
import {
  callOf,
  differencesOfCall,
  setAside,
  setsFrom,
  type OnItsWay,
} from "./on-their-way.server.ts";
import { updateRun, type OfRun, type Run } from "./runs.server.ts";
import { refusedPositions, setInputs, type Refused } from "./send-metafields.server.ts";

/** Shopify takes files of 100 MB; smaller ones need less memory here. */
const FILE_BYTES = 40_000_000;
const ROWS_A_READ = 5_000;

interface Working {
  db: Database;
  admin: Admin;
}

/**
 * Has Shopify work through a file of what is to be set: every line is one call. What the file has no room for is for
 * the next one. Started twice for the same lines, it is one operation.
 * @returns false when Shopify has too many of them at work
 */
export async function startBulk(
  { db, admin }: Working,
  { shopId, run }: { shopId: number; run: Run },
): Promise<boolean> {
  const file = await bulkFile(db, { shopId, runId: run.runId });
  const path = await uploadLines(admin, { filename: `regulars-${run.runId}.jsonl`, file });
  const started = await runBulkMutation(admin, {
    mutation: SET_METAFIELDS,
    stagedUploadPath: path,
    clientIdentifier: `regulars-${run.runId}-${run.bulkOperationId ?? 0}`,
  });
  if (started.kind === "busy") return false;
  const { bulkOperationId } = started;
  await updateRun(db, { shopId, runId: run.runId }, { state: "bulk", bulkOperationId });
  return true;
}

/** Twenty-five metafields a line: see `METAFIELDS_PER_CALL`. Nobody has yet tried it on Shopify itself. */
async function bulkFile(db: Database, ofRun: OfRun): Promise<Blob> {
  const parts: Blob[] = [];
  let bytes = 0;
  let from = 1;
  while (bytes < FILE_BYTES) {
    const rows = await setsFrom(db, ofRun, { from, limit: ROWS_A_READ });
    const calls = [...Map.groupBy(rows, ({ line }) => callOf(line)).values()];
    // The last call may go on behind what was read: it is read again.
    const rest = rows.length === ROWS_A_READ ? calls.pop() : undefined;
    const lines = calls.map((call) => `${JSON.stringify({ metafields: setInputs(call) })}\n`);
    const part = new Blob([lines.join("")]);
    bytes += part.size;
    parts.push(part);
    if (!rest?.[0]) break;
    from = rest[0].line;
  }
  return new Blob(parts);
}

export type BulkCollected =
  | { kind: "running" }
  /** How many were confirmed. */
  | { kind: "over"; confirmed: number };

/**
 * Looks how it stands with the file Shopify was given and, when it is over, keeps what was confirmed line by line.
 * Everything else stays on its way. Killed in between, it is read again.
 */
export async function collectBulk(
  { db, admin }: Working,
  { shopId, run, now, signal }: { shopId: number; run: Run; now: number; signal: AbortSignal },
): Promise<BulkCollected> {
  const { runId, bulkOperationId } = run;
  const state = await readBulkOperation(admin, bulkOperationId ?? 0);
  if (state.kind === "running") return { kind: "running" };

  const answers =
    state.kind === "completed" && state.url !== null
      ? await readAnswers(state.url, signal)
      : { confirmed: [], refused: new Map<number, Map<number, string>>() };
  const confirmed = await db.transaction().execute(async (tx) => {
    const calls = await callsInFile(tx, { shopId, runId });
    const count = await keepConfirmed(tx, {
      ...{ shopId, runId, now },
      calls: answers.confirmed.flatMap((line) => calls[line] ?? []),
    });
    for (const [line, reasons] of answers.refused) {
      const call = calls[line];
      if (call !== undefined) await setAsideOfCall(tx, { shopId, runId }, { call, reasons });
    }
    await updateRun(
      tx,
      { shopId, runId },
      { state: "sending", sent: sql<number>`sent + ${count}` },
    );
    return count;
  });
  return { kind: "over", confirmed };
}

interface Answers {
  /** Lines of the file, from 0, that Shopify has done. */
  confirmed: number[];
  /** By line: the inputs it minds. */
  refused: Map<number, Map<number, string>>;
}

interface AnswerLine {
  __lineNumber?: number;
  errors?: unknown;
  data?: {
    metafieldsSet?: { userErrors: (UserError & { elementIndex?: number | null })[] } | null;
  };
}

async function readAnswers(url: string, signal: AbortSignal): Promise<Answers> {
  const answers: Answers = { confirmed: [], refused: new Map() };
  for await (const lines of bulkLines(url, { signal })) {
    for (const { text } of lines) {
      const answer = JSON.parse(text) as AnswerLine;
      const line = answer.__lineNumber;
      const set = answer.data?.metafieldsSet;
      if (line === undefined || !set || answer.errors) continue;
      if (set.userErrors.length === 0) answers.confirmed.push(line);
      else answers.refused.set(line, refusedPositions(set.userErrors));
    }
  }
  return answers;
}

/** The calls the file was made of, in its order: nothing of a run is settled while Shopify has its file. */
async function callsInFile(tx: Database, { shopId, runId }: OfRun) {
  const call = sql<number>`(line - 1) / ${sql.lit(METAFIELDS_PER_CALL)}`;
  const rows = await tx
    .selectFrom("publishingMetafields")
    .select(call.as("call"))
    .distinct()
    .where("shopId", "=", shopId)
    .where("runId", "=", runId)
    .where("line", ">", 0)
    .where("value", "is not", null)
    .orderBy("call")
    .execute();
  return rows.map((row) => row.call);
}

/** One statement for all that were confirmed, whatever their number. @returns how many metafields that were */
async function keepConfirmed(
  tx: Database,
  { shopId, runId, calls, now }: OfRun & { calls: number[]; now: number },
): Promise<number> {
  if (calls.length === 0) return 0;
  const list = JSON.stringify(calls);
  const given =
    dialectOf(tx) === "postgresql"
      ? sql`select value::int from jsonb_array_elements_text(${list}::jsonb)`
      : sql`select value from json_each(${list})`;
  const these = sql`
    shop_id = ${shopId} and run_id = ${runId} and line > 0 and value is not null
    and (line - 1) / ${sql.lit(METAFIELDS_PER_CALL)} in (${given})`;
  await sql`
    insert into published_metafields (shop_id, owner_type, owner_id, "key", value, published_at)
    select shop_id, owner_type, owner_id, "key", value, cast(${now} as bigint)
    from publishing_metafields where ${these}
    on conflict (shop_id, owner_type, "key", owner_id)
    do update set value = excluded.value, published_at = excluded.published_at
  `.execute(tx);
  const settled = await sql`delete from publishing_metafields where ${these}`.execute(tx);
  return Number(settled.numAffectedRows ?? 0n);
}

async function setAsideOfCall(
  tx: Database,
  ofRun: OfRun,
  { call, reasons }: { call: number; reasons: Map<number, string> },
): Promise<void> {
  const rows = await differencesOfCall(tx, ofRun, call);
  const inputs = rows.filter(({ value }) => value !== null);
  const refused = [...reasons].flatMap(([position, reason]): Refused<OnItsWay>[] => {
    const row = inputs[position];
    return row ? [{ row, reason }] : [];
  });
  await setAside(tx, ofRun, refused);
}
