import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { itemsOf, basketsOf } from "../baskets/baskets.ts";
import { basketCollector } from "../baskets/collect-baskets.ts";
import { countedLinePages } from "../walk-lines.server.ts";
import { countedOrders } from "../what-counts.server.ts";
import { giftOrders } from "./gifts.ts";
import { type ShopPurchases, shared } from "./shop-purchases.ts";

/** A line of an order that counts. */
interface Line {
  orderId: number;
  customerId: number | null;
  productId: number | null;
  processedDay: number;
}

/** All that a shop's customers bought, without gift orders; twelve bytes a line while it is read, four when it is kept. */
export async function readPurchases(
  db: Database,
  { shopId, signal }: { shopId: number; signal: AbortSignal },
): Promise<ShopPurchases> {
  const collector = await purchaseCollector(db, { shopId });
  for await (const lines of countedLinePages(db, { shopId })) {
    signal.throwIfAborted();
    for (const line of lines) collector.add(line);
  }
  return collector.finish();
}

/** What was kept, with what some customers bought by now in its place. */
export async function refreshPurchases(
  db: Database,
  {
    shopId,
    kept,
    customerIds,
  }: { shopId: number; kept: ShopPurchases; customerIds: readonly number[] },
): Promise<ShopPurchases> {
  const collector = await purchaseCollector(db, { shopId });
  const chosen = countedOrders(db, { shopId })
    .select(["orders.orderId", "orders.customerId", "orders.processedDay"])
    .where("orders.customerId", "in", idsIn(db, customerIds));
  // Their orders first, then the lines of those: a cross join keeps SQLite from starting with all lines.
  const lines = await db
    .with(
      (cte) => cte("chosen").materialized(),
      () => chosen,
    )
    .selectFrom("chosen")
    .crossJoin("lineItems")
    .where("lineItems.shopId", "=", shopId)
    .whereRef("lineItems.orderId", "=", "chosen.orderId")
    .where("lineItems.productId", "is not", null)
    .where("lineItems.currentQuantity", ">", 0)
    .select(["chosen.orderId", "chosen.customerId", "lineItems.productId", "chosen.processedDay"])
    .orderBy("chosen.orderId")
    .execute();
  const touched = new Set(customerIds);
  kept.customerIds.forEach((customerId, customer) => {
    if (!touched.has(customerId)) collector.keep(kept, customer);
  });
  for (const line of lines) collector.add(line);
  return collector.finish();
}

async function purchaseCollector(db: Database, { shopId }: { shopId: number }) {
  const products = await db
    .selectFrom("products")
    .select(["productId", "productType"])
    .where("shopId", "=", shopId)
    .orderBy("productId")
    .execute();
  const numberOf = new Map(products.map(({ productId }, number) => [productId, number]));
  const isGift = giftOrders(products.map(({ productType }) => productType));
  const customers = new Map<number, number>();
  const collector = basketCollector();
  const customerOf = (customerId: number) => {
    const known = customers.get(customerId);
    if (known !== undefined) return known;
    customers.set(customerId, customers.size);
    return customers.size - 1;
  };
  let order: { orderId: number; customerId: number; day: number } | null = null;
  let items: number[] = [];
  const close = () => {
    if (order && items.length > 0 && !isGift(items)) {
      const customer = customerOf(order.customerId);
      for (const item of items) collector.add(customer, order.day, item);
    }
    items = [];
  };
  return {
    /** Lines of one order come one after the other. */
    add({ orderId, customerId, productId, processedDay }: Line) {
      if (order?.orderId !== orderId) {
        close();
        order = customerId === null ? null : { orderId, customerId, day: processedDay };
      }
      const item = numberOf.get(productId ?? 0);
      if (order && item !== undefined) items.push(item);
    },
    keep({ customerIds, productIds, baskets, day }: ShopPurchases, customer: number) {
      const [first, end] = basketsOf(baskets, customer);
      for (let basket = first; basket < end; basket++) {
        for (const was of itemsOf(baskets, basket)) {
          const item = numberOf.get(productIds[was] ?? 0);
          if (item !== undefined)
            collector.add(customerOf(customerIds[customer] ?? 0), day[basket] ?? 0, item);
        }
      }
    },
    finish(): ShopPurchases {
      close();
      const { baskets, number } = collector.finish(customers.size, products.length);
      return shared({
        customerIds: Float64Array.from(customers.keys()),
        productIds: Float64Array.from(products, ({ productId }) => productId),
        ...{ baskets, day: number },
      });
    },
  };
}
