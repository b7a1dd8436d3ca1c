import type { Insertable } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";
import type { Catalogue, CatalogueProduct } from "../catalogue.server.ts";
import type { ShopPurchases } from "../learning/shop-purchases.ts";
import { countedLinePages } from "../walk-lines.server.ts";
import { type Events, eventsOf, onLeft } from "./co-occurrence.ts";
import { likeProducts } from "./like-products.ts";
import { everBought, orderCollector, ordersAndNext } from "./orders.ts";
import { type Pair, pairsByProduct } from "./pairs.ts";
import { substitutesByProduct } from "./substitutes.ts";

const PAIRS: RowShape<"productPairs"> = {
  table: "productPairs",
  key: ["shopId", "productId", "rank"],
  columns: {
    ...({ shopId: "number", productId: "number", rank: "number" } as const),
    ...({ otherProductId: "number", kind: "text", together: "number" } as const),
    ...({ ordersWith: "number", ordersWithOther: "number", ordersAll: "number" } as const),
  },
};
type PairRow = Insertable<Tables["productPairs"]>;

const SUBSTITUTES: RowShape<"productSubstitutes"> = {
  table: "productSubstitutes",
  key: ["shopId", "productId", "rank"],
  columns: {
    ...({ shopId: "number", productId: "number", rank: "number" } as const),
    ...({ otherProductId: "number", customers: "number", customersWith: "number" } as const),
    ...({ together: "number", byChance: "number" } as const),
  },
};
type SubstituteRow = Insertable<Tables["productSubstitutes"]>;

const PER_PRODUCT = 12;
/** Where orders say nothing of a product, it is compared with so many best sold of its type and of its vendor. */
const COMPARED_WITH = 200;
const LIKE_PER_PRODUCT = 6;

interface Refreshing {
  shopId: number;
  catalogue: Catalogue;
  purchases: ShopPurchases;
}

/**
 * What goes with each product: in one order (of all orders that count, guests' too), then in the customer's next order,
 * and for products about which orders say nothing what is like them. What is bought instead is kept apart and never
 * said to go with it. Readers see the old or the new.
 */
export async function refreshGoesWith(
  db: Database,
  { shopId, catalogue, purchases }: Refreshing,
): Promise<number> {
  const ids = [...purchases.productIds];
  const numberOf = new Map(ids.map((productId, number) => [productId, number]));
  const orders = await collectOrders(db, { shopId, numberOf });
  const { order, next } = ordersAndNext(purchases);
  const following = eventsOf(order, next, ids.length);
  const ever = everBought(purchases);
  const kindOf = (product: number) => catalogue.productOf(ids[product] ?? 0)?.productType ?? "";
  const customers = eventsOf(ever, ever, ids.length);
  const substitutes = substitutesByProduct(orders, customers, kindOf);
  const pairOf = (productId: number, otherProductId: number) => `${productId} ${otherProductId}`;
  const instead = new Set(
    substitutes.map(({ product, other }) => pairOf(ids[product] ?? 0, ids[other] ?? 0)),
  );
  const isInstead = (productId: number, otherProductId: number) =>
    instead.has(pairOf(productId, otherProductId));
  const isOffered = (product: number) => catalogue.isOffered(ids[product] ?? 0);
  const together = pairsByProduct(orders, isOffered);
  const after = pairsByProduct(following, isOffered);

  const ofProduct = new Map<number, Omit<PairRow, "shopId" | "productId" | "rank">[]>();
  const add = (pairs: readonly Pair[], kind: string, ordersAll: number) => {
    for (const { product, other, ...counts } of pairs) {
      const known = ofProduct.get(product) ?? [];
      ofProduct.set(product, known);
      const otherProductId = ids[other] ?? 0;
      if (isInstead(ids[product] ?? 0, otherProductId)) continue;
      if (known.length >= PER_PRODUCT || known.some((one) => one.otherProductId === otherProductId))
        continue;
      known.push({ otherProductId, kind, ...counts, ordersAll });
    }
  };
  for (const pairs of together) add(pairs, "together", orders.count);
  for (const pairs of after) add(pairs, "next", following.count);
  const soldOf = (productId: number) => onLeft(orders, numberOf.get(productId) ?? -1);
  const likes = likesOf(catalogue, { soldOf, isInstead });
  const rows = catalogue.products.flatMap(({ productId }): PairRow[] => {
    const known = ofProduct.get(numberOf.get(productId) ?? -1) ?? [];
    const all = known.length > 0 ? known : likes(productId);
    return all.map((pair, index) => ({ shopId, productId, rank: index + 1, ...pair }));
  });
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom("productPairs").where("shopId", "=", shopId).execute();
    await tx.deleteFrom("productSubstitutes").where("shopId", "=", shopId).execute();
    await upsertRows(tx, PAIRS, rows);
    await upsertRows(tx, SUBSTITUTES, substituteRows(shopId, ids, substitutes));
  });
  return rows.length;
}

function substituteRows(
  shopId: number,
  ids: readonly number[],
  substitutes: ReturnType<typeof substitutesByProduct>,
): SubstituteRow[] {
  let rank = 0;
  let before = -1;
  return substitutes.map(({ product, other, ...counts }) => {
    rank = product === before ? rank + 1 : 1;
    before = product;
    return {
      shopId,
      rank,
      productId: ids[product] ?? 0,
      otherProductId: ids[other] ?? 0,
      ...counts,
    };
  });
}

interface Likening {
  soldOf: (productId: number) => number;
  isInstead: (productId: number, otherProductId: number) => boolean;
}

/** For a product without pairs: what is like it and not bought instead, of the best sold of its type and vendor. */
function likesOf(catalogue: Catalogue, { soldOf, isInstead }: Likening) {
  const offered = catalogue.products
    .filter(({ productId }) => catalogue.isOffered(productId))
    .map((product) => ({ product, sold: soldOf(product.productId) }))
    .sort((a, b) => b.sold - a.sold || a.product.productId - b.product.productId);
  const sold = new Map(offered.map((one) => [one.product.productId, one.sold]));
  const firstOf = (key: (product: CatalogueProduct) => string) =>
    Map.groupBy(
      offered.map(({ product }) => product),
      key,
    );
  const byType = firstOf(({ productType }) => productType);
  const byVendor = firstOf(({ vendor }) => vendor);
  return (productId: number) => {
    const product = catalogue.productOf(productId);
    if (!product) return [];
    const some = (all: readonly CatalogueProduct[] | undefined) =>
      all?.slice(0, COMPARED_WITH) ?? [];
    const others = new Set([
      ...some(byType.get(product.productType)),
      ...some(byVendor.get(product.vendor)),
    ]);
    const fit = [...others].filter((other) => !isInstead(productId, other.productId));
    const alike = likeProducts(product, fit, {
      soldOf: (other) => sold.get(other.productId) ?? 0,
      many: LIKE_PER_PRODUCT,
    });
    return alike.map((other) => ({
      ...{ otherProductId: other.productId, kind: "like", together: 0 },
      ...{
        ordersWith: sold.get(productId) ?? 0,
        ordersWithOther: sold.get(other.productId) ?? 0,
        ordersAll: 0,
      },
    }));
  };
}

async function collectOrders(
  db: Database,
  { shopId, numberOf }: { shopId: number; numberOf: ReadonlyMap<number, number> },
): Promise<Events> {
  const collector = orderCollector();
  for await (const lines of countedLinePages(db, { shopId })) {
    for (const { orderId, productId } of lines) {
      const product = numberOf.get(productId ?? 0);
      if (product !== undefined) collector.add(orderId, product);
    }
  }
  const orders = collector.finish();
  return eventsOf(orders, orders, numberOf.size);
}
