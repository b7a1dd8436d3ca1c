import type { TaskName } from "./catalog.ts";

/** A job as both queues take it. */
export interface QueuedJob {
  name: TaskName;
  payload: object;
  key: string | null;
  runAt: number;
  maxAttempts: number;
}

/** The death of a worker is not its jobs' fault: each may be begun once more for it, up to so often in all. */
export const ATTEMPTS_WITH_LOSSES = 40;
