import { basketsOf, itemsOf } from "../baskets/baskets.ts";
import type { ShopPurchases } from "../learning/shop-purchases.ts";
import { weightOfAge } from "./best-sellers.ts";
import type { Sales } from "./segment-taste.ts";

interface Counting {
  /** The window ends with this day and is so long. */
  lastDay: number;
  days: number;
  /** The segments of a customer by id, as numbers from 0. */
  segmentsOf: (customerId: number) => Iterable<number>;
  segments: number;
}

/** Who bought what in a window, by segment, and last of all the whole shop. A customer counts once a product and day. */
export function salesBySegment(
  { customerIds, baskets, day }: ShopPurchases,
  { lastDay, days, segmentsOf, segments }: Counting,
): Sales[] {
  const all = Array.from({ length: segments + 1 }, (): Sales => ({
    weight: new Float64Array(baskets.items),
    buyers: new Int32Array(baskets.items),
    allWeight: 0,
    allBuyers: 0,
  }));
  const seen = new Int32Array(baskets.items).fill(-1);
  for (let customer = 0; customer < baskets.users; customer++) {
    const of = [...segmentsOf(customerIds[customer] ?? 0), segments].flatMap(
      (one) => all[one] ?? [],
    );
    const [first, end] = basketsOf(baskets, customer);
    let hasBought = false;
    for (let basket = first; basket < end; basket++) {
      const age = lastDay - (day[basket] ?? 0);
      if (age < 0 || age >= days) continue;
      hasBought = true;
      const weight = weightOfAge(age);
      for (const item of itemsOf(baskets, basket)) {
        const isNew = seen[item] !== customer;
        seen[item] = customer;
        for (const sales of of) {
          sales.weight[item] = (sales.weight[item] ?? 0) + weight;
          sales.allWeight += weight;
          if (isNew) sales.buyers[item] = (sales.buyers[item] ?? 0) + 1;
        }
      }
    }
    if (hasBought) for (const sales of of) sales.allBuyers++;
  }
  return all;
}
