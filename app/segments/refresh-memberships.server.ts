import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { faultText, isDatabaseAway } from "#app/platform/errors.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { parseQuery } from "./query/parse-query.ts";
import { refreshSegment, type Moved, type Which } from "./refresh-segment.server.ts";

interface Refreshing {
  shopId: number;
  which: Which;
  asOf: number;
}

/**
 * Brings a shop's memberships up to date: who came, who went, one set each, of all customers or of a few. Facts and
 * scores must be fresh. A segment changes whole, with its size and as-of time, in one transaction; one that cannot be
 * refreshed keeps its members and shows its fault. May run twice.
 */
export async function refreshMemberships(db: Database, { shopId, which, asOf }: Refreshing) {
  const shop = await readShop(db, shopId);
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "query"])
    .where("shopId", "=", shopId)
    .orderBy("segmentId")
    .execute();
  const total = { joined: 0, left: 0, faults: 0 };
  for (const { segmentId, query } of segments) {
    const moved = await refreshOrKeep(db, { shop, segmentId, query, which, asOf });
    total.joined += moved?.joined ?? 0;
    total.left += moved?.left ?? 0;
    total.faults += moved ? 0 : 1;
  }
  return total;
}

interface Member {
  shop: Shop;
  segmentId: number;
  query: string;
  which: Which;
  asOf: number;
}

async function refreshOrKeep(db: Database, member: Member): Promise<Moved | null> {
  const { shop, segmentId } = member;
  const keepWithFault = async (fault: string) => {
    await db
      .updateTable("segments")
      .set({ fault })
      .where("shopId", "=", shop.shopId)
      .where("segmentId", "=", segmentId)
      .execute();
    return null;
  };
  const parsed = parseQuery(member.query);
  if (parsed.kind === "refused") {
    return keepWithFault(parsed.errors[0]?.message ?? "the query is refused");
  }
  try {
    return await atomically(db, (tx) => refreshSegment(tx, { ...member, query: parsed.query }));
  } catch (thrown) {
    if (isDatabaseAway(thrown)) throw thrown; // not for this segment to show: all of it is tried again
    return keepWithFault(faultText(thrown));
  }
}

/** A transaction of its own, or, inside one, a savepoint. */
async function atomically<Result>(
  db: Database,
  change: (tx: Database) => Promise<Result>,
): Promise<Result> {
  if (!db.isTransaction) return db.transaction().execute(change);
  await sql`savepoint segment`.execute(db);
  try {
    const result = await change(db);
    await sql`release savepoint segment`.execute(db);
    return result;
  } catch (thrown) {
    if (isDatabaseAway(thrown)) throw thrown; // and the transaction with it, perhaps gone already
    await sql`rollback to savepoint segment`.execute(db);
    throw thrown;
  }
}
