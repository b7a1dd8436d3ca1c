import type { Database } from "#app/db/database.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import type { Payload, TaskName } from "./catalog.ts";

/** What every task is handed. */
export interface TaskContext {
  db: Database;
  /** Carries the job's name and id already. */
  log: Log;
  now: () => number;
  adminOf: (shopId: number) => Promise<Admin>;
  /** Fires when the worker must stop, or has lost the job to another: come to an end soon, the job is run again. */
  signal: AbortSignal;
}

/** Code for one name of the catalog. It can run twice, at once, and be killed anywhere. */
export type Task<Name extends TaskName> = (
  payload: Payload<Name>,
  context: TaskContext,
) => Promise<void>;

/** A stage's tasks: each name exactly once. */
export type TaskTable<Name extends TaskName> = { [N in Name]: Task<N> };
