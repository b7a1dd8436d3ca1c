import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { countMembers } from "../../live-count/count-members.server.ts";
import { parseForShop } from "../../parse-for-shop.server.ts";
import { emptyRanges } from "./empty-ranges.ts";
import type { Preview } from "./preview.ts";

interface Asked {
  shop: Shop;
  query: string;
  /** The segment whose query it would be. */
  segmentId: number | null;
  asOf: number;
  /** Nobody waits for the answer any more. */
  signal?: AbortSignal;
}

/** Whom a query is true of now, whom saving it would move, and what about it is surely not meant. */
export async function previewQuery(
  db: Database,
  { shop, query, segmentId, asOf, signal }: Asked,
): Promise<Preview> {
  const { shopId, timeZone, currency } = shop;
  const parsed = await parseForShop(db, { shopId, query });
  if (parsed.kind === "refused") return parsed;
  const counted = await countMembers(db, {
    ...{ shopId, query, asOf, segmentId },
    ...(signal && { signal }),
  });
  if (counted.kind === "refused") return counted;
  const warnings = emptyRanges(parsed.query, { now: asOf, timeZone, currency });
  return { ...counted, warnings };
}
