/** Shopify's CustomerRfmGroup, best first. */
export const RFM_GROUPS = [
  "CHAMPIONS",
  "LOYAL",
  "ACTIVE",
  "NEW",
  "PROMISING",
  "NEEDS_ATTENTION",
  "ALMOST_LOST",
  "AT_RISK",
  "PREVIOUSLY_LOYAL",
  "DORMANT",
  "PROSPECTS",
] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** Shopify's CustomerState. */
export const ACCOUNT_STATUSES = ["DECLINED", "DISABLED", "ENABLED", "INVITED"] as const;

/** Shopify's CustomerEmailMarketingState. */
export const EMAIL_STATUSES = [
  "SUBSCRIBED",
  "NOT_SUBSCRIBED",
  "PENDING",
  "INVALID",
  "UNSUBSCRIBED",
  "REDACTED",
] as const;

/** Shopify's CustomerSmsMarketingState. */
export const SMS_STATUSES = [
  "SUBSCRIBED",
  "NOT_SUBSCRIBED",
  "PENDING",
  "UNSUBSCRIBED",
  "REDACTED",
] as const;

/** Shopify's CustomerPredictedSpendTier. */
export const SPEND_TIERS = ["HIGH", "MEDIUM", "LOW"] as const;

/** Of product subscriptions, in the words of segments. */
export const SUBSCRIPTION_STATUSES = [
  "SUBSCRIBED",
  "CANCELED",
  "EXPIRED",
  "FAILED",
  "NEVER_SUBSCRIBED",
  "PAUSED",
] as const;
