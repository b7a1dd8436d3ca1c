import { Cron } from "croner";
import type { OpenDatabase } from "#app/db/database.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import { enqueue } from "./enqueue.server.ts";
import { startPostgresWorker } from "./postgres-worker.server.ts";
import type { Tasks } from "./run-task.server.ts";
import { startSqliteWorker } from "./sqlite-worker.server.ts";
import type { TaskContext } from "./task.ts";

export interface WorkerOptions {
  database: OpenDatabase;
  tasks: Tasks;
  log: Log;
  adminOf: TaskContext["adminOf"];
  now?: () => number;
  /** How many jobs at once. */
  concurrency: number;
  /** How long a worker may be silent before its jobs are given to others. */
  leaseMs?: number;
  /** How long running jobs may take to come to an end when the worker stops. */
  stopMs?: number;
  /** Whether to ask for `clock.tick` every minute. */
  hasClock?: boolean;
}

/** The same, complete: what the workers of either queue take. */
export interface WorkerSettings extends Required<Omit<WorkerOptions, "hasClock">> {
  /** Fires when running jobs must come to an end. */
  stopping: AbortController;
}

export interface Worker {
  /** Takes no more jobs, waits for those running, and after `stopMs` gives back what is left. May be called twice. */
  stop: () => Promise<void>;
}

/** How long a task has between hearing that it must end and being left behind. */
export const LAST_MOMENTS_MS = 2_000;

/**
 * Runs jobs until it is stopped. Killed at any point, no job is lost: what it was at is run again, by the next worker
 * to look. Several processes may run at once.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { hasClock = true, ...rest } = options;
  const settings: WorkerSettings = {
    now: Date.now,
    leaseMs: 60_000,
    stopMs: 20_000,
    ...rest,
    stopping: new AbortController(),
  };
  const worker = await (settings.database.pool
    ? startPostgresWorker(settings, settings.database.pool)
    : startSqliteWorker(settings));
  const clock = hasClock ? startClock(settings) : null;
  let stopped: Promise<void> | undefined;
  return {
    stop() {
      clock?.stop();
      return (stopped ??= worker.stop());
    },
  };
}

/** Every worker asks, one job is made of it: what the tick asks for is keyed as well. */
function startClock({ database: { db }, log, now }: WorkerSettings): Cron {
  const ask = () =>
    enqueue(db, "clock.tick", {}, { key: "clock.tick", runAt: now(), maxAttempts: 3 });
  const clock = new Cron(
    "* * * * *",
    {
      catch: (fault) => {
        log.error({ err: fault }, "clock failed");
      },
    },
    ask,
  );
  void clock.trigger();
  return clock;
}
