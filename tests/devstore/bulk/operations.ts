import { randomBytes } from "node:crypto";
import { setImmediate as breathe, setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../admin-api/resolver.ts";
import { RowMemory } from "../admin-api/row-memory.ts";
import { gid } from "../admin-api/ids.ts";
import { momentText } from "../admin-api/moment.ts";
import { AccessDenied } from "../admin-api/scopes.ts";
import type { Shops, Store } from "../store/open-store.ts";
import { emit } from "../webhooks/emit.ts";
import { takeBulkFaults, type BulkFaults } from "./faults.ts";
import { filePath } from "./files.ts";
import { LineFile } from "./line-file.ts";
import type { BulkOperationRow } from "./operation-row.ts";
import { compile, type BulkConnection } from "./project.ts";
import { checkBulkQuery, type BulkQuery } from "./validate.ts";

export interface BulkUserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string | null;
}

export interface StartPayload {
  readonly bulkOperation: BulkOperationRow | null;
  readonly userErrors: readonly BulkUserError[];
}

/** How many of a kind may run in a shop at once, since 2026-01. */
const concurrent = 5;
/** Lines between two looks at whether the operation was cancelled, and a turn for other requests. */
const slice = 500;

/** A fault that was asked for. */
export class Stopped extends Error {}

export function findOperation(store: Store, id: number): BulkOperationRow | undefined {
  return store.get<BulkOperationRow>("SELECT * FROM bulk_operations WHERE id = ?", id);
}

/** bulkOperationRunQuery: checked at once, run afterwards. */
export function startQuery(context: Context, text: string, groupObjects: boolean): StartPayload {
  const check = checkBulkQuery(text);
  if (check.kind === "refused") {
    return {
      bulkOperation: null,
      userErrors: check.messages.map((message) => ({ field: ["query"], message, code: "INVALID" })),
    };
  }
  const { store } = context;
  if (isFull(store, context.access.clientId, "QUERY")) {
    return {
      bulkOperation: null,
      userErrors: [
        {
          field: null,
          message: tooMany(store, context.access.clientId, "QUERY", "query"),
          code: "OPERATION_IN_PROGRESS",
        },
      ],
    };
  }
  const row = record(context, {
    type: "QUERY",
    query: text,
    groupObjects,
    stagedPath: null,
    clientIdentifier: null,
  });
  launch(() => runQuery(context, row, check.query));
  return { bulkOperation: row, userErrors: [] };
}

export function isFull(store: Store, clientId: string, type: "QUERY" | "MUTATION"): boolean {
  return runningIds(store, clientId, type).length >= concurrent;
}

export function tooMany(
  store: Store,
  clientId: string,
  type: "QUERY" | "MUTATION",
  word: string,
): string {
  const ids = runningIds(store, clientId, type).map((id) => gid("BulkOperation", id));
  return `A bulk ${word} operation for this app and shop is already in progress: ${ids.join(", ")}.`;
}

function runningIds(store: Store, clientId: string, type: string): number[] {
  return store
    .all<{ id: number }>(
      "SELECT id FROM bulk_operations WHERE client_id = ? AND type = ? AND status IN ('CREATED','RUNNING','CANCELING') ORDER BY id",
      clientId,
      type,
    )
    .map((row) => row.id);
}

export function record(
  { store, access }: Context,
  given: {
    type: "QUERY" | "MUTATION";
    query: string;
    groupObjects: boolean;
    stagedPath: string | null;
    clientIdentifier: string | null;
  },
): BulkOperationRow {
  const id = store.nextId();
  store.run(
    `INSERT INTO bulk_operations (id, client_id, type, status, query, group_objects, staged_path, client_identifier, scopes, created_at)
     VALUES (?, ?, ?, 'CREATED', ?, ?, ?, ?, ?, ?)`,
    id,
    access.clientId,
    given.type,
    given.query,
    given.groupObjects ? 1 : 0,
    given.stagedPath,
    given.clientIdentifier,
    [...access.scopes].join(","),
    store.now(),
  );
  const row = findOperation(store, id);
  if (!row) throw new Error("the bulk operation was not kept");
  return row;
}

/** Starts work once the answer that announces it is on its way. */
export function launch(work: () => Promise<void>): void {
  setImmediate(() => {
    work().catch((fault: unknown) => {
      process.stderr.write(
        `devstore: bulk operation: ${fault instanceof Error ? String(fault.stack) : String(fault)}\n`,
      );
    });
  });
}

async function runQuery(context: Context, row: BulkOperationRow, query: BulkQuery): Promise<void> {
  await produce(context.store, row, async (file, faults) => {
    const memory = new RowMemory();
    const { children } = compile(query, { ...context, memory });
    const count = { roots: 0 };
    let since = 0;
    for (const child of children) {
      for (const page of child.rows({})) {
        memory.turnTo(page);
        for (const source of page) {
          count.roots++;
          writeRow(file, child, source, null, faults);
        }
        if (file.lines - since >= slice) {
          since = file.lines;
          progress(context.store, row.id, file.lines, count.roots);
          await breathe();
        }
      }
    }
    return count;
  });
}

/** A row's line and, after it, the lines of its own connections with `__parentId`. */
function writeRow(
  file: LineFile,
  { line }: BulkConnection,
  source: object,
  parentId: unknown,
  faults: BulkFaults,
): void {
  const object = line.project(source);
  if (parentId !== null) object.__parentId = parentId;
  if (file.lines === faults.failAfterLines) throw new Stopped("failed on demand");
  file.write(JSON.stringify(object));
  for (const child of line.children) {
    for (const page of child.rows(source))
      for (const row of page) writeRow(file, child, row, object.id, faults);
  }
}

/**
 * Runs an operation to one of its ends, writing its file: COMPLETED, CANCELED, EXPIRED, or FAILED with what was written so far as
 * partial data. The `bulk_operations/finish` webhook follows.
 */
export async function produce(
  store: Store,
  row: BulkOperationRow,
  write: (file: LineFile, faults: BulkFaults) => Promise<{ roots: number }>,
): Promise<void> {
  const faults = takeBulkFaults(store);
  if (faults.delayMs !== undefined) await sleep(faults.delayMs);
  if (!store.db.open) return;
  const begun = store.run(
    "UPDATE bulk_operations SET status = 'RUNNING' WHERE id = ? AND status = 'CREATED'",
    row.id,
  );
  if (begun.changes === 0) {
    finish(store, row, { status: "CANCELED", errorCode: null, file: null, roots: 0 }, faults);
    return;
  }
  if (faults.neverFinish === true) return;
  const name = `bulk-${String(row.id)}-${randomBytes(8).toString("hex")}.jsonl`;
  const file = new LineFile(filePath(store, name));
  let roots = 0;
  try {
    ({ roots } = await write(file, faults));
    file.close();
    finish(
      store,
      row,
      {
        status: faults.expire === true ? "EXPIRED" : "COMPLETED",
        errorCode: null,
        file: { name, file },
        roots,
      },
      faults,
    );
  } catch (fault) {
    file.close();
    if (isClosed(store)) return;
    if (fault instanceof Cancelled) {
      finish(
        store,
        row,
        { status: "CANCELED", errorCode: null, file: { name, file }, roots },
        faults,
      );
      return;
    }
    const errorCode =
      fault instanceof AccessDenied
        ? "ACCESS_DENIED"
        : (faults.errorCode ?? "INTERNAL_SERVER_ERROR");
    finish(store, row, { status: "FAILED", errorCode, file: { name, file }, roots }, faults);
    if (!(fault instanceof Stopped) && !(fault instanceof AccessDenied)) throw fault;
  }
}

class Cancelled extends Error {}

function isClosed(store: Store): boolean {
  return !store.db.open;
}

/** Writes down how far it is. @throws when it was cancelled meanwhile */
export function progress(store: Store, id: number, lines: number, roots: number): void {
  if (!store.db.open) throw new Cancelled("the store was closed");
  const row = store.get<{ status: string }>(
    "UPDATE bulk_operations SET object_count = ?, root_object_count = ? WHERE id = ? RETURNING status",
    lines,
    roots,
    id,
  );
  if (row?.status !== "RUNNING") throw new Cancelled("cancelled");
}

function finish(
  store: Store,
  row: BulkOperationRow,
  end: {
    status: string;
    errorCode: string | null;
    file: { name: string; file: LineFile } | null;
    roots: number;
  },
  faults: BulkFaults,
): void {
  store.transaction(() => {
    store.run(
      `UPDATE bulk_operations SET status = ?, error_code = ?, file_name = ?, file_size = ?, partial = ?, object_count = ?,
       root_object_count = max(root_object_count, ?), completed_at = ? WHERE id = ?`,
      end.status,
      end.errorCode,
      end.status === "EXPIRED" ? null : (end.file?.name ?? null),
      end.file?.file.bytes ?? null,
      end.status === "COMPLETED" ? 0 : 1,
      end.file?.file.lines ?? 0,
      end.roots,
      store.now(),
      row.id,
    );
    if (faults.silent === true) return;
    emit(store, "bulk_operations/finish", {
      admin_graphql_api_id: gid("BulkOperation", row.id),
      completed_at: momentText(store.now()),
      created_at: momentText(row.created_at),
      error_code: end.errorCode?.toLowerCase() ?? null,
      status: end.status.toLowerCase(),
      type: row.type.toLowerCase(),
    });
  });
}

/** bulkOperationCancel: CANCELING at once, CANCELED when the work notices. */
export function cancelOperation(context: Context, id: number): StartPayload {
  const { store } = context;
  const row = findOperation(store, id);
  if (row?.client_id !== context.access.clientId) {
    return {
      bulkOperation: null,
      userErrors: [{ field: ["id"], message: "Bulk operation does not exist", code: null }],
    };
  }
  if (!["CREATED", "RUNNING"].includes(row.status)) {
    const error = {
      field: null,
      message: `A bulk operation cannot be canceled when it is ${row.status.toLowerCase()}`,
      code: null,
    };
    return row.status === "CANCELING"
      ? { bulkOperation: row, userErrors: [] }
      : { bulkOperation: row, userErrors: [error] };
  }
  store.run("UPDATE bulk_operations SET status = 'CANCELING' WHERE id = ?", id);
  // Nobody is at work on one that hangs: it is ended here after a moment.
  setTimeout(() => {
    if (!store.db.open || findOperation(store, id)?.status !== "CANCELING") return;
    finish(store, row, { status: "CANCELED", errorCode: null, file: null, roots: 0 }, {});
  }, 1000).unref();
  return { bulkOperation: findOperation(store, id) ?? null, userErrors: [] };
}

/** After a restart nothing is at work any more: what was under way has failed. */
export function resumeBulkOperations(shops: Shops): void {
  for (const store of shops.all()) {
    for (const row of store.all<BulkOperationRow>(
      "SELECT * FROM bulk_operations WHERE status IN ('CREATED','RUNNING','CANCELING')",
    )) {
      finish(
        store,
        row,
        { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR", file: null, roots: 0 },
        {},
      );
    }
  }
}
