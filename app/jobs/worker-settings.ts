import type { OpenDatabase } from "#app/db/database.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import type { Tasks } from "./run-task.server.ts";
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
