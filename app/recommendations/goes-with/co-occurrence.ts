/** Rows of products, one after the other: an order's, a customer's. */
export interface ProductRows {
  /** Where a row begins; one longer than there are rows. */
  start: ArrayLike<number>;
  product: ArrayLike<number>;
}

/** Things that happened, each with products on two sides: the same order twice, or an order and the customer's next. */
export interface Events {
  count: number;
  products: number;
  /** The events with a product on the left. */
  eventStart: Int32Array;
  event: Int32Array;
  right: ProductRows;
  /** In how many events a product is on the right. */
  onRight: Int32Array;
}

export function eventsOf(left: ProductRows, right: ProductRows, products: number): Events {
  const count = left.start.length - 1;
  const lines = left.start[count] ?? 0;
  const eventStart = new Int32Array(products + 1);
  for (let line = 0; line < lines; line++) {
    const product = (left.product[line] ?? 0) + 1;
    eventStart[product] = (eventStart[product] ?? 0) + 1;
  }
  for (let product = 0; product < products; product++)
    eventStart[product + 1] = (eventStart[product + 1] ?? 0) + (eventStart[product] ?? 0);
  const next = eventStart.slice();
  const event = new Int32Array(lines);
  for (let one = 0; one < count; one++) {
    for (let line = left.start[one] ?? 0; line < (left.start[one + 1] ?? 0); line++) {
      const product = left.product[line] ?? 0;
      const place = next[product] ?? 0;
      event[place] = one;
      next[product] = place + 1;
    }
  }
  const onRight = new Int32Array(products);
  for (let line = 0; line < (right.start[count] ?? 0); line++) {
    const product = right.product[line] ?? 0;
    onRight[product] = (onRight[product] ?? 0) + 1;
  }
  return { count, products, eventStart, event, right, onRight };
}

export const onLeft = ({ eventStart }: Events, product: number): number =>
  (eventStart[product + 1] ?? 0) - (eventStart[product] ?? 0);

/**
 * Calls with every product that has a left side, in turn, and what is on the right of it: the others, the first `found`
 * of an array, and in how many events each. Both arrays are overwritten by the next. Time grows with the products of
 * the sides' sizes, memory with the lines alone.
 */
export function forEachProduct(
  events: Events,
  visit: (product: number, others: Int32Array, found: number, support: Int32Array) => void,
): void {
  const { products, eventStart, event, right } = events;
  const support = new Int32Array(products);
  const others = new Int32Array(products);
  for (let product = 0; product < products; product++) {
    let found = 0;
    for (let place = eventStart[product] ?? 0; place < (eventStart[product + 1] ?? 0); place++) {
      const one = event[place] ?? 0;
      for (let line = right.start[one] ?? 0; line < (right.start[one + 1] ?? 0); line++) {
        const other = right.product[line] ?? 0;
        const before = support[other] ?? 0;
        if (before === 0) others[found++] = other;
        support[other] = before + 1;
      }
    }
    if (found > 0) visit(product, others, found, support);
    for (let at = 0; at < found; at++) support[others[at] ?? 0] = 0;
  }
}
