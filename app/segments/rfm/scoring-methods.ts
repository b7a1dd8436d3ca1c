import { leastValues, type Measures } from "./rfm.ts";

/** The least values of scores 2 and up, ascending; null where nobody can have a score. */
export type LeastValues = readonly (number | null)[];

/** One list for each measure; recency's are days of the last order. */
export interface MeasureCutoffs {
  recency: LeastValues;
  frequency: LeastValues;
  monetary: LeastValues;
}

export const METHODS = ["tie-safe", "quantile-7", "fixed-days"] as const;
export type Method = (typeof METHODS)[number];

export interface Cutting {
  asOfDay: number;
  /** How many scores a measure has, such as 5. */
  scores: number;
  /** Most days since the last order for the best score, the next and so on: one fewer than scores, ascending. */
  recencyDays: readonly number[];
  /** What counts as one in a measure of money: 100 where values are hundredths. */
  moneyUnit: number;
}

/**
 * Where the scores of buyers begin.
 *
 * - `tie-safe`: ours, by the share of buyers strictly below (docs/decisions/005-rfm-ties.md).
 * - `quantile-7`: as R's package rfm scores, to compare with it: quantiles of type 7, and one added to each edge, be
 *   it a day, an order or a unit of money. Equal buyers score equally; a score can be left empty.
 * - `fixed-days`: recency by days that are given, the rest tie-safe. Then a customer's recency does not depend on others.
 */
export function cutBy(
  method: Method,
  buyers: readonly Measures[],
  cutting: Cutting,
): MeasureCutoffs {
  const { scores, asOfDay } = cutting;
  const lastDays = buyers.map(({ lastOrderDay }) => lastOrderDay);
  const orders = buyers.map((buyer) => buyer.orders);
  const spent = buyers.map(({ netMinor }) => netMinor);
  switch (method) {
    case "tie-safe":
      return {
        recency: leastValues(lastDays, scores),
        frequency: leastValues(orders, scores),
        monetary: leastValues(spent, scores),
      };
    case "quantile-7": {
      const daysSince = edges(lastDays.map((day) => asOfDay - day), scores, 1);
      return {
        // Below an edge in days since means after the day before it.
        recency: daysSince.map((edge) => Math.floor(asOfDay - edge) + 1).reverse(),
        frequency: edges(orders, scores, 1),
        monetary: edges(spent, scores, cutting.moneyUnit),
      };
    }
    case "fixed-days":
      return {
        recency: cutting.recencyDays.map((days) => asOfDay - days).reverse(),
        frequency: leastValues(orders, scores),
        monetary: leastValues(spent, scores),
      };
  } // prettier-ignore
}

function edges(values: readonly number[], scores: number, one: number): number[] {
  const ascending = values.toSorted((one, other) => one - other);
  return quantilePlaces(values.length, scores).map(
    (place) => between(place, ascending[place.below] ?? NaN, ascending[place.above] ?? NaN) + one,
  );
}

/** Where a quantile of type 7 lies: so many parts of the way from one place (from 0, in order) to the next. */
interface QuantilePlace {
  below: number;
  above: number;
  part: number;
  parts: number;
}

/** The places of the inner quantiles of so many values. In whole numbers: no edge is missed by a rounding. */
export const quantilePlaces = (count: number, scores: number): QuantilePlace[] =>
  Array.from({ length: scores - 1 }, (_, i) => {
    const steps = (count - 1) * (i + 1);
    const below = Math.floor(steps / scores);
    return {
      ...{ below, above: Math.min(below + 1, count - 1) },
      ...{ part: steps - below * scores, parts: scores },
    };
  });

/** The quantile, from the two values around its place. */
export const between = ({ part, parts }: QuantilePlace, below: number, above: number): number =>
  below + ((above - below) * part) / parts;
