import { hostname } from "node:os";
import type { Database } from "#app/db/database.server.ts";

/** Workers of this process. */
const ours = new Set<string>();

/** Names a worker of this process, so that the others on this machine can tell whether it still lives. */
export function nameWorker(worker: string): string {
  const workerId = `${worker}@${hostname()}:${process.pid}`;
  ours.add(workerId);
  return workerId;
}

/** What was named. */
export const workerOf = (workerId: string) => workerId.slice(0, workerId.lastIndexOf("@"));

/** Says that a worker is alive. */
export async function beat(
  db: Database,
  { workerId, now }: { workerId: string; now: number },
): Promise<void> {
  await db
    .insertInto("workerHeartbeats")
    .values({ workerId, startedAt: now, seenAt: now })
    .onConflict((conflict) => conflict.column("workerId").doUpdateSet({ seenAt: now }))
    .execute();
}

/**
 * Workers that are no more: their process has gone from this machine, or (elsewhere) they have not been heard of for
 * `silenceMs`.
 */
export async function goneWorkers(
  db: Database,
  { workerId, now, silenceMs }: { workerId: string; now: number; silenceMs: number },
): Promise<string[]> {
  const others = await db
    .selectFrom("workerHeartbeats")
    .select(["workerId", "seenAt"])
    .where("workerId", "!=", workerId)
    .execute();
  return others
    .filter((other) => other.seenAt < now - silenceMs || !isProcessAlive(other.workerId))
    .map((other) => other.workerId);
}

export async function forgetWorkers(db: Database, workerIds: string[]): Promise<void> {
  if (workerIds.length === 0) return;
  await db.deleteFrom("workerHeartbeats").where("workerId", "in", workerIds).execute();
}

/** On another machine nobody can tell, so it counts as alive. */
function isProcessAlive(workerId: string): boolean {
  const [host, pid] = workerId.slice(workerId.lastIndexOf("@") + 1).split(":");
  if (host !== hostname()) return true;
  // Not ours: then a process had our id before us, as the first process of a container has.
  if (Number(pid) === process.pid) return ours.has(workerId);
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
