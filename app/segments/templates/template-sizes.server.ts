import type { Database } from "#app/db/database.server.ts";
import { countMembers } from "#app/segments/live-count/count-members.server.ts";

export interface TemplateSize {
  members: number;
  /** Not all customers were asked in time: about. */
  isAbout: boolean;
}

/** What a merchant waits for one size; there are about a dozen on a page. */
const PATIENCE_MS = 150;

/**
 * How many customers each of some queries is true of now: counted in turn, block by block, so that others are served in
 * between, and estimated where time is up. A query that is refused has no size.
 */
export async function sizesOf(
  db: Database,
  { shopId, queries, asOf }: { shopId: number; queries: readonly string[]; asOf: number },
): Promise<Map<string, TemplateSize>> {
  const sizes = new Map<string, TemplateSize>();
  for (const query of new Set(queries)) {
    const counted = await countMembers(db, { shopId, query, asOf, patienceMs: PATIENCE_MS });
    if (counted.kind === "refused") continue;
    sizes.set(query, { members: counted.members, isAbout: counted.isEstimate });
  }
  return sizes;
}
