import { Logger, run, type Task as GraphileTask, type WorkerEvents } from "graphile-worker";
import { EventEmitter } from "node:events";
import { sql } from "kysely";
import type pg from "pg";
import type { Database } from "#app/db/database.server.ts";
import { taskNames } from "./catalog.ts";
import { beat, forgetWorkers, goneWorkers, nameWorker, workerOf } from "./heartbeat.server.ts";
import { migratePostgresQueue, releaseLostOnPostgres } from "./postgres-queue.server.ts";
import { faultText } from "#app/platform/errors.ts";
import { detailOf, runTask } from "./run-task.server.ts";
import { LAST_MOMENTS_MS, type Worker, type WorkerSettings } from "./worker-settings.ts";

/** Graphile's own lines: our log says the same in ours. */
const silent = new Logger(() => () => undefined);

/** Runs the jobs of graphile-worker's tables, on the connections of the process. */
export async function startPostgresWorker(
  settings: WorkerSettings,
  pool: pg.Pool,
): Promise<Worker> {
  const { database, log, now, leaseMs, stopMs, concurrency, stopping } = settings;
  const { db } = database;
  await migratePostgresQueue(pool);

  const supervised: GraphileTask = async (payload, { job }) => {
    const outcome = await runTask(
      settings.tasks,
      { jobId: Number(job.id), name: job.task_identifier, payload, attempt: job.attempts },
      { ...settings, db, signal: stopping.signal },
    );
    if (outcome.kind === "done") return;
    if (job.key && (await isSuperseded(db, job.id))) return;
    if (outcome.isHopeless) await giveUp(db, job.id);
    throw new Error(outcome.fault); // graphile keeps the text and tries again
  };

  const events: WorkerEvents = new EventEmitter();
  const poolId = new Promise<string>((resolve) => {
    events.once("pool:create", ({ workerPool }) => {
      resolve(workerPool.id);
    });
  });
  const runner = await run({
    pgPool: pool,
    logger: silent,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    events,
    gracefulShutdownAbortTimeout: stopMs + LAST_MOMENTS_MS,
    taskList: Object.fromEntries(taskNames.map((name) => [name, supervised])),
  });
  const workerId = nameWorker(await poolId);

  async function keepAlive() {
    await beat(db, { workerId, now: now() });
    const gone = await goneWorkers(db, { workerId, now: now(), silenceMs: leaseMs });
    const lost = [...gone.map(workerOf), ...(await nameless(db, leaseMs))];
    if (lost.length === 0) return;
    await releaseLostOnPostgres(db, lost);
    await forgetWorkers(db, gone);
    log.warn({ workers: lost.length }, "jobs of a lost worker released");
  }

  await keepAlive();
  const heart = setInterval(
    () => {
      keepAlive().catch((fault: unknown) => {
        log.error({ fault: faultText(fault), ...detailOf(fault) }, "queue failed");
      });
    },
    Math.min(leaseMs / 3, 5_000),
  );
  log.info({ workerId, concurrency }, "worker ready");

  return {
    async stop() {
      clearInterval(heart);
      const abort = setTimeout(() => {
        stopping.abort();
      }, stopMs);
      const kill = setTimeout(() => void runner.kill("the worker stops"), stopMs + LAST_MOMENTS_MS);
      await runner.stop().finally(() => {
        clearTimeout(abort);
        clearTimeout(kill);
      });
      await forgetWorkers(db, [workerId]);
      log.info({ workerId }, "worker stopped");
    },
  };
}

/** Holders of old locks that no heartbeat knows: killed between their first job and their first heartbeat. */
async function nameless(db: Database, leaseMs: number): Promise<string[]> {
  const { rows } = await sql<{ lockedBy: string }>`
    select distinct locked_by from graphile_worker.jobs
    where locked_at < now() - ${leaseMs} * interval '1 millisecond'
      and not exists (select 1 from worker_heartbeats where worker_id like locked_by || '@%')
  `.execute(db);
  return rows.map(({ lockedBy }) => lockedBy);
}

/** Whether a newer job of the same key was made while this one ran: it has taken the key. */
async function isSuperseded(db: Database, jobId: string): Promise<boolean> {
  const { rows } = await sql<{ key: string | null }>`
    select key from graphile_worker.jobs where id = ${jobId}::bigint`.execute(db);
  return rows[0]?.key === null;
}

/** Has graphile try no more: its own functions for this refuse a job that is running. */
async function giveUp(db: Database, jobId: string): Promise<void> {
  await sql`update graphile_worker._private_jobs set attempts = max_attempts where id = ${jobId}::bigint`.execute(
    db,
  );
}
