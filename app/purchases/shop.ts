/** A shop that has installed the app, and what its merchant counts. */
export interface Shop {
  shopId: number;
  /** demo.myshopify.com */
  domain: string;
  name: string;
  /** ISO 4217; all money of the shop is in its minor units. */
  currency: string;
  /** IANA zone; all days of the shop are counted in it. */
  timeZone: string;
  locale: string;
  /** Whether Shopify shows us orders older than 60 days. */
  hasAllOrders: boolean;
  countsShipping: boolean;
  countsTax: boolean;
  /** opt-in: nothing is shown for a customer alone before they say yes. */
  consent: "opt-out" | "opt-in";
  /** Since when Shopify is to hold nothing of ours; null while we publish. */
  withdrawnAt: number | null;
  installedAt: number;
  /** Null while the app is installed. */
  uninstalledAt: number | null;
}

/** What counts as a purchase, for printing beside a number: the parts a page puts into words. */
export interface CountingRule {
  leavesOut: readonly ["test orders", "cancelled orders"];
  netOf: readonly ["refunds", "discounts"];
  includesShipping: boolean;
  includesTax: boolean;
  currency: string;
}

export const countingRule = (shop: Shop): CountingRule => ({
  leavesOut: ["test orders", "cancelled orders"],
  netOf: ["refunds", "discounts"],
  includesShipping: shop.countsShipping,
  includesTax: shop.countsTax,
  currency: shop.currency,
});

/** The counting rule as one English sentence. */
export function countingRuleText(shop: Shop): string {
  const { includesShipping, includesTax, currency } = countingRule(shop);
  const extras = [
    `${includesShipping ? "with" : "without"} shipping`,
    `${includesTax ? "with" : "without"} tax`,
  ];
  return `Orders that are neither tests nor cancelled, in ${currency}, after discounts and refunds, ${extras.join(" and ")}.`;
}
