import type { Insertable } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { offeredProducts } from "./what-counts.server.ts";
import { basketCollector, pairsByProduct, type Baskets } from "./pairs.ts";
import { countedLinePages } from "./walk-lines.server.ts";

const PAIRS: RowShape<"productPairs"> = {
  table: "productPairs",
  key: ["shopId", "productId", "rank"],
  columns: {
    ...({ shopId: "number", productId: "number", rank: "number" } as const),
    ...({ otherProductId: "number", together: "number", ordersWith: "number" } as const),
    ...({ ordersWithOther: "number", ordersAll: "number", kind: "text" } as const),
  },
};

const ROWS_A_WRITE = 5_000;

/** Counts again what is bought together, over all orders of a shop that count. Readers see the old pairs or the new. */
export async function refreshPairs(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<number> {
  const ids = await db
    .selectFrom("products")
    .select("productId")
    .where("shopId", "=", shopId)
    .orderBy("productId")
    .execute();
  const productIds = ids.map(({ productId }) => productId);
  const offered = await offeredProducts(db, { shopId, asOf }).select("productId").execute();
  const isOffered = new Set(offered.map(({ productId }) => productId));
  const baskets = await collectBaskets(db, { shopId, productIds });

  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom("productPairs").where("shopId", "=", shopId).execute();
    let rows: Insertable<Tables["productPairs"]>[] = [];
    let saved = 0;
    const idOf = (product: number) => productIds[product] ?? 0;
    for (const pairs of pairsByProduct(baskets, (product) => isOffered.has(idOf(product)))) {
      for (const [index, { product, other, ...counts }] of pairs.entries()) {
        const products = { productId: idOf(product), otherProductId: idOf(other) };
        saved++;
        rows.push({
          shopId,
          rank: index + 1,
          ...products,
          ...counts,
          ordersAll: baskets.count,
          kind: "together",
        });
      }
      if (rows.length < ROWS_A_WRITE) continue;
      await upsertRows(tx, PAIRS, rows);
      rows = [];
    }
    await upsertRows(tx, PAIRS, rows);
    return saved;
  });
}

async function collectBaskets(
  db: Database,
  { shopId, productIds }: { shopId: number; productIds: readonly number[] },
): Promise<Baskets> {
  const numberOf = new Map(productIds.map((productId, number) => [productId, number]));
  const collector = basketCollector(productIds.length);
  for await (const lines of countedLinePages(db, { shopId })) {
    for (const { orderId, productId } of lines) {
      const product = numberOf.get(productId ?? 0);
      if (product !== undefined) collector.add(orderId, product);
    }
  }
  return collector.finish();
}
