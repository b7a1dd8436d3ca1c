import type { Database } from "#app/db/database.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { refreshMemberships } from "#app/segments/refresh-memberships.server.ts";
import { scoreCustomers } from "#app/segments/rfm/score-customers.server.ts";
import { TYPICAL_QUERIES } from "./typical-queries.ts";
import { NOW } from "./write-shop.ts";

export interface Refreshed {
  factsMs: number;
  rfmMs: number;
  segmentsMs: number;
  /** Members of each of the twenty segments. */
  members: number[];
}

/** Facts, scores and twenty segments of a shop from nothing, by the functions that the app runs at midnight. */
export async function refreshShop(db: Database): Promise<Refreshed> {
  const all = { shopId: 1, which: "all", asOf: NOW } as const;
  await addSegments(db, TYPICAL_QUERIES);
  const factsMs = await timed(() => refreshFacts(db, all));
  const rfmMs = await timed(() => db.transaction().execute((tx) => scoreCustomers(tx, all)));
  const segmentsMs = await timed(async () => {
    const { faults } = await refreshMemberships(db, all);
    if (faults > 0) throw new Error(`${faults} segments could not be refreshed`);
  });
  const rows = await db.selectFrom("segments").select("memberCount").orderBy("segmentId").execute();
  return { factsMs, rfmMs, segmentsMs, members: rows.map(({ memberCount }) => memberCount) };
}

export async function addSegments(db: Database, queries: readonly string[]) {
  const { n } = await db
    .selectFrom("segments")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  for (const [index, query] of queries.entries()) {
    const segmentId = n + index + 1;
    await db
      .insertInto("segments")
      .values({
        ...{ shopId: 1, segmentId, handle: `s-${segmentId}`, name: `Segment ${segmentId}`, query },
        ...{ templateKey: null, priority: segmentId, memberCount: 0, asOf: null, fault: null },
        ...{ createdAt: NOW, updatedAt: NOW },
      })
      .execute();
  }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
