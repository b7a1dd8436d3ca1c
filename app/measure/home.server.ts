import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { countingRuleText, type Shop } from "#app/purchases/shop.ts";
import { readImports } from "#app/sync/imports.server.ts";
import { whatNeedsAttention, type Running } from "./attention.ts";
import {
  importProgress,
  type Freshness,
  type Home,
  type ImportProgress,
  type KeyFigures,
  type TopSegment,
} from "./home.ts";

const TOP_SEGMENTS = 6;
const TREND_DAYS = 30;

interface Ask {
  shop: Shop;
  now: number;
  /** Whether the database has room to grow, as far as this process can see. */
  hasRoom: boolean;
}

/** All that the first page shows. Key figures read every customer's facts once (a million: some tenths of a second). */
export async function readHome(db: Database, ask: Ask): Promise<Home> {
  const { shop, now } = ask;
  const { shopId } = shop;
  const progress = await readProgress(db, { shopId, now });
  const figures = await readFigures(db, shopId);
  const segments = await readTopSegments(db, shopId);
  const counts = await countSegmentsAndOffers(db, shopId);
  const freshness = await readFreshness(db, shopId);
  const attention = whatNeedsAttention(await readRunning(db, ask));
  return {
    progress,
    figures,
    segments,
    ...counts,
    freshness,
    attention,
    countingRule: countingRuleText(shop),
  };
}

async function readProgress(
  db: Database,
  { shopId, now }: { shopId: number; now: number },
): Promise<ImportProgress | null> {
  const imports = await readImports(db, shopId);
  if (imports.length === 0) return null;
  const steps = imports.map(({ resource, state, savedObjects, expectedObjects }) => ({
    resource,
    state,
    saved: savedObjects,
    expected: expectedObjects,
  }));
  return importProgress(steps, {
    startedAt: Math.min(...imports.map(({ startedAt }) => startedAt)),
    now,
  });
}

async function readFigures(db: Database, shopId: number): Promise<KeyFigures> {
  const row = await db
    .selectFrom("customerFacts")
    .select(({ fn }) => [
      fn.countAll<number>().as("customers"),
      sql<number>`cast(coalesce(sum(case when orders > 0 then 1 else 0 end), 0) as bigint)`.as(
        "buyers",
      ),
      sql<number>`cast(coalesce(sum(case when orders > 1 then 1 else 0 end), 0) as bigint)`.as(
        "regulars",
      ),
      sql<number>`cast(coalesce(sum(orders), 0) as bigint)`.as("orders"),
      sql<number>`cast(coalesce(sum(net_minor), 0) as bigint)`.as("netMinor"),
      fn.max("asOf").as("asOf"),
    ])
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  const { customers, buyers, regulars, orders, netMinor, asOf } = row;
  return { customers, buyers, regulars, orders, netMinor, asOf: customers === 0 ? null : asOf };
}

async function readTopSegments(db: Database, shopId: number): Promise<TopSegment[]> {
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "name", "memberCount", "asOf"])
    .where("shopId", "=", shopId)
    .orderBy("memberCount", "desc")
    .orderBy("segmentId")
    .limit(TOP_SEGMENTS)
    .execute();
  if (segments.length === 0) return [];
  const ids = segments.map(({ segmentId }) => segmentId);
  const latest = await db
    .selectFrom("segmentSizes")
    .select(({ fn }) => fn.max("day").as("day"))
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  const sizes = await db
    .selectFrom("segmentSizes")
    .select(["segmentId", "members"])
    .where("shopId", "=", shopId)
    .where("segmentId", "in", ids)
    .where("day", ">", (latest?.day ?? 0) - TREND_DAYS)
    .orderBy("day")
    .execute();
  return segments.map((segment) => ({
    ...segment,
    trend: sizes
      .filter(({ segmentId }) => segmentId === segment.segmentId)
      .map(({ members }) => members),
  }));
}

async function countSegmentsAndOffers(db: Database, shopId: number) {
  const { segmentCount, offerCount } = await db
    .selectNoFrom(({ selectFrom }) => [
      selectFrom("segments")
        .select(({ fn }) => fn.countAll<number>().as("n"))
        .where("shopId", "=", shopId)
        .as("segmentCount"),
      selectFrom("offers")
        .select(({ fn }) => fn.countAll<number>().as("n"))
        .where("shopId", "=", shopId)
        .as("offerCount"),
    ])
    .executeTakeFirstOrThrow();
  return { segmentCount: segmentCount ?? 0, offerCount: offerCount ?? 0 };
}

const STAGES = ["facts", "segments", "recommendations", "publish", "reconcile"];

async function readFreshness(db: Database, shopId: number): Promise<Freshness[]> {
  const rows = await db
    .selectFrom("refreshes")
    .select(["stage", "asOf"])
    .where("shopId", "=", shopId)
    .execute();
  return STAGES.map((stage) => ({
    stage,
    asOf: rows.find((row) => row.stage === stage)?.asOf ?? null,
  }));
}

async function readRunning(db: Database, { shop, now, hasRoom }: Ask): Promise<Running> {
  const { shopId, hasAllOrders } = shop;
  const queue = await queueHealth(db, { now, shopId });
  const stages = await db
    .selectFrom("refreshes")
    .selectAll()
    .where("shopId", "=", shopId)
    .execute();
  const failedImports = await db
    .selectFrom("imports")
    .select(["resource", "fault"])
    .where("shopId", "=", shopId)
    .where("state", "=", "failed")
    .execute();
  const faultySegments = await db
    .selectFrom("segments")
    .select(["segmentId", "name"])
    .where("shopId", "=", shopId)
    .where("fault", "is not", null)
    .execute();
  const faultyOffers = await db
    .selectFrom("offers")
    .select(["offerId", "title"])
    .where("shopId", "=", shopId)
    .where("state", "=", "active")
    .where("fault", "is not", null)
    .execute();
  return {
    now,
    hasAllOrders,
    isDiskFull: !hasRoom || queue.outOfRoom > 0,
    workerSeenAt: queue.lastHeartbeatAt,
    deadJobs: queue.dead,
    failedImports,
    failedStages: stages.filter(
      ({ failedAt, finishedAt }) => failedAt !== null && failedAt > (finishedAt ?? 0),
    ),
    faultySegments,
    faultyOffers,
    drift: await readDrift(db, shopId),
    segmentsAsOf: stages.find(({ stage }) => stage === "segments")?.asOf ?? null,
  };
}

/** What the last whole pass over all resources found. */
async function readDrift(db: Database, shopId: number): Promise<Running["drift"]> {
  const rows = await db
    .selectFrom("reconciliations as latest")
    .select(["finishedAt", "missing", "stale", "extra"])
    .where("shopId", "=", shopId)
    .where("finishedAt", "is not", null)
    .where("startedAt", "=", ({ selectFrom }) =>
      selectFrom("reconciliations as other")
        .select(({ fn }) => fn.max("startedAt").as("startedAt"))
        .whereRef("other.shopId", "=", "latest.shopId")
        .whereRef("other.resource", "=", "latest.resource")
        .where("other.finishedAt", "is not", null),
    )
    .execute();
  if (rows.length === 0) return null;
  const total = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0);
  return {
    at: Math.max(...rows.map(({ finishedAt }) => finishedAt ?? 0)),
    missing: total(({ missing }) => missing),
    stale: total(({ stale }) => stale),
    extra: total(({ extra }) => extra),
  };
}
