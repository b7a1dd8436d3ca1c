import type { Database } from "#app/db/database.server.ts";

interface Saved {
  shopId: number;
  segmentId: number;
  name: string;
  query: string;
  at: number;
}

/** Keeps what a segment was saved as. A name or query that did not change makes no version. Inside a transaction. */
export async function recordVersion(tx: Database, { shopId, segmentId, name, query, at }: Saved) {
  const last = await tx
    .selectFrom("segmentVersions")
    .select(["version", "name", "query"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last?.name === name && last.query === query) return;
  await tx
    .insertInto("segmentVersions")
    .values({
      ...{ shopId, segmentId, version: (last?.version ?? 0) + 1 },
      name,
      query,
      savedAt: at,
    })
    .execute();
}
