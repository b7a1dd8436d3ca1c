import type { Database } from "#app/db/database.server.ts";
import { readCatalogue } from "./catalogue.server.ts";
import { refreshGoesWith } from "./goes-with/refresh-goes-with.server.ts";
import { startEngine } from "./learning/engine.server.ts";
import { habitsOf } from "./learning/habits.ts";
import { keepModel, readModel, recentlyLearned } from "./learning/kept-model.server.ts";
import { progressOf } from "./learning/progress.server.ts";
import { readPurchases, refreshPurchases } from "./learning/read-purchases.server.ts";
import { refreshPicks } from "./picks/refresh-picks.server.ts";
import { readShopModel } from "./picks/shop-model.server.ts";
import { refreshShelves } from "./shelves/refresh-shelves.server.ts";

interface Refreshing {
  shopId: number;
  asOf: number;
  now: () => number;
  signal: AbortSignal;
}

/** Customers whose picks changed, and whether the engine learned anew. */
export interface Refreshed {
  pairs: number;
  shelfItems: number;
  customers: number;
  hasLearned: boolean;
}

/**
 * All of a shop's recommendations anew: learns how to rank unless that was done lately, says how good it is, counts what
 * goes with what, and makes the shelves and everyone's picks. Learning and ranking go on in a thread of their own and end
 * with `signal`.
 */
export async function refreshRecommendations(
  db: Database,
  refreshing: Refreshing,
): Promise<Refreshed> {
  refreshing.signal.throwIfAborted();
  const progress = progressOf(db, refreshing);
  await progress.say("reading", 0, 0);
  try {
    return await refreshAllOf(db, refreshing, progress);
  } finally {
    await progress.end();
  }
}

async function refreshAllOf(
  db: Database,
  { shopId, asOf, now, signal }: Refreshing,
  progress: ReturnType<typeof progressOf>,
): Promise<Refreshed> {
  const catalogue = await readCatalogue(db, { shopId, asOf });
  const purchases = await readPurchases(db, { shopId, signal });
  const kept = await recentlyLearned(db, { shopId, asOf, orders: purchases.day.length });
  const customers = purchases.baskets.users;
  const engine = startEngine({ purchases, learned: kept, asked: customers }, signal);
  try {
    await progress.say("learning", 0, customers);
    const pairs = await refreshGoesWith(db, { shopId, catalogue, purchases });
    signal.throwIfAborted();
    const shelfItems = await refreshShelves(db, { shopId, catalogue, purchases });
    signal.throwIfAborted();
    const habits = habitsOf(purchases);
    const learned = await engine.learned;
    await keepModel(
      db,
      { shopId, asOf, at: now(), isNew: kept === null },
      { purchases, habits, learned },
    );
    const model = await readShopModel(db, {
      shopId,
      catalogue,
      habits,
      productIds: purchases.productIds,
    });
    const changed = await refreshPicks(db, {
      ...{ shopId, model, purchases, engine, today: catalogue.today, which: "all" },
      async onProgress(done) {
        signal.throwIfAborted();
        await progress.say("picking", done, customers);
      },
    });
    return { pairs, shelfItems, customers: changed, hasLearned: kept === null };
  } finally {
    await engine.end();
  }
}

/**
 * The picks of a few customers anew, by what was learned for the whole shop: within seconds of an order. Null where
 * nothing was learned yet.
 */
export async function refreshCustomers(
  db: Database,
  {
    shopId,
    customerIds,
    asOf,
    signal,
  }: Omit<Refreshing, "now"> & { customerIds: readonly number[] },
): Promise<number | null> {
  const kept = await readModel(db, { shopId });
  if (!kept) return null;
  const { habits, learned } = kept;
  const catalogue = await readCatalogue(db, { shopId, asOf });
  const purchases = await refreshPurchases(db, { shopId, kept: kept.purchases, customerIds });
  const { productIds } = kept.purchases;
  const model = await readShopModel(db, { shopId, catalogue, habits, productIds });
  const engine = startEngine({ purchases, learned, asked: customerIds.length }, signal);
  try {
    return await refreshPicks(db, {
      ...{ shopId, which: customerIds, model, purchases, engine, today: catalogue.today },
    });
  } finally {
    await engine.end();
  }
}
