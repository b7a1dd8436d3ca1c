/**
 * What a holdout could find out: two arms, of which a share of the members is kept from the offer, are compared by how
 * many of them order while it runs. By the normal approximation for two proportions of unequal samples (Fleiss, Levin
 * and Paik, Statistical Methods for Rates and Proportions, 3rd edition 2003, section 4.3, without the correction for
 * continuity): the difference d between rates p0 and p1 is found with the wished power where
 *
 *   d >= z(1 - alpha/2) sqrt(P (1 - P) (1/n0 + 1/n1)) + z(power) sqrt(p0 (1 - p0)/n0 + p1 (1 - p1)/n1)
 *
 * with P the rate of both arms together.
 */

/** Two-sided 5 per cent: how often a lift is seen where there is none. */
const Z_ALPHA = 1.959964;
/** 80 per cent: how often a lift that is there is seen. */
const Z_POWER = 0.841621;

interface Arms {
  members: number;
  /** Hundredths of a per cent. */
  holdoutBasisPoints: number;
  /** The share of members who would have ordered anyway in the time the offer runs. */
  baseRate: number;
}

/**
 * The smallest lift (0.6: six tenths more of them order) that such a holdout can tell from chance; null when it could
 * not tell even if everybody ordered, or nobody would have without it.
 */
export function detectableLift({ members, holdoutBasisPoints, baseRate }: Arms): number | null {
  const heldOut = (members * holdoutBasisPoints) / WHOLE;
  const offered = members - heldOut;
  if (heldOut < 1 || offered < 1 || baseRate <= 0 || baseRate >= 1) return null;
  const isSeen = (rate: number) => rate - baseRate >= needed({ heldOut, offered, baseRate, rate });
  if (!isSeen(1)) return null;
  let [tooSmall, seen] = [baseRate, 1];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (tooSmall + seen) / 2;
    if (isSeen(middle)) seen = middle;
    else tooSmall = middle;
  }
  return seen / baseRate - 1;
}

const WHOLE = 10_000;
const BISECTIONS = 40;

interface Compared {
  heldOut: number;
  offered: number;
  baseRate: number;
  rate: number;
}

function needed({ heldOut, offered, baseRate, rate }: Compared): number {
  const together = (heldOut * baseRate + offered * rate) / (heldOut + offered);
  const ofChance = Math.sqrt(together * (1 - together) * (1 / heldOut + 1 / offered));
  const ofBoth = Math.sqrt((baseRate * (1 - baseRate)) / heldOut + (rate * (1 - rate)) / offered);
  return Z_ALPHA * ofChance + Z_POWER * ofBoth;
}

/** Shares that one would choose, smallest first: what is held out is not offered. */
const SHARES = [500, 1_000, 2_000, 3_000, 5_000];
/** What an offer that works may be hoped to do. */
const HOPED_LIFT = 0.2;

/**
 * The smallest share that could see a lift by a fifth; else the half, which sees most, if it could see that orders
 * double; null where no share is worth keeping anybody from the offer.
 */
export function suggestedShare(of: Omit<Arms, "holdoutBasisPoints">): number | null {
  const liftAt = (holdoutBasisPoints: number) => detectableLift({ ...of, holdoutBasisPoints });
  const enough = SHARES.find((share) => (liftAt(share) ?? Infinity) <= HOPED_LIFT);
  if (enough !== undefined) return enough;
  const largest = SHARES.at(-1) ?? 0;
  return (liftAt(largest) ?? Infinity) <= 1 ? largest : null;
}

/** What a merchant should know of a holdout before the offer begins. */
export interface Sizing {
  members: number;
  /** For how long the arms are compared. */
  days: number;
  /** The share of members who order in so many days anyway; null where too little is known. */
  baseRate: number | null;
  holdoutBasisPoints: number;
  /** The smallest lift that the share can tell from chance; null: none at all. */
  lift: number | null;
  /** A share that could do better, or enough with less; null where none could tell anything. */
  suggested: number | null;
  suggestedLift: number | null;
}

/** How a share of customers is written. */
interface Figures {
  count: (n: number) => string;
  percent: (share: number) => string;
}

/** In a sentence or three: what it can see, what share would be better, and why. */
export function sizingText(sizing: Sizing, { count, percent }: Figures): string {
  const { members, days, baseRate, holdoutBasisPoints, lift, suggested, suggestedLift } = sizing;
  const whole = (share: number) => percent(Math.round(share * 100) / 100);
  const share = whole(holdoutBasisPoints / WHOLE);
  if (baseRate === null) {
    return "Too few were in this segment that long ago to say what a holdout could find out.";
  }
  const anyway = `${percent(baseRate)} of such members order in ${count(days)} days anyway.`;
  if (suggested === null) {
    return `${anyway} With ${count(members)} members no holdout could tell what the offer does: run it for longer, or widen the segment.`;
  }
  const better = `${whole(suggested / WHOLE)} could see ${liftText(suggestedLift, whole)}`;
  if (holdoutBasisPoints === 0) {
    return `${anyway} Without a holdout nobody can tell whether the offer does anything: a holdout of ${better}.`;
  }
  const sees = `With ${count(members)} members a holdout of ${share} can only see ${liftText(lift, whole)}`;
  return suggested === holdoutBasisPoints ? `${anyway} ${sees}.` : `${anyway} ${sees}; ${better}.`;
}

const liftText = (lift: number | null, whole: (share: number) => string) =>
  lift === null ? "nothing" : `a lift above ${whole(lift)}`;
