import type { Database } from "#app/db/database.server.ts";
import { setPurpose } from "#app/segments/purpose.server.ts";
import { addSegment } from "#app/segments/segments.server.ts";
import { measureShape } from "./measure-shape.server.ts";
import { startersFor } from "./templates.ts";

/**
 * Gives a shop its ready-made segments, still without members. Once: a shop that has any segment keeps what it has,
 * and one that a merchant deleted does not come back.
 */
export async function installTemplates(
  db: Database,
  { shopId, at }: { shopId: number; at: number },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const first = await tx
      .selectFrom("segments")
      .select("segmentId")
      .where("shopId", "=", shopId)
      .limit(1)
      .executeTakeFirst();
    if (first) return 0;
    const templates = startersFor(await measureShape(tx, { shopId }));
    for (const { key, name, query, goal, measure } of templates) {
      const added = await addSegment(tx, { shopId, name, query, templateKey: key, asOf: at });
      if (added.kind !== "created") continue;
      await setPurpose(tx, { shopId, segmentId: added.segmentId, objective: goal, measure });
    }
    return templates.length;
  });
}
