import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { TaskContext, TaskTable } from "#app/jobs/task.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { hasNewcomers } from "./offers/codes/newcomers.server.ts";
import { publishCustomers } from "./publish-customers.server.ts";
import { notePublishFault, publishRun } from "./publish-run.server.ts";
import { scanShop } from "./receipt/scan.server.ts";
import { findRun } from "./runs.server.ts";

/** Shopify's word that it is through our file may be lost; asking costs one point. */
const ASK_AGAIN_MS = 5_000;
/** Shopify's own segments follow our metafields within minutes. */
const CONFIRM_AGAIN_MS = 60_000;
/** Those who come within so long are seen to together. */
const NEWCOMERS_MS = 30_000;

async function run({ shopId }: { shopId: number }, context: TaskContext): Promise<void> {
  const { db, log, now, adminOf, signal } = context;
  try {
    const admin = await adminOf(shopId);
    const outcome = await publishRun({ db, admin, log, signal }, { shopId, now: now() });
    if (outcome === "done") {
      await scanAfterWithdrawal(shopId, context);
      return;
    }
    const pause = outcome === "bulk" ? ASK_AGAIN_MS : CONFIRM_AGAIN_MS;
    await enqueue(
      db,
      "publish.run",
      { shopId },
      { key: `publish.run:${shopId}`, runAt: now() + pause },
    );
  } catch (thrown) {
    if (!signal.aborted) await notePublishFault(db, { shopId, now: now(), thrown });
    throw thrown;
  }
}

/** A shop from which all was taken back is told what Shopify then still holds. */
async function scanAfterWithdrawal(shopId: number, context: TaskContext): Promise<void> {
  const { withdrawnAt } = await readShop(context.db, shopId);
  if (withdrawnAt !== null) await scan({ shopId }, context);
}

async function scan({ shopId }: { shopId: number }, context: TaskContext): Promise<void> {
  const { db, now, adminOf } = context;
  await scanShop({ db, admin: await adminOf(shopId) }, { shopId, now: now() });
}

export const publishTasks: TaskTable<
  "publish.run" | "publish.customers" | "publish.bulk-finished" | "publish.scan"
> = {
  "publish.run": run,
  "publish.scan": scan,

  "publish.customers": async ({ shopId, customerIds }, { db, log, now, adminOf, signal }) => {
    const admin = await adminOf(shopId);
    const { sent, refused } = await publishCustomers(
      { db, admin, signal },
      { shopId, customerIds, now: now() },
    );
    if (refused > 0) log.warn({ sent, refused }, "Shopify did not take all metafields");
    if (sent > 0 && (await hasNewcomers(db, { shopId, customerIds }))) {
      const key = `publish.run:${shopId}`;
      await enqueue(db, "publish.run", { shopId }, { key, runAt: now() + NEWCOMERS_MS });
    }
  },

  /** Of another's file, or of one we have dealt with, nothing is to be done. */
  "publish.bulk-finished": async ({ shopId, bulkOperationId }, context) => {
    const found = await findRun(context.db, shopId);
    if (found?.state === "bulk" && found.bulkOperationId === bulkOperationId) {
      await run({ shopId }, context);
    }
  },
};
