import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "#app/db/database.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { Fault } from "#app/platform/errors.ts";
import { openLog } from "#app/platform/log.server.ts";

/**
 * A worker process for the tests of the queue: each run of a task is a line `task id event` in a file.
 * Run with the database's url, the file, and how long a `sync.order` takes.
 */
const [url = "", file = "", takesMs = "0"] = process.argv.slice(2);

class Refused extends Fault {
  readonly code = "refused";
  readonly retryable = false;
}

const write = (...words: (string | number)[]) => {
  appendFileSync(file, `${words.join(" ")}\n`);
};
const database = openDatabase(url);
const starting = startWorker({
  database,
  log: openLog({ level: "silent" }),
  adminOf: () => Promise.reject(new Error("not here")),
  concurrency: 4,
  leaseMs: 3_000,
  stopMs: 500,
  hasClock: false,
  tasks: {
    "sync.order": async ({ orderId }, { signal }) => {
      write("order", orderId, "began");
      await sleep(Number(takesMs), null, { signal });
      write("order", orderId, "done");
    },
    "sync.customer": () => Promise.reject(new Refused("never")),
    "publish.run": async ({ shopId }) => {
      write("publish", shopId, "began");
      await sleep(Number(takesMs));
      write("publish", shopId, "done");
    },
  },
});
process.once("SIGTERM", () => {
  void starting.then((worker) => worker.stop()).then(() => database.close());
});
await starting;
write("worker", process.pid, "ready");
