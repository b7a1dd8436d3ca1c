/** What one order needs to say of two products, once it holds enough of them, is little: a wholesale order is no basket. */
export const MAX_BASKET = 100;
const PER_PRODUCT = 12;
/** Fewer orders than this with both are an accident. */
const LEAST_TOGETHER = 3;
const LEAST_LIFT = 1.2;

/** Orders and their products as numbers from 0, in both directions. No object for an order or a pair. */
export interface Baskets {
  count: number;
  /** Where an order's products begin in `productsOfOrder`; one longer than there are orders. */
  orderStarts: Uint32Array;
  productsOfOrder: Uint32Array;
  productStarts: Uint32Array;
  ordersOfProduct: Uint32Array;
}

/** Takes lines in the order of their orders, and makes baskets of them: a product once, too large ones left out. */
export function basketCollector(products: number) {
  let lines = new Uint32Array(1024);
  let length = 0;
  const starts: number[] = [0];
  const basket = new Set<number>();
  let current: number | null = null;

  const close = () => {
    if (basket.size > 0 && basket.size <= MAX_BASKET) {
      if (length + basket.size > lines.length) {
        const larger = new Uint32Array(Math.max(lines.length * 2, length + basket.size));
        larger.set(lines);
        lines = larger;
      }
      for (const product of basket) lines[length++] = product;
      starts.push(length);
    }
    basket.clear();
  };

  return {
    add(orderId: number, product: number) {
      if (orderId !== current) close();
      current = orderId;
      basket.add(product);
    },
    finish(): Baskets {
      close();
      return withProducts(lines.subarray(0, length), Uint32Array.from(starts), products);
    },
  };
}

function withProducts(
  productsOfOrder: Uint32Array,
  orderStarts: Uint32Array,
  products: number,
): Baskets {
  const productStarts = new Uint32Array(products + 1);
  for (const product of productsOfOrder)
    productStarts[product + 1] = at(productStarts, product + 1) + 1;
  for (let product = 0; product < products; product++) {
    productStarts[product + 1] = at(productStarts, product + 1) + at(productStarts, product);
  }
  const next = productStarts.slice();
  const ordersOfProduct = new Uint32Array(productsOfOrder.length);
  const count = orderStarts.length - 1;
  for (let order = 0; order < count; order++) {
    for (let line = at(orderStarts, order); line < at(orderStarts, order + 1); line++) {
      const product = at(productsOfOrder, line);
      ordersOfProduct[at(next, product)] = order;
      next[product] = at(next, product) + 1;
    }
  }
  return { count, orderStarts, productsOfOrder, productStarts, ordersOfProduct };
}

const at = (array: Uint32Array | Float64Array, index: number) => array[index] ?? 0;

/** Two products, as numbers from 0. */
export interface Pair {
  product: number;
  other: number;
  /** Orders with both (the support), with the first, with the other. */
  together: number;
  ordersWith: number;
  ordersWithOther: number;
}

/** How many times likelier the two are together than if they were bought independently. */
export const liftOf = (pair: Omit<Pair, "product" | "other">, ordersAll: number) =>
  (pair.together * ordersAll) / (pair.ordersWith * pair.ordersWithOther);

/**
 * The products that go best with each, best first, a product at a time: `together * ln(lift)`, the part of the
 * log-likelihood ratio that both being there accounts for (Dunning 1993). A pair counts from three orders on, and
 * only if it is two standard deviations more often than chance would have it.
 *
 * Time grows with the sum of squared basket sizes, memory with the lines alone.
 */
export function* pairsByProduct(
  baskets: Baskets,
  isOffered: (product: number) => boolean,
): Generator<Pair[]> {
  const { orderStarts, productsOfOrder, productStarts, ordersOfProduct, count } = baskets;
  const products = productStarts.length - 1;
  const together = new Uint32Array(products);
  const ordersWithOf = (product: number) =>
    at(productStarts, product + 1) - at(productStarts, product);
  for (let product = 0; product < products; product++) {
    const seen: number[] = [];
    for (let place = at(productStarts, product); place < at(productStarts, product + 1); place++) {
      const order = at(ordersOfProduct, place);
      for (let line = at(orderStarts, order); line < at(orderStarts, order + 1); line++) {
        const other = at(productsOfOrder, line);
        if (at(together, other) === 0) seen.push(other);
        together[other] = at(together, other) + 1;
      }
    }
    const pairs: { pair: Pair; score: number }[] = [];
    const ordersWith = ordersWithOf(product);
    for (const other of seen) {
      const support = at(together, other);
      together[other] = 0;
      if (other === product || support < LEAST_TOGETHER || !isOffered(other)) continue;
      const ordersWithOther = ordersWithOf(other);
      const expected = (ordersWith * ordersWithOther) / count;
      const pair = { product, other, together: support, ordersWith, ordersWithOther };
      const lift = liftOf(pair, count);
      if (lift < LEAST_LIFT || support < expected + 2 * Math.sqrt(expected)) continue;
      pairs.push({ pair, score: support * Math.log(lift) });
    }
    pairs.sort((a, b) => b.score - a.score || a.pair.other - b.pair.other);
    if (pairs.length > 0) yield pairs.slice(0, PER_PRODUCT).map(({ pair }) => pair);
  }
}
