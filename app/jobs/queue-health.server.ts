import { sql, type RawBuilder } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { DISK_FULL_CODE } from "#app/platform/errors.ts";

export interface DeadJob {
  jobId: number;
  name: string;
  fault: string | null;
  attempts: number;
  diedAt: number;
}

export interface QueueHealth {
  /** Due or not yet due. */
  waiting: number;
  running: number;
  dead: number;
  /** The latest dead ones, newest first, at most fifty. */
  deadJobs: DeadJob[];
  /** How long the job that has been due longest has waited; null when none is due. */
  overdueMs: number | null;
  /** Jobs that failed, and will be tried again, because there was no room left on the disk. */
  outOfRoom: number;
  /** When a worker was last heard of; null when none ever was. */
  lastHeartbeatAt: number | null;
}

const SHOWN = 50;
const OUT_OF_ROOM = `${DISK_FULL_CODE}:%`;

/**
 * What the queue has before it, and what needs somebody's attention: of one shop, or without `shopId` of all and of
 * none (the clock's own). Workers work for all shops.
 */
export async function queueHealth(
  db: Database,
  { now, shopId }: { now: number; shopId?: number },
): Promise<QueueHealth> {
  const [counts, deadJobs, heartbeat] = await Promise.all([
    countJobs(db, shopId),
    listDead(db, shopId),
    db
      .selectFrom("workerHeartbeats")
      .select(({ fn }) => fn.max("seenAt").as("seenAt"))
      .executeTakeFirst(),
  ]);
  const { dueAt, ...numbers } = counts;
  return {
    ...numbers,
    deadJobs,
    overdueMs: dueAt !== null && dueAt <= now ? now - dueAt : null,
    lastHeartbeatAt: heartbeat?.seenAt ?? null,
  };
}

interface Counts {
  waiting: number;
  running: number;
  dead: number;
  outOfRoom: number;
  dueAt: number | null;
}

/** Whose job it is stands in its payload; graphile's view leaves the payload out. */
const ofShop = (db: Database, shopId: number | undefined): RawBuilder<boolean> => {
  if (shopId === undefined) return sql`true`;
  return dialectOf(db) === "postgresql"
    ? sql`id in (select id from graphile_worker._private_jobs where payload ->> 'shopId' = ${String(shopId)}::text)`
    : sql`payload ->> 'shopId' = ${shopId}`;
};

async function countJobs(db: Database, shopId: number | undefined): Promise<Counts> {
  const { rows } =
    dialectOf(db) === "postgresql"
      ? await sql<Counts>`
          select
            count(*) filter (where locked_at is null and attempts < max_attempts)::int as waiting,
            count(*) filter (where locked_at is not null)::int as running,
            count(*) filter (where locked_at is null and attempts >= max_attempts)::int as dead,
            count(*) filter (where locked_at is null and attempts < max_attempts and last_error like ${OUT_OF_ROOM})::int
              as out_of_room,
            (extract(epoch from min(run_at) filter (where locked_at is null and attempts < max_attempts)) * 1000)::float8
              as due_at
          from graphile_worker.jobs where ${ofShop(db, shopId)}`.execute(db)
      : await sql<Counts>`
          select
            count(*) filter (where locked_by is null and dead_at is null) as waiting,
            count(*) filter (where locked_by is not null) as running,
            count(*) filter (where dead_at is not null) as dead,
            count(*) filter (where locked_by is null and dead_at is null and last_fault like ${OUT_OF_ROOM}) as out_of_room,
            min(run_at) filter (where locked_by is null and dead_at is null) as due_at
          from jobs where ${ofShop(db, shopId)}`.execute(db);
  return rows[0] ?? { waiting: 0, running: 0, dead: 0, outOfRoom: 0, dueAt: null };
}

async function listDead(db: Database, shopId: number | undefined): Promise<DeadJob[]> {
  const { rows } =
    dialectOf(db) === "postgresql"
      ? await sql<DeadJob>`
          select id as job_id, task_identifier as name, last_error as fault, attempts::int,
            (extract(epoch from updated_at) * 1000)::float8 as died_at
          from graphile_worker.jobs
          where locked_at is null and attempts >= max_attempts and ${ofShop(db, shopId)}
          order by updated_at desc limit ${SHOWN}`.execute(db)
      : await sql<DeadJob>`
          select job_id, name, last_fault as fault, attempts, dead_at as died_at
          from jobs where dead_at is not null and ${ofShop(db, shopId)}
          order by dead_at desc limit ${SHOWN}`.execute(db);
  return rows;
}

/** Has a dead job run again, now and with all its attempts. @returns whether it was still there and dead */
export async function retryDead(
  db: Database,
  { jobId, now }: { jobId: number; now: number },
): Promise<boolean> {
  if (dialectOf(db) === "postgresql") {
    const { rows } = await sql<{ id: number | null }>`
      select (graphile_worker.reschedule_jobs(array[id]::bigint[], run_at := now(), attempts := 0)).id
      from graphile_worker.jobs
      where id = ${jobId} and locked_at is null and attempts >= max_attempts`.execute(db);
    return Boolean(rows[0]?.id);
  }
  const revived = await db
    .updateTable("jobs")
    .set({ deadAt: null, attempts: 0, runAt: now, lastFault: null })
    .where("jobId", "=", jobId)
    .where("deadAt", "is not", null)
    .executeTakeFirst();
  return revived.numUpdatedRows > 0n;
}

/**
 * Whether a job of this key waits, runs, or died since a moment: the clock need not ask for it again.
 * A dead one has had all its attempts; it is for somebody to look at, until the next time it would have been asked for.
 */
export async function isAskedFor(
  db: Database,
  { key, since }: { key: string; since: number },
): Promise<boolean> {
  const { rows } =
    dialectOf(db) === "postgresql"
      ? await sql`
          select 1 from graphile_worker.jobs
          where key = ${key} and (locked_at is not null or attempts < max_attempts
            or updated_at >= to_timestamp(${since}::float8 / 1000))
          limit 1`.execute(db)
      : await sql`
          select 1 from jobs
          where (key = ${key} or claimed_key = ${key}) and (dead_at is null or dead_at >= ${since})
          limit 1`.execute(db);
  return rows.length > 0;
}
