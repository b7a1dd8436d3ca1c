import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { countMembers } from "../../members.server.ts";
import { askableCustomers, conditionOf } from "../../query/condition-of.server.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { Query } from "../../query/query.ts";
import { emptyRanges } from "./empty-ranges.ts";
import type { Counted, Preview } from "./preview.ts";

interface Asked {
  shop: Shop;
  query: string;
  /** The segment whose query it would be. */
  segmentId: number | null;
  asOf: number;
}

/** Whom a query is true of now, whom saving it would move, and what about it is surely not meant. */
export async function previewQuery(
  db: Database,
  { shop, query, segmentId, asOf }: Asked,
): Promise<Preview> {
  const { shopId, timeZone, currency } = shop;
  const parsed = parseQuery(query);
  if (parsed.kind === "refused") return parsed;
  const counted = await countMembers(db, { shopId, query, asOf });
  if (counted.kind === "refused") return counted;
  const moves =
    segmentId === null
      ? null
      : await countMoves(db, { shop, query: parsed.query, segmentId, asOf }, counted.members);
  const warnings = emptyRanges(parsed.query, { now: asOf, timeZone, currency });
  return { ...counted, isEstimate: false, moves, warnings };
}

/** Who would join and leave a segment, of those it has now. */
async function countMoves(
  db: Database,
  { shop, query, segmentId, asOf }: Omit<Asked, "query"> & { query: Query; segmentId: number },
  members: number,
): Promise<Counted["moves"]> {
  const { shopId, timeZone, currency } = shop;
  const { stay } = await askableCustomers(db, { shopId })
    .innerJoin("memberships", (join) =>
      join
        .onRef("memberships.shopId", "=", "customers.shopId")
        .onRef("memberships.customerId", "=", "customers.customerId")
        .on("memberships.segmentId", "=", segmentId),
    )
    .select(({ fn }) => fn.countAll<number>().as("stay"))
    .where(conditionOf(query, { now: asOf, timeZone, currency }))
    .executeTakeFirstOrThrow();
  const { had } = await db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("had"))
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirstOrThrow();
  return { join: Math.max(0, members - stay), leave: had - stay };
}
