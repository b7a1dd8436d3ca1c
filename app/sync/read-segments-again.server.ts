import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Shop } from "#app/purchases/shop.ts";

/** Merchants change products one after the other: their news is waited for, and taken together. */
const SETTLE_MS = 60_000;

/** What stands in every query that asks for products: more queries than these lose nothing but a refresh. */
const ASKS_FOR_PRODUCTS = ["product", "purchased", "share_of_", "distinct_", "gift_share"];

/** A segment that asks what somebody bought asks what those products are now: its customers are not known by name. */
export async function readSegmentsAgain(
  db: Database,
  { shop: { shopId }, now }: { shop: Shop; now: () => number },
): Promise<void> {
  const asking = await db
    .selectFrom("segments")
    .select("segmentId")
    .where("shopId", "=", shopId)
    .where((row) => row.or(ASKS_FOR_PRODUCTS.map((word) => row("query", "like", `%${word}%`))))
    .limit(1)
    .executeTakeFirst();
  if (!asking) return;
  const key = `segments.refresh-all:${shopId}`;
  await enqueue(db, "segments.refresh-all", { shopId }, { key, runAt: now() + SETTLE_MS });
}
