import { type Baskets, basketsOf } from "../baskets/baskets.ts";

/** What a shop's customers bought, by day: customers and products as numbers, in arrays that threads can share. */
export interface ShopPurchases {
  /** By number. */
  customerIds: Float64Array;
  /** By number, ascending. */
  productIds: Float64Array;
  /** A basket is what one customer bought on one day. */
  baskets: Baskets;
  /** A basket's day, in the shop's zone. */
  day: Int32Array;
}

/**
 * The customers who bought most lately, not more of them and of their lines than given: among them similar ones are
 * looked for, and only they are kept. Ascending by number.
 */
export function latestBuyers(
  { baskets, day }: ShopPurchases,
  most: number,
  mostLines: number,
): Int32Array {
  const { users, basketStart, lineStart } = baskets;
  const lastDay = Int32Array.from(
    { length: users },
    (_, user) => day[(basketStart[user + 1] ?? 0) - 1] ?? 0,
  );
  const latest = Int32Array.from({ length: users }, (_, user) => user);
  if (most >= users && (lineStart[basketStart[users] ?? 0] ?? 0) <= mostLines) return latest;
  latest.sort((a, b) => (lastDay[b] ?? 0) - (lastDay[a] ?? 0) || a - b);
  let lines = 0;
  const many = latest.findIndex((user) => {
    lines +=
      (lineStart[basketStart[user + 1] ?? 0] ?? 0) - (lineStart[basketStart[user] ?? 0] ?? 0);
    return lines > mostLines;
  });
  return latest.slice(0, Math.min(most, many < 0 ? users : many)).sort();
}

/** The same arrays where several threads see them. */
export function shared({ customerIds, productIds, baskets, day }: ShopPurchases): ShopPurchases {
  return {
    customerIds: floats(customerIds),
    productIds: floats(productIds),
    day: integers(day),
    baskets: {
      ...baskets,
      basketStart: integers(baskets.basketStart),
      lineStart: integers(baskets.lineStart),
      item: integers(baskets.item),
    },
  };
}

function integers(from: Int32Array): Int32Array {
  const into = new Int32Array(new SharedArrayBuffer(from.byteLength));
  into.set(from);
  return into;
}

function floats(from: Float64Array): Float64Array {
  const into = new Float64Array(new SharedArrayBuffer(from.byteLength));
  into.set(from);
  return into;
}

/** The purchases of some customers, who get new numbers in the order given. */
export function onlyOf(
  { customerIds, productIds, baskets, day }: ShopPurchases,
  customers: Int32Array,
): ShopPurchases {
  const { lineStart, item, items } = baskets;
  const starts = new Int32Array(customers.length + 1);
  const days: number[] = [];
  const lines: number[] = [];
  const parts: Int32Array[] = [];
  let filled = 0;
  customers.forEach((customer, place) => {
    const [first, end] = basketsOf(baskets, customer);
    for (let basket = first; basket < end; basket++) {
      lines.push(filled);
      days.push(day[basket] ?? 0);
      filled += (lineStart[basket + 1] ?? 0) - (lineStart[basket] ?? 0);
    }
    parts.push(item.subarray(lineStart[first], lineStart[end]));
    starts[place + 1] = days.length;
  });
  lines.push(filled);
  const packed = new Int32Array(filled);
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return {
    customerIds: Float64Array.from(customers, (customer) => customerIds[customer] ?? 0),
    productIds: productIds.slice(),
    day: Int32Array.from(days),
    baskets: {
      ...{ users: customers.length, items },
      basketStart: starts,
      lineStart: Int32Array.from(lines),
      item: packed,
    },
  };
}
