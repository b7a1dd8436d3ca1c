import { openDatabase } from "#app/db/database.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import { publishTasks } from "#app/publish/tasks.server.ts";
import { openAdmin } from "#app/shopify/admin.server.ts";
import { fetchOf } from "#app/shopify/devstore-fetch.server.ts";
import { Pace } from "#app/shopify/pace.ts";

/** A worker process that publishes one shop: run with the database's url, the store's address, and a token. */
const [url = "", origin = "", token = "", domain = ""] = process.argv.slice(2);

const database = openDatabase(url);
const pace = new Pace();
await startWorker({
  database,
  log: openLog({ level: "fatal" }),
  adminOf: (shopId) => {
    process.stdout.write("working\n");
    return Promise.resolve(
      openAdmin({
        ...{ shopId, domain, pace, pauseMs: 50 },
        token: () => Promise.resolve(token),
        fetch: fetchOf(origin),
      }),
    );
  },
  concurrency: 2,
  leaseMs: 3_000,
  hasClock: false,
  tasks: publishTasks,
});
