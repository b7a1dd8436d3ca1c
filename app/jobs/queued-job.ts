import type { TaskName } from "./catalog.ts";

/** A job as both queues take it. */
export interface QueuedJob {
  name: TaskName;
  payload: object;
  key: string | null;
  runAt: number;
  maxAttempts: number;
}
