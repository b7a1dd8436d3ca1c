import { Cron } from "croner";
import { enqueue } from "./enqueue.server.ts";
import { faultText } from "#app/platform/errors.ts";
import { startPostgresWorker } from "./postgres-worker.server.ts";
import { detailOf } from "./run-task.server.ts";
import { startSqliteWorker } from "./sqlite-worker.server.ts";
import type { Worker, WorkerOptions, WorkerSettings } from "./worker-settings.ts";

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
        log.error({ fault: faultText(fault), ...detailOf(fault) }, "clock failed");
      },
    },
    ask,
  );
  void clock.trigger();
  return clock;
}
