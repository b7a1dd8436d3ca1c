import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Shop } from "#app/purchases/shop.ts";

/** Merchants change products one after the other: their news is waited for, and taken together. */
const SETTLE_MS = 60_000;

/** A segment that asks what somebody bought asks what those products are now: its customers are not known by name. */
export async function readSegmentsAgain(
  db: Database,
  { shop: { shopId }, now }: { shop: Shop; now: () => number },
): Promise<void> {
  const asking = await db
    .selectFrom("segments")
    .select("segmentId")
    .where("shopId", "=", shopId)
    .where((row) =>
      row.or([row("query", "like", "%product%"), row("query", "like", "%purchased%")]),
    )
    .limit(1)
    .executeTakeFirst();
  if (!asking) return;
  const key = `segments.refresh-all:${shopId}`;
  await enqueue(db, "segments.refresh-all", { shopId }, { key, runAt: now() + SETTLE_MS });
}
