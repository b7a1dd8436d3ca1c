import { randomInt } from "node:crypto";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { parseForShop } from "./parse-for-shop.server.ts";
import { findLoop, renameInQueries, usersOf, withDependents } from "./membership/naming.server.ts";
import type { Cause } from "./membership/cause.ts";
import { refreshSegments } from "./refresh-memberships.server.ts";
import type { NotSaved, Segment } from "./segment.ts";
import { recordVersion } from "./versions/record-version.server.ts";

interface Definition {
  name: string;
  query: string;
}
interface Key {
  shopId: number;
  segmentId: number;
}

/**
 * Makes a segment and fills it, in one transaction: whoever sees it sees its members. Recommendations and publishing
 * follow by a job.
 */
export async function createSegment(
  db: Database,
  {
    shopId,
    asOf,
    templateKey = null,
    ...definition
  }: Definition & { shopId: number; asOf: number; templateKey?: string | null },
): Promise<{ kind: "created"; segmentId: number; handle: string } | NotSaved> {
  const parsed = await parseForShop(db, { shopId, query: definition.query });
  if (parsed.kind === "refused") return { kind: "query-refused", errors: parsed.errors };
  return db.transaction().execute(async (tx) => {
    const looped = await findLoop(tx, { shopId, parsed, ...definition });
    if (looped) return looped;
    const created = await addSegment(tx, { shopId, asOf, templateKey, ...definition });
    if (created.kind !== "created") return created;
    await fill(tx, { shopId, segmentId: created.segmentId, asOf, cause: "created" });
    return created;
  });
}

interface Added extends Definition {
  shopId: number;
  asOf: number;
  templateKey: string | null;
  /** One that is known already; a new one otherwise. */
  handle?: string | undefined;
}

/** A segment without members yet, behind all others. Inside a transaction. */
export async function addSegment(
  tx: Database,
  { shopId, name, query, templateKey, asOf, handle = newHandle() }: Added,
): Promise<{ kind: "created"; segmentId: number; handle: string } | { kind: "name-taken" }> {
  await lockShop(tx, shopId);
  if (await isNameTaken(tx, { shopId, name, segmentId: null })) return { kind: "name-taken" };
  const last = await tx
    .selectFrom("segments")
    .select(({ fn }) => [
      fn.max<number | null>("segmentId").as("segmentId"),
      fn.max<number | null>("priority").as("priority"),
    ])
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  const segmentId = (last.segmentId ?? 0) + 1;
  const priority = (last.priority ?? 0) + 1;
  await tx
    .insertInto("segments")
    .values({
      ...{ shopId, segmentId, handle, name: name.trim(), query, templateKey, priority },
      ...{ asOf: null, fault: null, createdAt: asOf, updatedAt: asOf },
    })
    .execute();
  await recordVersion(tx, { shopId, segmentId, name: name.trim(), query, at: asOf });
  return { kind: "created", segmentId, handle };
}

/**
 * Changes a segment and refreshes it. Its handle and its history stay. With `basedOn`, only if it is as it was then.
 */
export async function reviseSegment(
  db: Database,
  {
    shopId,
    segmentId,
    asOf,
    name,
    query,
    basedOn,
  }: Key & Definition & { asOf: number; basedOn?: number | undefined },
): Promise<{ kind: "revised" } | { kind: "missing" } | NotSaved> {
  const parsed = await parseForShop(db, { shopId, query });
  if (parsed.kind === "refused") return { kind: "query-refused", errors: parsed.errors };
  return db.transaction().execute(async (tx) => {
    await lockShop(tx, shopId);
    const theirs = await findDefinition(tx, { shopId, segmentId });
    if (!theirs) return { kind: "missing" };
    if (basedOn !== undefined && theirs.updatedAt !== basedOn) {
      return { kind: "changed-meanwhile", theirs };
    }
    if (await isNameTaken(tx, { shopId, name, segmentId })) return { kind: "name-taken" };
    const looped = await findLoop(tx, { shopId, parsed, name: theirs.name, query });
    if (looped) return looped;
    const updated = await tx
      .updateTable("segments")
      .set({ name: name.trim(), query, updatedAt: asOf })
      .where("shopId", "=", shopId)
      .where("segmentId", "=", segmentId)
      .executeTakeFirst();
    if (Number(updated.numUpdatedRows) === 0) return { kind: "missing" };
    await recordVersion(tx, { shopId, segmentId, name: name.trim(), query, at: asOf });
    await renameInQueries(tx, { shopId, from: theirs.name, to: name.trim(), at: asOf });
    const cause = theirs.query === query ? undefined : "query";
    await fill(tx, { shopId, segmentId, asOf, cause });
    return { kind: "revised" };
  });
}

const findDefinition = (tx: Database, { shopId, segmentId }: Key) =>
  tx
    .selectFrom("segments")
    .select(["name", "query", "updatedAt"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirst();

export type Deleted =
  | { kind: "deleted" }
  | { kind: "missing" }
  | { kind: "in-use-by-offer"; title: string }
  | { kind: "in-use-by-segments"; names: string[] };

/** Deletes a segment with its members and their history. Not while an offer runs for it, or another segment asks for it. */
export async function deleteSegment(
  db: Database,
  { shopId, segmentId, asOf }: Key & { asOf: number },
): Promise<Deleted> {
  return db.transaction().execute((tx) => removeSegment(tx, { shopId, segmentId, asOf }));
}

/** As `deleteSegment`, inside a transaction. */
export async function removeSegment(
  tx: Database,
  { shopId, segmentId, asOf }: Key & { asOf: number },
): Promise<Deleted> {
  await lockShop(tx, shopId);
  const offer = await tx
    .selectFrom("offers")
    .select("title")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .where("state", "=", "active")
    .where(({ or, eb }) => or([eb("endsAt", "is", null), eb("endsAt", ">", asOf)]))
    .executeTakeFirst();
  if (offer) return { kind: "in-use-by-offer", title: offer.title };
  const names = await usersOf(tx, { shopId, segmentId });
  if (names.length > 0) return { kind: "in-use-by-segments", names };
  const deleted = await tx
    .deleteFrom("segments")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirst();
  if (Number(deleted.numDeletedRows) === 0) return { kind: "missing" };
  await enqueueRecommendations(tx, shopId);
  return { kind: "deleted" };
}

const columns = [
  ...(["segmentId", "handle", "name", "query", "templateKey", "priority"] as const),
  ...(["memberCount", "asOf", "fault", "objective", "measure", "acknowledgedQuery"] as const),
  "updatedAt" as const,
] as const;

export const findSegment = (
  db: Database,
  { shopId, segmentId }: Key,
): Promise<Segment | undefined> =>
  db
    .selectFrom("segments")
    .select(columns)
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirst();

const TREND_DAYS = 30;

/** All segments by priority, each with its sizes of the last thirty days kept, oldest first. */
export async function listSegments(
  db: Database,
  { shopId }: { shopId: number },
): Promise<(Segment & { trend: number[] })[]> {
  const segments = await db
    .selectFrom("segments")
    .select(columns)
    .where("shopId", "=", shopId)
    .orderBy("priority")
    .orderBy("segmentId")
    .execute();
  const sizes = await db
    .selectFrom("segmentSizes")
    .select(["segmentId", "members"])
    .where("shopId", "=", shopId)
    .where("day", ">", ({ selectFrom }) =>
      selectFrom("segmentSizes as latest")
        .select(({ fn, eb, lit }) => eb(fn.max("latest.day"), "-", lit(TREND_DAYS)).as("day"))
        .where("latest.shopId", "=", shopId),
    )
    .orderBy("day")
    .execute();
  const trends = Map.groupBy(sizes, ({ segmentId }) => segmentId);
  return segments.map((segment) => ({
    ...segment,
    trend: (trends.get(segment.segmentId) ?? []).map(({ members }) => members),
  }));
}

/** Two merchants at once make two segments, not one number twice. (SQLite has one writer anyway.) */
export async function lockShop(tx: Database, shopId: number) {
  if (dialectOf(tx) !== "postgresql") return;
  await tx.selectFrom("shops").select("shopId").where("shopId", "=", shopId).forUpdate().execute();
}

async function isNameTaken(
  tx: Database,
  { shopId, name, segmentId }: { shopId: number; name: string; segmentId: number | null },
) {
  const taken = await tx
    .selectFrom("segments")
    .select("segmentId")
    .where("shopId", "=", shopId)
    .where("name", "=", name.trim())
    .executeTakeFirst();
  return taken !== undefined && taken.segmentId !== segmentId;
}

async function fill(
  tx: Database,
  { shopId, segmentId, asOf, cause }: Key & { asOf: number; cause: Cause | undefined },
) {
  const shop = await readShop(tx, shopId);
  const segmentIds = await withDependents(tx, { shopId, segmentId });
  await refreshSegments(tx, { shop, segmentIds, which: "all", asOf, cause });
  await enqueueRecommendations(tx, shopId);
}

/** What follows from another set of segments: shelves, picks, and then publishing. */
export const enqueueRecommendations = (tx: Database, shopId: number) =>
  enqueue(tx, "recommendations.refresh", { shopId }, { key: `recommendations.refresh:${shopId}` });

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

const newHandle = () =>
  `s-${Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`;
