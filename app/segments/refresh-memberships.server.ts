import { sql } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { faultText, isDatabaseAway } from "#app/platform/errors.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import type { Cause } from "./membership/cause.ts";
import { namingSegments } from "./membership/naming-segments.server.ts";
import { groupsOf, levelsOf, namedSegments } from "./membership/dependence.ts";
import { moveMembers, TOGETHER, type Moved, type Which } from "./membership/move-members.server.ts";
import { parseForShop } from "./parse-for-shop.server.ts";

interface Refreshing {
  shopId: number;
  which: Which;
  asOf: number;
}

/** Of all customers at most so many segments in one transaction: a large shop's write lock is let go between. */
const TOGETHER_OF_ALL = 10;

/**
 * Brings a shop's memberships up to date, of all customers or of a few. Facts and scores must be fresh. Segments
 * change whole, with their sizes and as-of times, in one transaction; one that cannot be refreshed keeps its members
 * and shows its fault, and the others go on. May run twice.
 */
export async function refreshMemberships(db: Database, { shopId, which, asOf }: Refreshing) {
  const shop = await readShop(db, shopId);
  const segments = await namingSegments(db, { shopId });
  const total = { joined: 0, left: 0, faults: 0 };
  for (const group of groupsOf(segments, which === "all" ? TOGETHER_OF_ALL : TOGETHER)) {
    const segmentIds = group.map(({ segmentId }) => segmentId);
    const moved = await refreshOrKeep(db, { shop, segmentIds, which, asOf });
    total.joined += moved.joined;
    total.left += moved.left;
    total.faults += moved.faults;
  }
  return total;
}

interface Batch {
  shop: Shop;
  segmentIds: readonly number[];
  which: Which;
  asOf: number;
}

/** All together; if that fails, each alone, so that only the one that fails stays behind. */
async function refreshOrKeep(db: Database, batch: Batch): Promise<Moved & { faults: number }> {
  try {
    return await atomically(db, (tx) => refreshSegments(tx, batch));
  } catch (thrown) {
    if (isDatabaseAway(thrown)) throw thrown; // not for a segment to show: all of it is tried again
    const { shop, segmentIds } = batch;
    const [only] = segmentIds;
    if (segmentIds.length === 1 && only !== undefined) {
      await keepWithFault(db, { shop, segmentId: only, fault: faultText(thrown) });
      return { joined: 0, left: 0, faults: 1 };
    }
  }
  const total = { joined: 0, left: 0, faults: 0 };
  for (const segmentId of batch.segmentIds) {
    const moved = await refreshOrKeep(db, { ...batch, segmentIds: [segmentId] });
    total.joined += moved.joined;
    total.left += moved.left;
    total.faults += moved.faults;
  }
  return total;
}

/**
 * These segments by their queries of now, which cannot change meanwhile; who asks for another of them comes after it.
 * Whatever the cause, one that was never filled is created. Inside a transaction.
 */
export async function refreshSegments(
  tx: Database,
  { shop, segmentIds, which, asOf, cause }: Batch & { cause?: Cause | undefined },
): Promise<Moved & { faults: number }> {
  const rows = await tx
    .selectFrom("segments")
    .select(["segmentId", "name", "query", "asOf"])
    .where("shopId", "=", shop.shopId)
    .where("segmentId", "in", idsIn(tx, segmentIds))
    .orderBy("segmentId")
    .$if(dialectOf(tx) === "postgresql", (select) => select.forUpdate())
    .execute();
  const importedAt = which === "all" ? await lastImport(tx, shop) : null;
  let faults = 0;
  const segments = [];
  for (const { segmentId, name, query, asOf: before } of rows) {
    const parsed = await parseForShop(tx, { shopId: shop.shopId, query });
    if (parsed.kind === "refused") {
      const fault = parsed.errors[0]?.message ?? "the query is refused";
      await keepWithFault(tx, { shop, segmentId, fault });
      faults += 1;
      continue;
    }
    const since = { shop, before, importedAt, which, asOf };
    segments.push({
      ...{ segmentId, name, query: parsed.query, asOf: before },
      names: namedSegments(parsed.query).map((one) => one.name),
      cause: (before === null ? undefined : cause) ?? causeSince(since),
    });
  }
  const total = { joined: 0, left: 0, faults };
  for (const level of levelsOf(segments)) {
    for (let from = 0; from < level.length; from += TOGETHER) {
      const together = level.slice(from, from + TOGETHER);
      const moved = await moveMembers(tx, { shop, segments: together, which, asOf });
      total.joined += moved.joined;
      total.left += moved.left;
    }
  }
  return total;
}

interface Since {
  shop: Shop;
  before: number | null;
  importedAt: number | null;
  which: Which;
  asOf: number;
}

/** What changes members for whom nothing is noted: an import, a day that passed, and without either the settings. */
function causeSince({ shop, before, importedAt, which, asOf }: Since): Cause {
  if (before === null) return "created";
  if (which !== "all") return "customer";
  if (importedAt !== null && importedAt > before) return "import";
  return dayOf(before, shop.timeZone) === dayOf(asOf, shop.timeZone) ? "settings" : "time";
}

async function lastImport(db: Database, { shopId }: Shop): Promise<number | null> {
  const { at } = await db
    .selectFrom("imports")
    .select(({ fn }) => fn.max<number | null>("finishedAt").as("at"))
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  return at;
}

async function keepWithFault(
  db: Database,
  { shop, segmentId, fault }: { shop: Shop; segmentId: number; fault: string },
) {
  await db
    .updateTable("segments")
    .set({ fault })
    .where("shopId", "=", shop.shopId)
    .where("segmentId", "=", segmentId)
    .execute();
}

/** A transaction of its own, or, inside one, a savepoint. */
async function atomically<Result>(
  db: Database,
  change: (tx: Database) => Promise<Result>,
): Promise<Result> {
  if (!db.isTransaction) return db.transaction().execute(change);
  await sql`savepoint segments`.execute(db);
  try {
    const result = await change(db);
    await sql`release savepoint segments`.execute(db);
    return result;
  } catch (thrown) {
    if (isDatabaseAway(thrown)) throw thrown; // and the transaction with it, perhaps gone already
    await sql`rollback to savepoint segments`.execute(db);
    throw thrown;
  }
}
