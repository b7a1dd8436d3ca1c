import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "#app/db/database.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { importShop } from "#app/sync/import-shop.server.ts";
import { appAt } from "./installed-shop.ts";

/** A worker process that imports in small steps, so that there are many moments to kill it at. */
const [url = "", devstoreUrl = ""] = process.argv.slice(2);

const database = openDatabase(url);
const { adminOf } = appAt({ url: devstoreUrl }, database);
const nothing = () => Promise.resolve();
await startWorker({
  database,
  adminOf,
  log: openLog({ level: "silent" }),
  concurrency: 2,
  leaseMs: 2_000,
  hasClock: false,
  tasks: {
    "sync.import": async ({ shopId }, context) => {
      const shop = await readShop(context.db, shopId);
      const admin = await adminOf(shopId);
      await importShop({ ...context, shop, admin, batchBytes: 25_000 });
    },
    "segments.refresh-all": nothing,
    "sync.reconcile": nothing,
  },
});
process.stdout.write("ready\n");
await sleep(2 ** 31 - 1);
