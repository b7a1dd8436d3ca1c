import { promisify } from "node:util";
import { deserialize, serialize } from "node:v8";
import { deflate, inflate } from "node:zlib";
import type { Database } from "#app/db/database.server.ts";
import type { Habits } from "./habits.ts";
import { Learned, ShopEvaluation } from "./learned.ts";
import { latestBuyers, onlyOf, type ShopPurchases } from "./shop-purchases.ts";

/** What a few customers' picks are made anew from, without learning again. */
export interface KeptModel {
  purchases: ShopPurchases;
  habits: Habits;
  learned: Learned;
}

/** More than so many lines of purchases are not kept: the latest buyers' say enough of whom others are like. */
const MOST_LINES = 3_000_000;
/** Old enough to be learned anew. */
const STALE_MS = 20 * 3_600_000;

const pack = promisify(deflate);
const unpack = promisify(inflate);

export async function keepModel(
  db: Database,
  { shopId, asOf, at, isNew }: { shopId: number; asOf: number; at: number; isNew: boolean },
  { purchases, habits, learned }: KeptModel,
): Promise<void> {
  const latest = latestBuyers(purchases, purchases.baskets.users, MOST_LINES);
  const content = { purchases: onlyOf(purchases, latest), habits, learned };
  const model = await pack(serialize(content), { level: 1 });
  const row = {
    shopId,
    asOf,
    learnedAt: at,
    evaluation: JSON.stringify(learned.evaluation),
    model,
  };
  // What was not learned anew stays as old as it is.
  const changes = isNew ? row : { asOf, model };
  await db
    .insertInto("recommendationModels")
    .values(row)
    .onConflict((conflict) => conflict.column("shopId").doUpdateSet(changes))
    .execute();
}

/** Null where nothing was learned yet. */
export async function readModel(
  db: Database,
  { shopId }: { shopId: number },
): Promise<KeptModel | null> {
  const row = await db
    .selectFrom("recommendationModels")
    .select("model")
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  if (!row) return null;
  const content = deserialize(await unpack(row.model)) as KeptModel;
  return { ...content, learned: Learned.parse(content.learned) };
}

/** So much more or less than was learned from is another shop: the first import is not done, say. */
const OTHER_SHOP = 0.1;

/** What was learned lately from about as many days of buying, to be used again where only shelves and rules changed. */
export async function recentlyLearned(
  db: Database,
  { shopId, asOf, orders }: { shopId: number; asOf: number; orders: number },
): Promise<Learned | null> {
  const known = await readEvaluation(db, { shopId });
  if (!known || asOf - known.learnedAt > STALE_MS) return null;
  if (Math.abs(orders - known.orders) > OTHER_SHOP * orders) return null;
  return (await readModel(db, { shopId }))?.learned ?? null;
}

/** How good the recommendations are, as of when; null where nothing was learned yet. */
export async function readEvaluation(db: Database, { shopId }: { shopId: number }) {
  const row = await db
    .selectFrom("recommendationModels")
    .select(["learnedAt", "evaluation"])
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  return row
    ? { learnedAt: row.learnedAt, ...ShopEvaluation.parse(JSON.parse(row.evaluation)) }
    : null;
}
