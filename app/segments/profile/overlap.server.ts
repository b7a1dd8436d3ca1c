import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Sample } from "./sample.server.ts";

export interface Overlap {
  segmentId: number;
  name: string;
  members: number;
  /** In both; of a sample, about. */
  shared: number;
}

/** How many members a segment shares with each other one of its shop, most first. */
export async function overlapsOf(
  db: Database,
  { shopId, segmentId, sample }: { shopId: number; segmentId: number; sample: Sample },
): Promise<Overlap[]> {
  const rows = await db
    .selectFrom("memberships")
    .innerJoin("segments", (join) =>
      join
        .onRef("segments.shopId", "=", "memberships.shopId")
        .onRef("segments.segmentId", "=", "memberships.segmentId"),
    )
    .select(({ fn }) => [
      "segments.segmentId",
      "segments.name",
      "segments.memberCount as members",
      fn.countAll<number>().as("shared"),
    ])
    .where("memberships.shopId", "=", shopId)
    .where("memberships.customerId", "in", idsIn(db, sample.customerIds))
    .where("memberships.segmentId", "!=", segmentId)
    .groupBy(["segments.segmentId", "segments.name", "segments.memberCount"])
    .orderBy(sql`count(*)`, "desc")
    .orderBy("segments.segmentId")
    .execute();
  const weight = sample.of / Math.max(1, sample.customerIds.length);
  return rows.map((row) => ({
    ...row,
    shared: Math.min(row.members, Math.round(row.shared * weight)),
  }));
}
