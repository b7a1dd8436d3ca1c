import type { Database } from "#app/db/database.server.ts";
import { dayOf, startOfDay } from "#app/platform/calendar.ts";
import type { TaskName } from "./catalog.ts";
import { enqueue } from "./enqueue.server.ts";
import { isAskedFor, queueHealth } from "./queue-health.server.ts";
import type { TaskTable } from "./task.ts";

const MINUTE_MS = 60_000;
/** Shops are compared with Shopify when they sleep. */
const RECONCILE_AT_MS = 3 * 60 * MINUTE_MS;
/**
 * What a day changes is published after memberships and shelves of the day; if that did not happen by then (shelves could
 * not be made), then without them: quiet days of offers end at midnight, and so do days in segments.
 */
const PUBLISHED_BY_MS = 60 * MINUTE_MS;
/** What has stood still for so long is looked after. */
const STILL_MS = 10 * MINUTE_MS;
/** Changes are taken up within seconds; if not, the job that should have done it was lost. */
const LEFT_LYING_MS = 2 * MINUTE_MS;

/** A job that gave up is not made again for so long: somebody should look at it. */
const PATIENCE_MS = 24 * 60 * MINUTE_MS;

/** Tasks the clock asks for: each of a whole shop, and none of them if there was nothing to do. */
type Swept = Extract<
  TaskName,
  | "segments.refresh-all"
  | "segments.refresh-touched"
  | "sync.import"
  | "sync.reconcile"
  | "publish.run"
>;

interface Due {
  shopId: number;
  name: Swept;
  /** Since when it is due: a job that died before then does not stand in its way. */
  since: number;
}

/** For each thing that a webhook, a worker or Shopify could fail to tell, a sweep on a clock. */
export const clockTasks: TaskTable<"clock.tick"> = {
  "clock.tick": async (_payload, { db, log, now }) => {
    const at = now();
    const due = [
      ...(await shopsByCalendar(db, at)),
      ...(await leftLying(db, at)),
      ...(await importsStill(db, at)),
      ...(await publishesUnderWay(db, at)),
      ...(await offersTurned(db, at)),
    ];
    for (const { shopId, name, since } of due) {
      const key = `${name}:${shopId}`;
      if (await isAskedFor(db, { key, since })) continue;
      await enqueue(db, name, { shopId }, { key, runAt: at });
    }
    const { dead } = await queueHealth(db, { now: at });
    if (dead > 0) log.warn({ dead }, "jobs are dead and wait for somebody to look at them");
  },
};

/** A new day has begun since memberships were last made true, or a night has passed since the last comparison. */
async function shopsByCalendar(db: Database, at: number): Promise<Due[]> {
  const shops = await db
    .selectFrom("shops")
    .innerJoin("refreshes as segments", (join) =>
      join
        .onRef("segments.shopId", "=", "shops.shopId")
        .on("segments.stage", "=", "segments")
        .on("segments.asOf", "is not", null),
    )
    .leftJoin("refreshes as reconcile", (join) =>
      join.onRef("reconcile.shopId", "=", "shops.shopId").on("reconcile.stage", "=", "reconcile"),
    )
    .leftJoin("refreshes as publish", (join) =>
      join.onRef("publish.shopId", "=", "shops.shopId").on("publish.stage", "=", "publish"),
    )
    .select(["shops.shopId", "timeZone", "installedAt", "segments.asOf", "reconcile.finishedAt"])
    .select("publish.asOf as publishedAsOf")
    .where("uninstalledAt", "is", null)
    .execute();
  return shops.flatMap(({ shopId, timeZone, installedAt, asOf, publishedAsOf, finishedAt }) => {
    const midnight = startOfDay(dayOf(at, timeZone), timeZone);
    const night = midnight + RECONCILE_AT_MS;
    const due: Due[] = [];
    if ((asOf ?? 0) < midnight) due.push({ shopId, name: "segments.refresh-all", since: midnight });
    if (at >= midnight + PUBLISHED_BY_MS && (publishedAsOf ?? Infinity) < midnight) {
      due.push({ shopId, name: "publish.run", since: midnight });
    }
    if (at >= night && (finishedAt ?? installedAt) < night) {
      due.push({ shopId, name: "sync.reconcile", since: night });
    }
    return due;
  });
}

async function leftLying(db: Database, at: number): Promise<Due[]> {
  const shops = await db
    .selectFrom("touchedCustomers")
    .select("shopId")
    .distinct()
    .where("touchedAt", "<", at - LEFT_LYING_MS)
    .execute();
  return shops.map(({ shopId }) => ({
    shopId,
    name: "segments.refresh-touched",
    since: at - PATIENCE_MS,
  }));
}

async function importsStill(db: Database, at: number): Promise<Due[]> {
  const shops = await db
    .selectFrom("imports")
    .innerJoin("shops", "shops.shopId", "imports.shopId")
    .select("imports.shopId")
    .distinct()
    .where("state", "in", ["waiting", "running", "saving"])
    .where("updatedAt", "<", at - STILL_MS)
    .where("uninstalledAt", "is", null)
    .execute();
  return shops.map(({ shopId }) => ({ shopId, name: "sync.import", since: at - PATIENCE_MS }));
}

/** Shopify may never tell that it is through our file; asking costs one point. */
async function publishesUnderWay(db: Database, at: number): Promise<Due[]> {
  const runs = await db
    .selectFrom("publishRuns")
    .innerJoin("shops", "shops.shopId", "publishRuns.shopId")
    .select("publishRuns.shopId")
    .distinct()
    .where("state", "in", ["sending", "bulk"])
    .where("startedAt", "<", at - MINUTE_MS)
    .where("uninstalledAt", "is", null)
    .execute();
  return runs.map(({ shopId }) => ({ shopId, name: "publish.run", since: at - PATIENCE_MS }));
}

/** An offer has begun or ended since we last published. */
async function offersTurned(db: Database, at: number): Promise<Due[]> {
  const offers = await db
    .selectFrom("offers")
    .innerJoin("shops", "shops.shopId", "offers.shopId")
    .innerJoin("refreshes", (join) =>
      join.onRef("refreshes.shopId", "=", "offers.shopId").on("stage", "=", "publish"),
    )
    .select("offers.shopId")
    .distinct()
    .where("state", "=", "active")
    .where("uninstalledAt", "is", null)
    .where((row) =>
      row.or([
        row.and([row("startsAt", "<=", at), row("startsAt", ">", row.ref("asOf"))]),
        row.and([row("endsAt", "<=", at), row("endsAt", ">", row.ref("asOf"))]),
      ]),
    )
    .execute();
  return offers.map(({ shopId }) => ({ shopId, name: "publish.run", since: at - PATIENCE_MS }));
}
