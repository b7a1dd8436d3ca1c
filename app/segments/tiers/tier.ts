export const MEASURES = ["orders", "spend"] as const;
export const PERIODS = ["rolling-year", "calendar-year", "for-ever"] as const;
export type TierMeasure = (typeof MEASURES)[number];
export type TierPeriod = (typeof PERIODS)[number];

/** How a shop's tiers are earned and kept. */
export interface TierRules {
  measure: TierMeasure;
  period: TierPeriod;
  /** A tier is kept down to this share of what it takes to earn it; 100: no less keeps it. */
  keepPercent: number;
  /** So many days may be spent below that before it is lost; 0: none. */
  graceDays: number;
}

export interface Tier {
  tierId: number;
  name: string;
  /** Orders, or minor units of net spend. */
  threshold: number;
}

/** What of a tier's threshold keeps it. */
export const keptFrom = (threshold: number, keepPercent: number): number =>
  Math.ceil((threshold * keepPercent) / 100);

/** A tier that a customer holds, and since when below what keeps it. */
export interface Holding {
  tierId: number;
  belowSinceDay: number | null;
}

/**
 * What a customer holds at the end of a day, from what they held the day before and what counts for them now.
 *
 * Each tier is held on its own terms: earned at its threshold, kept above its share, lost when the grace below that is
 * over. A customer's tier is the highest held. Because no tier's fate depends on another's, whoever counts for more on
 * every day never has the lower tier, which a test shows; with one grace for all tiers it would not be so.
 */
export function holdingsAfter(
  before: readonly Holding[],
  value: number,
  { tiers, rules, day }: { tiers: readonly Tier[]; rules: TierRules; day: number },
): Holding[] {
  return tiers.flatMap(({ tierId, threshold }) => {
    if (value >= threshold) return { tierId, belowSinceDay: null };
    const held = before.find((holding) => holding.tierId === tierId);
    if (!held) return [];
    if (value >= keptFrom(threshold, rules.keepPercent)) return { tierId, belowSinceDay: null };
    const belowSinceDay = held.belowSinceDay ?? day;
    return day - belowSinceDay >= rules.graceDays ? [] : { tierId, belowSinceDay };
  });
}

/** The highest tier held, or null. */
export function tierOf(tiers: readonly Tier[], holdings: readonly Holding[]): Tier | null {
  const held = tiers.filter(({ tierId }) => holdings.some((one) => one.tierId === tierId));
  return held.toSorted((one, other) => other.threshold - one.threshold)[0] ?? null;
}

/** The tier above, what is missing to it, and how far along from nothing; null at the top. */
export function nextTier(
  tiers: readonly Tier[],
  { tier, value }: { tier: Tier | null; value: number },
): { tier: Tier; missing: number; progress: number } | null {
  const above = tiers
    .filter(({ threshold }) => threshold > (tier?.threshold ?? -1) && threshold > value)
    .toSorted((one, other) => one.threshold - other.threshold)[0];
  if (!above) return null;
  const missing = above.threshold - value;
  return { tier: above, missing, progress: Math.max(0, value) / above.threshold };
}

/** The first day that counts on a day: orders of it and after are added up. */
export function firstDayOf(period: TierPeriod, day: number, firstOfYear: number): number | null {
  switch (period) {
    case "rolling-year":
      return day - 364;
    case "calendar-year":
      return firstOfYear;
    case "for-ever":
      return null;
  }
}
