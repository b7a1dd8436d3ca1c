/** Of a customer: what the models say. Null where they say nothing. */
export interface ModelValues {
  lastOrderDay: number | null;
  /** A whole number or a half. */
  usualGapDays: number | null;
  scores: { recency: number; frequency: number; monetary: number } | null;
  klaviyoGroup: string | null;
  chanceAlive: number | null;
  expectedOrders: number | null;
  expectedValueMinor: number | null;
  /** The name of the tier. */
  tier: string | null;
  /** Since when they hold it. */
  tierSince: number | null;
}

/** Of a customer of whom no model says anything. */
export const NO_MODELS: ModelValues = {
  ...{ lastOrderDay: null, usualGapDays: null, scores: null, klaviyoGroup: null },
  ...{
    chanceAlive: null,
    expectedOrders: null,
    expectedValueMinor: null,
    tier: null,
    tierSince: null,
  },
};
