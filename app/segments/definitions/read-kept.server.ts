import type { Database } from "#app/db/database.server.ts";
import { isMeasure, isObjective } from "../objectives.ts";
import type { Kept } from "./steps.ts";

/** The shop's segments as files would say them, by priority. */
export async function readKept(db: Database, { shopId }: { shopId: number }): Promise<Kept[]> {
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "handle", "name", "query", "priority", "objective", "measure"])
    .select("memberCount")
    .where("shopId", "=", shopId)
    .orderBy("priority")
    .orderBy("segmentId")
    .execute();
  return segments.map(({ objective, measure, ...segment }) => ({
    ...segment,
    ...(isObjective(objective) ? { objective } : {}),
    ...(isMeasure(measure) ? { measure } : {}),
  }));
}
