import { writeSync } from "node:fs";
import type { TaskName } from "./jobs/catalog.ts";
import { clockTasks } from "./jobs/clock.server.ts";
import type { TaskTable } from "./jobs/task.ts";
import { startWorker } from "./jobs/worker.server.ts";
import { startFault } from "./platform/start-fault.ts";
import { publishTasks } from "./publish/tasks.server.ts";
import { recommendationsTasks } from "./recommendations/tasks.server.ts";
import { segmentsTasks } from "./segments/tasks.server.ts";
import { syncTasks } from "./sync/tasks.server.ts";

/**
 * The worker process (`node app/worker.server.ts`): runs jobs until it is asked to stop, and says so when it is ready.
 * On PostgreSQL several may run. What keeps it from starting is said in one line.
 */

/** A name in the catalog without a task here does not compile. */
const tasks: TaskTable<TaskName> = {
  ...syncTasks,
  ...segmentsTasks,
  ...recommendationsTasks,
  ...publishTasks,
  ...clockTasks,
};

/** A host kills some ten seconds after it asked to stop: what is not finished by then is given back before. */
const STOP_MS = 5_000;

async function start() {
  const { config, log, database, adminOf, assertMigrated } = await import("./services.server.ts");
  try {
    await assertMigrated();
    const worker = await startWorker({
      ...{ database, log, adminOf, tasks },
      concurrency: config.worker.concurrency,
      stopMs: STOP_MS,
    });
    let isStopping = false;
    const stop = (signal: string) => {
      if (isStopping) return; // a terminal's Ctrl-C comes to each process, and once more from whoever started us
      isStopping = true;
      log.info({ signal }, "worker process stops");
      void worker
        .stop()
        .then(() => database.close())
        .then(() => process.exit(0));
    };
    process.on("SIGTERM", stop).on("SIGINT", stop);
  } catch (thrown) {
    await database.close();
    fail(startFault(thrown));
  }
}

/** Ends at once: what was half opened would go on trying, and complain in its own words. */
function fail(line: string): never {
  writeSync(2, `regulars: ${line}\n`);
  process.exit(1);
}

await start().catch((thrown: unknown) => {
  fail(startFault(thrown));
});
