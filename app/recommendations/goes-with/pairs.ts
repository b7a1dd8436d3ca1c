import { type Events, forEachProduct, onLeft } from "./co-occurrence.ts";
import { discoveries, log10Chance } from "./significance.ts";

const PER_PRODUCT = 12;
/** Fewer events than this with both are an accident whatever the chance. */
const LEAST_TOGETHER = 3;
const LEAST_LIFT = 1.2;

/** Two products, as numbers from 0. */
export interface Pair {
  product: number;
  other: number;
  /** Events with both (the support), with the first on the left, with the other on the right. */
  together: number;
  ordersWith: number;
  ordersWithOther: number;
}

/** How many times likelier the two are together than if they were bought independently. */
export const liftOf = (pair: Omit<Pair, "product" | "other">, ordersAll: number) =>
  (pair.together * ordersAll) / (pair.ordersWith * pair.ordersWithOther);

/**
 * The products that go best with each, best first: `together * ln(lift)`, the part of the log-likelihood ratio that both
 * being there accounts for (Dunning 1993). A pair counts from three events on, and only if it is among those of which a
 * twentieth at most is expected to be chance, out of all pairs that could have come to three.
 */
export function pairsByProduct(events: Events, isOffered: (product: number) => boolean): Pair[][] {
  const { count, onRight } = events;
  const expectedOf = (product: number, other: number) =>
    (onLeft(events, product) * (onRight[other] ?? 0)) / count;
  const found = discoveries();
  forEachProduct(events, (product, others, many, support) => {
    for (let at = 0; at < many; at++) {
      const other = others[at] ?? 0;
      const together = support[other] ?? 0;
      if (other === product || together < LEAST_TOGETHER) continue;
      found.add(log10Chance(together, expectedOf(product, other)));
    }
  });
  const isBelieved = found.believedFrom(hypotheses(events));
  const all: Pair[][] = [];
  forEachProduct(events, (product, others, many, support) => {
    const pairs: { pair: Pair; score: number }[] = [];
    for (let at = 0; at < many; at++) {
      const other = others[at] ?? 0;
      const together = support[other] ?? 0;
      if (other === product || together < LEAST_TOGETHER || !isOffered(other)) continue;
      if (!isBelieved(log10Chance(together, expectedOf(product, other)))) continue;
      const ordersWithOther = onRight[other] ?? 0;
      const pair = {
        product,
        other,
        together,
        ordersWith: onLeft(events, product),
        ordersWithOther,
      };
      const lift = liftOf(pair, count);
      if (lift >= LEAST_LIFT) pairs.push({ pair, score: together * Math.log(lift) });
    }
    pairs.sort((a, b) => b.score - a.score || a.pair.other - b.pair.other);
    if (pairs.length > 0) all.push(pairs.slice(0, PER_PRODUCT).map(({ pair }) => pair));
  });
  return all;
}

/** Pairs that could have come to three events at all. */
function hypotheses(events: Events): number {
  let left = 0;
  let right = 0;
  for (let product = 0; product < events.products; product++) {
    if (onLeft(events, product) >= LEAST_TOGETHER) left++;
    if ((events.onRight[product] ?? 0) >= LEAST_TOGETHER) right++;
  }
  return left * Math.max(0, right - 1);
}
