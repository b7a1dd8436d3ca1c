import type { Database } from "#app/db/database.server.ts";
import { parseQuery } from "./query/parse-query.ts";
import { needsAcknowledgement } from "./lints/lints.ts";
import type { Measure, Objective } from "./objectives.ts";

interface Key {
  shopId: number;
  segmentId: number;
}

/** Says what a segment is for, and by which number it is judged. */
export async function setPurpose(
  db: Database,
  { shopId, segmentId, ...purpose }: Key & { objective: Objective | null; measure: Measure | null },
) {
  await db
    .updateTable("segments")
    .set(purpose)
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .execute();
}

/** Keeps that the merchant knows what the query asks, and that prices may depend on it. Of this query alone. */
export async function acknowledgeGrounds(
  db: Database,
  { shopId, segmentId, query }: Key & { query: string },
) {
  await db
    .updateTable("segments")
    .set({ acknowledgedQuery: query })
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .where("query", "=", query)
    .execute();
}

/** Whether a price may depend on a segment: its query asks nothing protected, or the merchant has answered for it. */
export function maySetPrices({
  query,
  acknowledgedQuery,
}: {
  query: string;
  acknowledgedQuery: string | null;
}): boolean {
  if (query === acknowledgedQuery) return true;
  const parsed = parseQuery(query);
  return parsed.kind === "parsed" && !needsAcknowledgement(parsed.query);
}
