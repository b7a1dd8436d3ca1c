import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { serialQueues, type TaskName } from "./catalog.ts";
import { ATTEMPTS_WITH_LOSSES, type QueuedJob } from "./queued-job.ts";

/** A job in the hands of this worker. */
export interface ClaimedJob {
  jobId: number;
  name: string;
  payload: string;
  attempts: number;
  maxAttempts: number;
}

/** The longest pause is that of the tenth attempt: six hours. PostgreSQL's queue counts the same way. */
const backoffMs = (attempts: number) => Math.round(Math.exp(Math.min(attempts, 10)) * 1000);

export async function enqueueOnSqlite(db: Database, job: QueuedJob): Promise<void> {
  await db
    .insertInto("jobs")
    .values({
      name: job.name,
      key: job.key,
      payload: JSON.stringify(job.payload),
      runAt: job.runAt,
      maxAttempts: job.maxAttempts,
      createdAt: Date.now(),
    })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet((row) => ({
        name: row.ref("excluded.name"),
        payload: row.ref("excluded.payload"),
        runAt: sql<number>`min(jobs.run_at, excluded.run_at)`,
        maxAttempts: row.ref("excluded.maxAttempts"),
        attempts: 0,
        lastFault: null,
      })),
    )
    .execute();
}

/** The queue of a row of `jobs` by its alias; null for what may run beside anything. */
const queueIn = (alias: string): RawBuilder<string | null> => {
  const cases = Object.entries<readonly TaskName[]>(serialQueues).map(
    ([queue, names]) =>
      sql`when ${sql.ref(`${alias}.name`)} in (${sql.join(names.map((name) => sql.lit(name)))})
        then ${sql.lit(`${queue}:`)} || (${sql.ref(`${alias}.payload`)} ->> 'shopId')`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
};

const waitingQueue = queueIn("waiting");
const runningQueue = queueIn("running");

/**
 * Takes the job that has been due longest, if there is any: in one statement, so that no two workers get the same.
 * It is ours until `until`, and its key is free for a next one.
 */
export async function claim(
  db: Database,
  { workerId, now, until }: { workerId: string; now: number; until: number },
): Promise<ClaimedJob | undefined> {
  const { rows } = await sql<ClaimedJob>`
    update jobs
    set locked_by = ${workerId}, locked_until = ${until}, attempts = attempts + 1, claimed_key = key, key = null
    where job_id = (
      select waiting.job_id from jobs as waiting
      where waiting.dead_at is null and waiting.run_at <= ${now} and waiting.locked_by is null
        and (${waitingQueue} is null or ${waitingQueue} not in (
          select ${runningQueue} from jobs as running
          where running.locked_by is not null and ${runningQueue} is not null
        ))
      order by waiting.run_at, waiting.job_id
      limit 1
    )
    returning job_id, name, payload, attempts, max_attempts
  `.execute(db);
  return rows[0];
}

interface Held {
  jobId: number;
  workerId: string;
}

export async function complete(db: Database, { jobId, workerId }: Held): Promise<void> {
  await db.deleteFrom("jobs").where("jobId", "=", jobId).where("lockedBy", "=", workerId).execute();
}

/** Lets a job be tried again later, or not at all when its attempts are used up or trying again cannot help. */
export async function fail(
  db: Database,
  { jobId, workerId }: Held,
  { fault, isHopeless, now }: { fault: string; isHopeless: boolean; now: number },
): Promise<"dead" | "again" | "superseded"> {
  return db.transaction().execute(async (tx) => {
    const job = await tx
      .selectFrom("jobs")
      .select(["attempts", "maxAttempts"])
      .where("jobId", "=", jobId)
      .where("lockedBy", "=", workerId)
      .executeTakeFirst();
    if (!job) return "superseded";
    if (await dropIfSuperseded(tx, [jobId])) return "superseded";
    const isDead = isHopeless || job.attempts >= job.maxAttempts;
    const freed = { lockedBy: null, lockedUntil: null, lastFault: fault };
    await tx
      .updateTable("jobs")
      .set((row) =>
        isDead
          ? { ...freed, deadAt: now }
          : { ...freed, key: row.ref("claimedKey"), runAt: now + backoffMs(job.attempts) },
      )
      .where("jobId", "=", jobId)
      .execute();
    return isDead ? "dead" : "again";
  });
}

/** A newer job of the same key, waiting or running, does the work of an older one that has to be tried again. */
async function dropIfSuperseded(tx: Database, jobIds: number[]): Promise<boolean> {
  const { rows } = await sql`
    delete from jobs where job_id in (${sql.join(jobIds)}) and claimed_key is not null and exists (
      select 1 from jobs as newer
      where newer.dead_at is null and newer.job_id > jobs.job_id
        and (newer.key = jobs.claimed_key or (newer.locked_by is not null and newer.claimed_key = jobs.claimed_key))
    )
    returning job_id
  `.execute(tx);
  return rows.length > 0;
}

/** Says that this worker is still at its jobs. @returns those it still holds */
export async function renew(
  db: Database,
  { workerId, until }: { workerId: string; until: number },
): Promise<number[]> {
  const held = await db
    .updateTable("jobs")
    .set({ lockedUntil: until })
    .where("lockedBy", "=", workerId)
    .returning("jobId")
    .execute();
  return held.map(({ jobId }) => jobId);
}

/**
 * Gives back the jobs of workers that are no more: `gone` by name, and all whose time ran out. Those that were in
 * their last attempt are dead: what kills its worker every time must not do so for ever.
 */
export async function releaseLost(
  db: Database,
  { gone, now, isCounted = true }: { gone: string[]; now: number; isCounted?: boolean },
): Promise<number> {
  const lost = await db
    .selectFrom("jobs")
    .select("jobId")
    .where("lockedBy", "is not", null)
    .where((row) =>
      gone.length > 0
        ? row.or([row("lockedUntil", "<", now), row("lockedBy", "in", gone)])
        : row("lockedUntil", "<", now),
    )
    .execute();
  if (lost.length === 0) return 0;
  const jobIds = lost.map(({ jobId }) => jobId);
  await db.transaction().execute(async (tx) => {
    await dropIfSuperseded(tx, jobIds);
    const ofThese = tx
      .updateTable("jobs")
      .where("jobId", "in", jobIds)
      .where("lockedBy", "is not", null);
    const freed = { lockedBy: null, lockedUntil: null };
    if (isCounted) {
      await ofThese
        .set({ maxAttempts: sql<number>`max_attempts + 1` })
        .where("maxAttempts", "<", ATTEMPTS_WITH_LOSSES)
        .execute();
      await ofThese
        .set({
          ...freed,
          deadAt: now,
          lastFault: "worker_lost: its worker died in the last attempt",
        })
        .whereRef("attempts", ">=", "maxAttempts")
        .execute();
    }
    await ofThese
      .set((row) => ({
        ...freed,
        key: row.ref("claimedKey"),
        ...(isCounted ? {} : { attempts: sql<number>`attempts - 1` }),
      }))
      .execute();
  });
  return jobIds.length;
}
