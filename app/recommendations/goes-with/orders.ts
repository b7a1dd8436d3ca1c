import { basketsOf, itemsOf } from "../baskets/baskets.ts";
import type { ShopPurchases } from "../learning/shop-purchases.ts";
import type { ProductRows } from "./co-occurrence.ts";

/** What one order needs to say of two products, once it holds enough of them, is little: a wholesale order is no basket. */
export const MAX_BASKET = 100;

/** Takes rows one after the other and packs them; what is empty is kept, so that rows stay beside those of another. */
export function rowsPacker() {
  let product = new Int32Array(1024);
  let length = 0;
  const starts: number[] = [0];
  return {
    add(row: Iterable<number>) {
      for (const one of row) {
        if (length === product.length) {
          const larger = new Int32Array(2 * length);
          larger.set(product);
          product = larger;
        }
        product[length++] = one;
      }
      starts.push(length);
    },
    finish: (): ProductRows => ({
      start: Int32Array.from(starts),
      product: product.slice(0, length),
    }),
  };
}

/** Takes lines in the order of their orders, and makes rows of them: a product once, too large ones left out. */
export function orderCollector() {
  const rows = rowsPacker();
  const basket = new Set<number>();
  let current: number | null = null;
  const close = () => {
    if (basket.size > 0 && basket.size <= MAX_BASKET) rows.add(basket);
    basket.clear();
  };
  return {
    add(orderId: number, product: number) {
      if (orderId !== current) close();
      current = orderId;
      basket.add(product);
    },
    finish(): ProductRows {
      close();
      return rows.finish();
    },
  };
}

/** Each order that was followed by another of the same customer on a later day, and what was new in that one. */
export function ordersAndNext({ baskets }: ShopPurchases): {
  order: ProductRows;
  next: ProductRows;
} {
  const order = rowsPacker();
  const next = rowsPacker();
  for (let customer = 0; customer < baskets.users; customer++) {
    const [first, end] = basketsOf(baskets, customer);
    for (let at = first; at + 1 < end; at++) {
      const here = itemsOf(baskets, at);
      const after = itemsOf(baskets, at + 1);
      if (here.length > MAX_BASKET || after.length > MAX_BASKET) continue;
      order.add(here);
      next.add(after.filter((item) => !here.includes(item)));
    }
  }
  return { order: order.finish(), next: next.finish() };
}

/** What each customer ever bought, the latest hundred products of who bought more. */
export function everBought({ baskets }: ShopPurchases): ProductRows {
  const rows = rowsPacker();
  for (let customer = 0; customer < baskets.users; customer++) {
    const [first, end] = basketsOf(baskets, customer);
    const ever = new Set<number>();
    for (let at = end - 1; at >= first && ever.size < MAX_BASKET; at--) {
      for (const item of itemsOf(baskets, at)) if (ever.size < MAX_BASKET) ever.add(item);
    }
    rows.add(ever);
  }
  return rows.finish();
}
