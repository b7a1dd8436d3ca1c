import { sql, type Insertable } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { countedLines, offeredProducts } from "./counted-lines.server.ts";
import type { Reason } from "./reason.ts";

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
const WINDOW_DAYS = 365;

/** Guests' shelf, and everybody's without a better one. */
export const EVERYONE = "everyone";

/**
 * What each segment buys most, and what everyone does: units of a year, those of the last 30 days counting four
 * times and of the last 90 twice. The year ends with the shop's latest order, so that a quiet shop has shelves too.
 */
export async function refreshShelves(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<number> {
  const { timeZone } = await readShop(db, shopId);
  const { latest } = await db
    .selectFrom("orders")
    .select(({ fn }) => fn.max("processedDay").as("latest"))
    .where("shopId", "=", shopId)
    .where("isTest", "=", 0)
    .where("cancelledAt", "is", null)
    .executeTakeFirstOrThrow();
  const lastDay = Math.min(dayOf(asOf, timeZone), Number(latest ?? 0));
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "handle"])
    .where("shopId", "=", shopId)
    .orderBy("segmentId")
    .execute();

  const rows = await bestSellers(db, { shopId, asOf, lastDay, handle: EVERYONE, segmentId: null });
  for (const { segmentId, handle } of segments) {
    rows.push(...(await bestSellers(db, { shopId, asOf, lastDay, handle, segmentId })));
  }
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom("shelfItems").where("shopId", "=", shopId).execute();
    return upsertRows(tx, SHELVES, rows);
  });
}

interface Shelf {
  shopId: number;
  asOf: number;
  lastDay: number;
  handle: string;
  /** Null for everyone's. */
  segmentId: number | null;
}

async function bestSellers(db: Database, { shopId, asOf, lastDay, handle, segmentId }: Shelf) {
  const sold = await countedLines(db, { shopId })
    .where("orders.processedDay", ">", lastDay - WINDOW_DAYS)
    .where("orders.processedDay", "<=", lastDay)
    .where("lineItems.productId", "in", offeredProducts(db, { shopId, asOf }).select("productId"))
    .$if(segmentId !== null, (lines) =>
      lines.where("orders.customerId", "in", ({ selectFrom }) =>
        selectFrom("memberships")
          .select("memberships.customerId")
          .where("memberships.shopId", "=", shopId)
          .where("memberships.segmentId", "=", segmentId ?? 0),
      ),
    )
    .select(({ fn }) => ["lineItems.productId", fn.sum<number>("currentQuantity").as("units")])
    .select(
      sql<number>`sum(current_quantity * case
        when processed_day > ${lastDay - 30} then 4
        when processed_day > ${lastDay - 90} then 2 else 1 end)`.as("weight"),
    )
    .groupBy("lineItems.productId")
    .orderBy("weight", "desc")
    .orderBy("lineItems.productId")
    .limit(SHELF_DEPTH)
    .execute();
  return sold.map(({ productId, units }, index): Insertable<Tables["shelfItems"]> => {
    const reason: Reason = { kind: "best-seller", handle, units, days: WINDOW_DAYS };
    const item = { productId: productId ?? 0, reason: JSON.stringify(reason) };
    return { shopId, handle, rank: index + 1, ...item };
  });
}
