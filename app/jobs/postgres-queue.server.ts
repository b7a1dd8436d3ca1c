import { runMigrations } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import type { Database } from "#app/db/database.server.ts";
import { Fault } from "#app/platform/errors.ts";
import { queueOf } from "./catalog.ts";
import { ATTEMPTS_WITH_LOSSES, type QueuedJob } from "./queued-job.ts";

/** The queue did not take a job, though it was asked several times. */
export class QueueUnavailable extends Fault {
  readonly code = "queue_unavailable";
  readonly retryable = true;
}

/** Makes, or brings up to date, the tables of graphile-worker. May be called by every process at its start. */
export const migratePostgresQueue = (pool: pg.Pool): Promise<void> =>
  runMigrations({ pgPool: pool });

const TRIES = 5;
/** Says of a job that it had a key when it was made: one that has lost it was superseded while it ran. */
const KEYED = "keyed";

/**
 * Graphile's `add_job` takes no row, and says nothing, when a worker takes the waiting job of the key in the same
 * moment: then there is a running one, and the second try makes a new one beside it.
 */
export async function enqueueOnPostgres(db: Database, job: QueuedJob): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const { rows } = await sql<{ id: number | null }>`
      select (graphile_worker.add_job(
        ${job.name}::text,
        ${JSON.stringify(job.payload)}::json,
        queue_name := ${queueOf(job.name, job.payload)}::text,
        run_at := least(
          ${moment(job.runAt)},
          (
            select run_at from graphile_worker.jobs
            where key = ${job.key}::text and locked_at is null and attempts < max_attempts
          )
        ),
        max_attempts := ${job.maxAttempts}::int,
        job_key := ${job.key}::text,
        flags := ${job.key === null ? null : [KEYED]}::text[]
      )).id
    `.execute(db);
    if (rows[0]?.id) return;
  }
  throw new QueueUnavailable(`the queue did not take ${job.name}`);
}

/**
 * Gives back the jobs of workers that are no more. Those a newer one of their key has superseded are forgotten, and
 * those that were in their last attempt stay dead, with the reason.
 */
export async function releaseLostOnPostgres(db: Database, workers: string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const theirs = sql`locked_by = any(${workers}::text[])`;
    await sql`
      delete from graphile_worker._private_jobs where ${theirs} and key is null and flags ? ${sql.lit(KEYED)}
    `.execute(tx);
    await sql`
      update graphile_worker._private_jobs set max_attempts = max_attempts + 1
      where ${theirs} and max_attempts < ${sql.lit(ATTEMPTS_WITH_LOSSES)}
    `.execute(tx);
    await sql`
      update graphile_worker._private_jobs
      set last_error = 'worker_lost: its worker died in the last attempt'
      where ${theirs} and attempts >= max_attempts
    `.execute(tx);
    await sql`select graphile_worker.force_unlock_workers(${workers}::text[])`.execute(tx);
  });
}

/** An epoch moment as PostgreSQL's. */
export const moment = (at: number) => sql<Date>`to_timestamp(${at}::float8 / 1000)`;
