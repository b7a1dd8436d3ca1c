import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import type { Catalogue } from "../catalogue.server.ts";
import type { ShopPurchases } from "../learning/shop-purchases.ts";
import { rotated, weekOf } from "../picks/mixed.ts";
import type { Reason } from "../reason.ts";
import { countedLinePages } from "../walk-lines.server.ts";
import { salesTally, weightOfAge } from "./best-sellers.ts";
import { salesBySegment } from "./segment-sales.ts";
import { shelved, tastes } from "./segment-taste.ts";
import { segmentsOfCustomers } from "./segments-of-customers.server.ts";

const SHELVES: RowShape<"shelfItems"> = {
  table: "shelfItems",
  key: ["shopId", "handle", "rank"],
  columns: {
    ...({ shopId: "number", handle: "text", rank: "number" } as const),
    ...({ productId: "number", reason: "text" } as const),
  },
};

/** Twice what is shown: spares for what sells out before the next refresh. */
const SHELF_DEPTH = 24;
/** The first places are steady, the others change every week. */
const STEADY = 6;
const WINDOW_DAYS = 365;
/** Said to be liked by a segment from so many times the shop's share on. */
const LIKED_FROM = 1.2;

/** Guests' shelf, and everybody's without a better one. */
export const EVERYONE = "everyone";

interface Refreshing {
  shopId: number;
  catalogue: Catalogue;
  purchases: ShopPurchases;
}

/**
 * What each segment buys more than the shop does, and what everyone buys most, over the year that ends with the shop's
 * latest order, so that a quiet shop has shelves too. The merchant's pins come first. Readers see the old shelves or the
 * new.
 */
export async function refreshShelves(
  db: Database,
  { shopId, catalogue, purchases }: Refreshing,
): Promise<number> {
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "handle"])
    .where("shopId", "=", shopId)
    .orderBy("segmentId")
    .execute();
  const segmentIds = segments.map(({ segmentId }) => segmentId);
  const segmentsOf = await segmentsOfCustomers(db, { shopId, segmentIds });
  const ids = purchases.productIds;
  const before = await db
    .selectFrom("shelfItems")
    .select(["handle", "productId"])
    .where("shopId", "=", shopId)
    .execute();
  const wasThere = new Set(before.map(({ handle, productId }) => `${handle} ${productId}`));
  const lastDay = await lastDayOf(db, { shopId, today: catalogue.today });
  const sales = salesBySegment(purchases, {
    lastDay,
    days: WINDOW_DAYS,
    segmentsOf,
    segments: segments.length,
  });
  const shop = sales[segments.length];

  const rowsOf = (handle: string, ranked: readonly Ranked[]) => {
    const offered = ranked.filter(({ product }) => catalogue.isOffered(ids[product] ?? 0));
    const chosen = shelved(offered, {
      many: SHELF_DEPTH,
      wasThere: (product) => wasThere.has(`${handle} ${ids[product] ?? 0}`),
      typeOf: (product) => catalogue.productOf(ids[product] ?? 0)?.productType ?? "",
    });
    const turned = [
      ...chosen.slice(0, STEADY),
      ...rotated(chosen.slice(STEADY), weekOf(catalogue.today)),
    ];
    const picks = [
      ...catalogue.pins.map((productId) => ({ productId, reason: { kind: "pinned" } })),
      ...turned.map(({ product, reason }) => ({ productId: ids[product] ?? 0, reason })),
    ];
    const once = picks.filter(
      ({ productId }, at) => picks.findIndex((one) => one.productId === productId) === at,
    );
    return once.slice(0, SHELF_DEPTH).map(({ productId, reason }, index) => {
      return { shopId, handle, rank: index + 1, productId, reason: JSON.stringify(reason) };
    });
  };
  const best = await bestSellers(db, { shopId, lastDay, ids });
  const rows = segments.flatMap(({ handle }, number) => {
    const of = sales[number];
    if (!of || !shop || of.allBuyers === 0) return [];
    const liked = tastes(of, shop).map(({ product, score, times }): Ranked => {
      const rounded = Math.round(times * 10) / 10;
      const numbers = { buyers: of.buyers[product] ?? 0, members: of.allBuyers, days: WINDOW_DAYS };
      const reason: Reason =
        times >= LIKED_FROM
          ? { kind: "segment-likes", times: rounded, ...numbers }
          : { kind: "segment-buys", ...numbers };
      return { product, score, reason };
    });
    return rowsOf(handle, liked);
  });
  const everyone = best.map(({ product, score, units }): Ranked => {
    return {
      product,
      score,
      reason: { kind: "best-seller", handle: EVERYONE, units, days: WINDOW_DAYS },
    };
  });
  rows.push(...rowsOf(EVERYONE, everyone));
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom("shelfItems").where("shopId", "=", shopId).execute();
    await upsertRows(tx, SHELVES, rows);
  });
  return rows.length;
}

interface Ranked {
  product: number;
  score: number;
  reason: Reason;
}

async function lastDayOf(
  db: Database,
  { shopId, today }: { shopId: number; today: number },
): Promise<number> {
  const { latest } = await db
    .selectFrom("orders")
    .select(({ fn }) => fn.max<number | null>("processedDay").as("latest"))
    .where("shopId", "=", shopId)
    .where("isTest", "=", 0)
    .where("cancelledAt", "is", null)
    .executeTakeFirstOrThrow();
  return Math.min(today, latest ?? 0);
}

/** Guests' purchases count here too. */
async function bestSellers(
  db: Database,
  { shopId, lastDay, ids }: { shopId: number; lastDay: number; ids: Float64Array },
) {
  const numberOf = new Map([...ids].map((productId, number) => [productId, number]));
  const tally = salesTally(ids.length);
  for await (const lines of countedLinePages(db, { shopId })) {
    for (const { productId, currentQuantity, processedDay } of lines) {
      const product = numberOf.get(productId ?? 0);
      const age = lastDay - processedDay;
      if (product === undefined || age < 0 || age >= WINDOW_DAYS) continue;
      tally.add(product, currentQuantity, weightOfAge(age));
    }
  }
  return tally.best();
}
