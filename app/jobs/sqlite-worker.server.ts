import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beat, forgetWorkers, goneWorkers, nameWorker } from "./heartbeat.server.ts";
import { faultText } from "#app/platform/errors.ts";
import { detailOf, runTask } from "./run-task.server.ts";
import {
  claim,
  complete,
  fail,
  releaseLost,
  renew,
  type ClaimedJob,
} from "./sqlite-queue.server.ts";
import { LAST_MOMENTS_MS, type Worker, type WorkerSettings } from "./worker-settings.ts";

/** How soon a job made by another process is noticed: one look is one statement over an index. */
const LOOK_EVERY_MS = 200;
/** After a fault of the queue itself. */
const PAUSE_MS = 5_000;

/** Runs the jobs of the `jobs` table. */
export async function startSqliteWorker(settings: WorkerSettings): Promise<Worker> {
  const { database, log, now, leaseMs, stopMs, concurrency, stopping } = settings;
  const { db } = database;
  const workerId = nameWorker(`worker-${randomBytes(6).toString("hex")}`);
  /** The jobs at work, each with what tells its task to end. */
  const held = new Map<number, AbortController>();
  const ending = new AbortController();

  async function keepAlive() {
    await beat(db, { workerId, now: now() });
    const stillHeld = new Set(await renew(db, { workerId, until: now() + leaseMs }));
    for (const [jobId, control] of held) if (!stillHeld.has(jobId)) control.abort();
    const gone = await goneWorkers(db, { workerId, now: now(), silenceMs: leaseMs });
    const released = await releaseLost(db, { gone, now: now() });
    await forgetWorkers(db, gone);
    if (released > 0)
      log.warn({ released, workers: gone.length }, "jobs of a lost worker released");
  }

  async function run(job: ClaimedJob) {
    const control = new AbortController();
    held.set(job.jobId, control);
    const outcome = await runTask(
      settings.tasks,
      { ...job, payload: JSON.parse(job.payload), attempt: job.attempts },
      { ...settings, db, signal: AbortSignal.any([control.signal, stopping.signal]) },
    );
    const mine = { jobId: job.jobId, workerId };
    await persistent(async () => {
      if (outcome.kind === "done") await complete(db, mine);
      // A task that ended because it was told to has not failed: what is still locked is given back at the end.
      else if (!stopping.signal.aborted) await fail(db, mine, { ...outcome, now: now() });
    });
    held.delete(job.jobId);
  }

  async function work() {
    while (!ending.signal.aborted) {
      const job = await claim(db, { workerId, now: now(), until: now() + leaseMs });
      if (job) await run(job);
      else await sleep(LOOK_EVERY_MS, null, { signal: ending.signal }).catch(() => null);
    }
  }

  async function beatOn() {
    while (!ending.signal.aborted) {
      await sleep(Math.min(leaseMs / 3, 5_000), null, { signal: ending.signal }).catch(() => null);
      await keepAlive();
    }
  }

  /** A fault of the queue itself, such as a full disk: said, and tried again after a pause, until the worker ends. */
  async function persistent(write: () => Promise<void>) {
    for (;;) {
      try {
        await write();
        return;
      } catch (thrown) {
        log.error({ fault: faultText(thrown), ...detailOf(thrown) }, "queue failed");
        if (ending.signal.aborted) return;
        await sleep(PAUSE_MS, null, { signal: ending.signal }).catch(() => null);
      }
    }
  }

  await keepAlive();
  const loops = Promise.all([
    persistent(beatOn),
    ...Array.from({ length: concurrency }, () => persistent(work)),
  ]);
  log.info({ workerId, concurrency }, "worker ready");

  return {
    async stop() {
      ending.abort();
      const finished = await endsWithin(loops, stopMs);
      if (!finished) {
        stopping.abort();
        await endsWithin(loops, LAST_MOMENTS_MS);
      }
      // what cannot be given back now, the next worker takes when it sees that this one has gone
      await persistent(async () => {
        await releaseLost(db, { gone: [workerId], now: 0, isCounted: false });
        await forgetWorkers(db, [workerId]);
      });
      log.info({ workerId }, "worker stopped");
    },
  };
}

const endsWithin = (work: Promise<unknown>, ms: number): Promise<boolean> =>
  Promise.race([work.then(() => true), sleep(ms, false, { ref: false })]);
