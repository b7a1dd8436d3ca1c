import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { salesTally, weightOfAge } from "./best-sellers.ts";
import { offeredProducts } from "./what-counts.server.ts";
import type { Reason } from "./reason.ts";
import { segmentsOfCustomers } from "./segments-of-customers.server.ts";
import { countedLinePages } from "./walk-lines.server.ts";

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
 * What each segment buys most, and what everyone does, over the year that ends with the shop's latest order, so that
 * a quiet shop has shelves too. One pass over the lines; readers see the old shelves or the new.
 */
export async function refreshShelves(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<number> {
  const { timeZone } = await readShop(db, shopId);
  const { latest } = await db
    .selectFrom("orders")
    .select(({ fn }) => fn.max<number | null>("processedDay").as("latest"))
    .where("shopId", "=", shopId)
    .where("isTest", "=", 0)
    .where("cancelledAt", "is", null)
    .executeTakeFirstOrThrow();
  const lastDay = Math.min(dayOf(asOf, timeZone), latest ?? 0);
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "handle"])
    .where("shopId", "=", shopId)
    .orderBy("segmentId")
    .execute();
  const offered = await offeredProducts(db, { shopId, asOf })
    .select("productId")
    .orderBy("productId")
    .execute();
  const productIds = offered.map(({ productId }) => productId);
  const numberOf = new Map(productIds.map((productId, number) => [productId, number]));
  const segmentIds = segments.map(({ segmentId }) => segmentId);
  const segmentsOf = await segmentsOfCustomers(db, { shopId, segmentIds });

  // Everyone's shelf comes after those of the segments.
  const handles = [...segments.map(({ handle }) => handle), EVERYONE];
  const tally = salesTally({ shelves: handles.length, products: productIds.length });
  for await (const lines of countedLinePages(db, { shopId })) {
    for (const { productId, customerId, currentQuantity, processedDay } of lines) {
      const product = numberOf.get(productId ?? 0);
      const age = lastDay - processedDay;
      if (product === undefined || age < 0 || age >= WINDOW_DAYS) continue;
      const weight = weightOfAge(age);
      tally.add(segments.length, product, currentQuantity, weight);
      for (const segment of customerId === null ? [] : segmentsOf(customerId)) {
        tally.add(segment, product, currentQuantity, weight);
      }
    }
  }

  const rows = handles.flatMap((handle, shelf) =>
    tally.best(shelf, SHELF_DEPTH).map(({ product, units }, index) => {
      const reason: Reason = { kind: "best-seller", handle, units, days: WINDOW_DAYS };
      const item = { productId: productIds[product] ?? 0, reason: JSON.stringify(reason) };
      return { shopId, handle, rank: index + 1, ...item };
    }),
  );
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom("shelfItems").where("shopId", "=", shopId).execute();
    await upsertRows(tx, SHELVES, rows);
  });
  return rows.length;
}
