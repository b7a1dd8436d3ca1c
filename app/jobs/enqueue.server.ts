import { dialectOf, type Database } from "#app/db/database.server.ts";
import type { Payload, TaskName } from "./catalog.ts";
import { enqueueOnPostgres } from "./postgres-queue.server.ts";
import { enqueueOnSqlite } from "./sqlite-queue.server.ts";

export interface EnqueueOptions {
  /**
   * At most one job of a key waits. Asking again replaces it: the later payload (so it must not carry a "since"), the
   * earlier moment, and its attempts begin anew. A running job is not the waiting one: another is made beside it.
   */
  key?: string;
  /** Not before this moment; at once if it is missing or past. */
  runAt?: number;
  /** Then it is dead. Between attempts e^attempt seconds, at most six hours. */
  maxAttempts?: number;
}

const MAX_ATTEMPTS = 12;

/**
 * Asks for a task to be run. Given a transaction, the job exists exactly if the transaction commits: nothing is
 * computed from rows that were rolled back. May be called twice with a key; without one, twice is two jobs.
 * docs/decisions/007-two-queues-one-meaning.md
 */
export async function enqueue<Name extends TaskName>(
  db: Database,
  name: Name,
  payload: Payload<Name>,
  { key, runAt, maxAttempts = MAX_ATTEMPTS }: EnqueueOptions = {},
): Promise<void> {
  const job = { name, payload, key: key ?? null, runAt: runAt ?? Date.now(), maxAttempts };
  await (dialectOf(db) === "postgresql" ? enqueueOnPostgres(db, job) : enqueueOnSqlite(db, job));
}
