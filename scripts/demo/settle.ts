import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#app/db/database.server.ts";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { readImports } from "#app/sync/imports.server.ts";

const POLL_MS = 400;

/**
 * Waits until nothing is left to do: everything imported, refreshed and published since `since`, and no job running or due.
 * @throws Error with what went wrong, as the app's home page would say it
 */
export async function settled(
  db: Database,
  { shop, since, say }: { shop: string; since: number; say: (line: string) => void },
): Promise<{ shopId: number }> {
  let said = "";
  let quietPolls = 0;
  for (;;) {
    await sleep(POLL_MS);
    const row = await db
      .selectFrom("shops")
      .select("shopId")
      .where("domain", "=", shop)
      .executeTakeFirst();
    if (!row) continue;
    const imports = await readImports(db, row.shopId);
    const line = imports
      .map((one) => `${one.resource} ${one.state} ${one.savedObjects}`)
      .join(", ");
    if (line !== said) say(line);
    said = line;

    const health = await queueHealth(db, { now: Date.now() });
    if (health.dead > 0) {
      const [dead] = health.deadJobs;
      throw new Error(`${dead?.name ?? "a job"} gave up: ${dead?.fault ?? "unknown"}`);
    }
    const published = await db
      .selectFrom("refreshes")
      .select(["finishedAt", "fault"])
      .where("shopId", "=", row.shopId)
      .where("stage", "=", "publish")
      .executeTakeFirst();
    const isQuiet =
      imports.length > 0 &&
      imports.every((one) => one.state === "done") &&
      (published?.finishedAt ?? 0) >= since &&
      health.running === 0 &&
      health.overdueMs === null;
    quietPolls = isQuiet ? quietPolls + 1 : 0;
    if (quietPolls >= 3) return row;
  }
}
