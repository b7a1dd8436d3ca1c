/** What a shop's own buyers are like: where ready-made segments draw their lines. Null: too little is known. */
export interface ShopShape {
  /** Median of the usual days between two orders of one customer. */
  typicalGapDays: number | null;
  /** Days from a first order to the second, of those who came back: the median, and what eight of ten need. */
  secondOrderDays: { median: number; mostly: number } | null;
  /** What so many of a hundred buyers spent no more than, in whole units of the currency. */
  spent: { p80: number; p90: number } | null;
  /** The same of those who ordered once. */
  firstSpent: { p90: number } | null;
  /** Order values of those who came back. */
  orderValue: { p40: number; p80: number } | null;
  favourites: Favourites;
  holds: Holdings;
}

/** What most buyers have in common: examples for templates that need one. */
interface Favourites {
  /** What most bought first. */
  firstProduct: { productId: number; title: string } | null;
  /** What most bought again, and after how many days usually. */
  rebought: { productId: number; title: string; days: number } | null;
  /** The two product types bought by most. */
  types: readonly string[];
  city: string | null;
}

/** Which data of a kind there is at all. */
interface Holdings {
  abandonedCheckouts: boolean;
  subscriptions: boolean;
  companies: boolean;
  vendors: boolean;
  /** A metafield of customers that is a birthday, by its name in queries. */
  birthday: string | null;
}

/** Numbers of some buyers, as they are read. */
export interface SampledBuyers {
  buyers: readonly { orders: number; spent: number; netPerOrder: number }[];
  ownGaps: readonly number[];
  secondOrderGaps: readonly number[];
}

/** The quantiles that templates ask for. */
export function quantilesOf({ buyers, ownGaps, secondOrderGaps }: SampledBuyers) {
  const spent = buyers.map((one) => one.spent);
  const firstSpent = buyers.filter(({ orders }) => orders === 1).map((one) => one.spent);
  const values = buyers.filter(({ orders }) => orders > 1).map(({ netPerOrder }) => netPerOrder);
  return {
    typicalGapDays: nearestRank(ownGaps, 0.5),
    secondOrderDays: both(
      nearestRank(secondOrderGaps, 0.5),
      nearestRank(secondOrderGaps, 0.8),
      (median, mostly) => ({ median, mostly }),
    ),
    spent: both(nearestRank(spent, 0.8), nearestRank(spent, 0.9), (p80, p90) => ({ p80, p90 })),
    firstSpent: both(nearestRank(firstSpent, 0.9), 0, (p90) => ({ p90 })),
    orderValue: both(nearestRank(values, 0.4), nearestRank(values, 0.8), (p40, p80) => ({
      ...{ p40, p80 },
    })),
  };
}

const both = <Made>(a: number | null, b: number | null, make: (a: number, b: number) => Made) =>
  a === null || b === null ? null : make(a, b);

/** The least of the values that `share` of them do not exceed; null without any. */
export function nearestRank(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
