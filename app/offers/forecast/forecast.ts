/**
 * What an offer would have cost: the shop's orders of the last days, priced again. Money in minor units. It takes for
 * granted that nobody would have bought more, or more often, because of the offer.
 */
export interface Forecast {
  /** So many days up to now. */
  days: number;
  /** Orders of who was in the segment when they ordered, that count: no tests, nothing cancelled. */
  orders: number;
  /** What was paid for their lines, after the discounts that they had. */
  paidMinor: number;
  members: MembersTaken;
  /** This offer, and no other discount. */
  alone: Outcome;
  /** Together with all live discounts: of every order the combination that costs most and that Shopify would allow. */
  stacked: Outcome;
  /** What that combination would have cost without this offer. */
  liveMinor: number;
  /** How many live discounts were reckoned with, and the titles of those that could not be. */
  live: { reckoned: number; unknown: string[] };
  /** Of the units that the offer would have been on: how many, and of how many the cost is known. */
  units: { all: number; withCost: number };
  /** What it would have cost alone in each week, the last seven days last. */
  weeks: number[];
}

export interface Outcome {
  /** Orders that it would have taken something off. */
  orders: number;
  costMinor: number;
  /** Where a next time like this one would most likely lie (95 per cent); null while there are too few orders to say. */
  between: [low: number, high: number] | null;
  /** What the lines of those orders come to before discounts. */
  revenueMinor: number;
  /** Of all lines that the offer would have been on, alone or beside others, and whose cost is known. */
  lowestMargin: LowestMargin | null;
}

export interface LowestMargin {
  /**
   * What is left, after cost, of what would have been paid for a line, in hundredths of a per cent of that; below zero: a
   * loss; -10,000 for a loss of all that was paid, or more.
   */
  basisPoints: number;
  productId: number;
  title: string;
  orderId: number;
}

/** Who was taken for a member at the time of an order. */
export type MembersTaken =
  /** Who was one, as it was kept. */
  | { kind: "as-kept" }
  /** As it was kept since a moment; before it, who would have been one by their purchases, or who is one now. */
  | { kind: "kept-since"; since: number; before: "by-purchases" | "today" };

/** Below so many orders a sum says nothing about the next. */
export const ENOUGH_ORDERS = 30;
