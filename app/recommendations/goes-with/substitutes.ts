import { type Events, forEachProduct, onLeft } from "./co-occurrence.ts";

const PER_PRODUCT = 6;
/** So many customers of both, and so many times more than by chance. */
const LEAST_CUSTOMERS = 3;
const LEAST_CUSTOMER_LIFT = 2;
/** In one order half as often as chance would have it, at most; of so few expected, none says nothing. */
const MOST_ORDER_LIFT = 0.5;

export interface Substitute {
  product: number;
  other: number;
  customers: number;
  customersWith: number;
  together: number;
  /** Orders with both that the customers of both would have made by chance. */
  byChance: number;
}

/**
 * What is bought instead of each product: of the same kind, by the same customers more than by chance, and hardly ever in
 * one order. What chance would have made is counted for the customers of both: that an order with the one has the other
 * too is as likely as any of their orders having it.
 */
export function substitutesByProduct(
  orders: Events,
  customers: Events,
  kindOf: (product: number) => string,
): Substitute[] {
  const togetherOf = new Map<number, Map<number, number>>();
  forEachProduct(orders, (product, others, many, support) => {
    const row = new Map<number, number>();
    for (let at = 0; at < many; at++) {
      const other = others[at] ?? 0;
      if (other !== product && kindOf(other) === kindOf(product))
        row.set(other, support[other] ?? 0);
    }
    if (row.size > 0) togetherOf.set(product, row);
  });
  const ordersOfCustomer = orders.count / Math.max(1, customers.count);
  const all: Substitute[] = [];
  forEachProduct(customers, (product, others, many, support) => {
    const kind = kindOf(product);
    if (kind === "") return;
    const found: Substitute[] = [];
    for (let at = 0; at < many; at++) {
      const other = others[at] ?? 0;
      const both = support[other] ?? 0;
      if (other === product || kindOf(other) !== kind || both < LEAST_CUSTOMERS) continue;
      const customersWith = onLeft(customers, product);
      const lift = (both * customers.count) / (customersWith * onLeft(customers, other));
      const one = ordersEach(orders, customers, product);
      const another = ordersEach(orders, customers, other);
      const byChance = (both * one * another) / Math.max(one, another, ordersOfCustomer);
      const together = togetherOf.get(product)?.get(other) ?? 0;
      // In one order more often than by chance in the whole shop: they go together, whatever else.
      const goTogether = together * orders.count > onLeft(orders, product) * onLeft(orders, other);
      if (goTogether) continue;
      if (lift < LEAST_CUSTOMER_LIFT || together > MOST_ORDER_LIFT * byChance || byChance < 2)
        continue;
      found.push({
        product,
        other,
        customers: both,
        customersWith,
        together,
        byChance: Math.round(byChance),
      });
    }
    found.sort((a, b) => b.customers - a.customers || a.other - b.other);
    all.push(...found.slice(0, PER_PRODUCT));
  });
  return all;
}

/** How many orders with a product a customer of it makes. */
const ordersEach = (orders: Events, customers: Events, product: number) =>
  onLeft(orders, product) / Math.max(1, onLeft(customers, product));
