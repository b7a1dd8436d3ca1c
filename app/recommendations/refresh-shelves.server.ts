import { sql, type Insertable } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { offeredProducts } from "./counted-lines.server.ts";
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
    .select(({ fn }) => fn.max<number | null>("processedDay").as("latest"))
    .where("shopId", "=", shopId)
    .where("isTest", "=", 0)
    .where("cancelledAt", "is", null)
    .executeTakeFirstOrThrow();
  const lastDay = Math.min(dayOf(asOf, timeZone), latest ?? 0);
  const rows = await bestSellers(db, { shopId, asOf, lastDay });
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom("shelfItems").where("shopId", "=", shopId).execute();
    await upsertRows(tx, SHELVES, rows);
  });
  return rows.length;
}

interface Shelves {
  shopId: number;
  asOf: number;
  lastDay: number;
}

/** Everyone's and every segment's, by one pass over the year's lines each. */
async function bestSellers(db: Database, { shopId, asOf, lastDay }: Shelves) {
  const sold = sql`
    select order_id, customer_id, product_id, current_quantity as units, current_quantity * case
      when processed_day > ${lastDay - 30} then 4 when processed_day > ${lastDay - 90} then 2 else 1 end as weight
    from (
      select orders.order_id, orders.customer_id, orders.processed_day,
        line_items.product_id, line_items.current_quantity
      from orders cross join line_items
      where orders.shop_id = ${shopId} and orders.is_test = 0 and orders.cancelled_at is null
        and orders.processed_day > ${lastDay - WINDOW_DAYS} and orders.processed_day <= ${lastDay}
        and line_items.shop_id = ${shopId} and line_items.order_id = orders.order_id
        and line_items.current_quantity > 0 and line_items.product_id is not null
    ) as counted`;
  const everyones = sql`
    select cast(null as integer) as segment_id, product_id, sum(units) as units, sum(weight) as weight
    from (${sold}) as sold group by product_id`;
  const segments = sql`
    select memberships.segment_id, sold.product_id, sum(sold.units) as units, sum(sold.weight) as weight
    from (${sold}) as sold cross join memberships
    where memberships.shop_id = ${shopId} and memberships.customer_id = sold.customer_id
    group by memberships.segment_id, sold.product_id`;
  const best = async (summed: typeof segments) => {
    const offered = offeredProducts(db, { shopId, asOf }).select("productId");
    const { rows } = await sql<Best>`
      with summed as materialized (${summed})
      select segments.handle, ranked.product_id, ranked.units, ranked.rank
      from (
        select segment_id, product_id, units,
          row_number() over (partition by segment_id order by weight desc, product_id) as rank
        from summed where product_id in (${offered})
      ) as ranked
      left join segments on segments.shop_id = ${shopId} and segments.segment_id = ranked.segment_id
      where ranked.rank <= ${SHELF_DEPTH}`.execute(db);
    return rows.map(({ handle, productId, units, rank }): Insertable<Tables["shelfItems"]> => {
      const whose = handle ?? EVERYONE;
      const reason: Reason = { kind: "best-seller", handle: whose, units, days: WINDOW_DAYS };
      return { shopId, handle: whose, rank, productId, reason: JSON.stringify(reason) };
    });
  };
  return [...(await best(everyones)), ...(await best(segments))];
}

interface Best {
  /** Null: everyone's. */
  handle: string | null;
  productId: number;
  units: number;
  rank: number;
}
