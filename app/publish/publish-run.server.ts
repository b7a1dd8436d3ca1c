import type { Database } from "#app/db/database.server.ts";
import { assignMembers } from "#app/offers/holdout/assign-members.server.ts";
import { faultText } from "#app/platform/errors.ts";
import type { Log } from "#app/platform/log.server.ts";
import { recordFault, recordRefresh } from "#app/purchases/record-refresh.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { collectBulk, startBulk } from "./bulk-metafields.server.ts";
import { forgetGone } from "./differences.server.ts";
import {
  collectDifferences,
  countSets,
  hasOnTheirWay,
  nextDifferences,
  settleCall,
} from "./on-their-way.server.ts";
import { carryOffers } from "./offers/carry-offers.server.ts";
import { withdrawOffers } from "./offers/withdraw-offers.server.ts";
import { openRun, updateRun, type OfRun, type Run } from "./runs.server.ts";
import { sendDifferences } from "./send-metafields.server.ts";
import { publishStorefront, withdrawMetaobjects } from "./storefront.server.ts";

export interface Publishing {
  db: Database;
  admin: Admin;
  log: Log;
  signal: AbortSignal;
}

export interface PublishOptions {
  shopId: number;
  now: number;
  /** From how many metafields on Shopify is given a file instead of calls. */
  bulkFrom?: number;
}

/** `bulk`: Shopify works through our file, ask again. `unconfirmed`: an offer's members are not known to it yet. */
export type PublishOutcome = "done" | "bulk" | "unconfirmed";

/** So many metafields take Shopify a minute, call by call, at the pace of its smallest plan. */
const BULK_FROM = 2_000;
/** Differences that arise while we send are sent as well; what comes after is the next run's. */
const ROUNDS = 3;

/**
 * Makes Shopify hold what it should: only differences are sent, and publishing twice is publishing once. Stopped
 * anywhere, it goes on with what is left.
 *
 * The order keeps promises: what the storefront shows is taken back first and added last, so that at no moment a block
 * tells of an offer that the checkout does not know. What is over or paused then leaves the checkout at once, however
 * many customers have still to be written to.
 *
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized, PublishRefused
 */
export async function publishRun(
  publishing: Publishing,
  { shopId, now, bulkFrom = BULK_FROM }: PublishOptions,
): Promise<PublishOutcome> {
  const { db } = publishing;
  const at = { shopId, now };
  const run = await openRun(db, at);
  await assignMembers(db, { shopId, now, which: "all" });
  await publishStorefront(publishing, at);
  await withdrawOffers(publishing, at);
  const options = { shopId, now, bulkFrom };
  if ((await publishMetafields(publishing, run, options)) === "bulk") return "bulk";
  const offers = await carryOffers(publishing, at);
  // Members' own codes are told to them when Shopify has them.
  const codesRun = { ...run, state: "sending" } as const;
  if (offers.newCodes > 0 && (await publishMetafields(publishing, codesRun, options)) === "bulk") {
    return "bulk";
  }
  await publishStorefront(publishing, at);
  await withdrawMetaobjects(publishing, at);
  await updateRun(
    db,
    { shopId, runId: run.runId },
    { state: "done", finishedAt: now, fault: null },
  );
  await recordRefresh(db, { shopId, stage: "publish", asOf: now, at: now });
  return offers.isWaiting ? "unconfirmed" : "done";
}

/** Customers' and products' metafields. */
async function publishMetafields(
  publishing: Publishing,
  run: Run,
  { shopId, now, bulkFrom }: Required<PublishOptions>,
): Promise<"sent" | "bulk"> {
  const { db, signal } = publishing;
  const ofRun = { shopId, runId: run.runId };
  let isBulkOfUse = true;
  if (run.state === "bulk") {
    const collected = await collectBulk(publishing, { shopId, run, now, signal });
    if (collected.kind === "running") return "bulk";
    isBulkOfUse = collected.confirmed > 0;
  } else {
    await forgetGone(db, shopId);
  }
  for (let round = 0; round < ROUNDS; round++) {
    if (
      !(await hasOnTheirWay(db, ofRun)) &&
      (await collectDifferences(db, { ...ofRun, asOf: now })) === 0
    ) {
      return "sent";
    }
    if (isBulkOfUse && (await countSets(db, ofRun)) > bulkFrom) {
      await startBulk(publishing, { shopId, run });
      return "bulk";
    }
    await sendAll(publishing, ofRun, now);
  }
  return "sent";
}

async function sendAll(
  { db, admin, signal }: Publishing,
  ofRun: OfRun,
  now: number,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const call = await nextDifferences(db, ofRun);
    if (call.length === 0) return;
    await settleCall(db, ofRun, await sendDifferences(admin, call), now);
  }
}

/** Keeps why a run could not go on, to be shown; the next one goes on with it. */
export async function notePublishFault(
  db: Database,
  { shopId, now, thrown }: { shopId: number; now: number; thrown: unknown },
): Promise<void> {
  const fault = faultText(thrown);
  await db
    .updateTable("publishRuns")
    .set({ fault })
    .where("shopId", "=", shopId)
    .where("state", "in", ["sending", "bulk"])
    .execute();
  await recordFault(db, { shopId, stage: "publish", fault, at: now });
}
