import type { Database } from "#app/db/database.server.ts";

export type ProgressPart = "reading" | "learning" | "picking";

/** Written at most so often. */
const EVERY_MS = 1_000;

/** Says how far learning and picking are, for a page to show. */
export function progressOf(db: Database, { shopId, now }: { shopId: number; now: () => number }) {
  const startedAt = now();
  let said: { part: ProgressPart; at: number } | null = null;
  return {
    async say(part: ProgressPart, done: number, total: number) {
      const at = now();
      if (said?.part === part && at - said.at < EVERY_MS) return;
      said = { part, at };
      const changes = { part, done, total, startedAt, updatedAt: at };
      await db
        .insertInto("recommendationProgress")
        .values({ shopId, ...changes })
        .onConflict((conflict) => conflict.column("shopId").doUpdateSet(changes))
        .execute();
    },
    async end() {
      await db.deleteFrom("recommendationProgress").where("shopId", "=", shopId).execute();
    },
  };
}

/** Null when nothing is running. */
export const readProgress = (db: Database, { shopId }: { shopId: number }) =>
  db
    .selectFrom("recommendationProgress")
    .select(["part", "done", "total"])
    .where("shopId", "=", shopId)
    .executeTakeFirst()
    .then((row) => row ?? null);
