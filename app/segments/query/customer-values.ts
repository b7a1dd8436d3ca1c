import type { MetafieldEntry } from "#app/purchases/metafield-entries.ts";
import type { Point } from "#app/purchases/point.ts";
import type { HistoryValues } from "./regulars/history-values.ts";
import type { ModelValues } from "./regulars/model-values.ts";
import type { PurchaseValues } from "./regulars/purchases/purchase-values.ts";
import type { RfmGroup } from "./closed-lists.ts";

/** An order of a customer that is no test. */
export interface PlacedOrder {
  at: number;
  /** What was charged less what was given back. */
  amountMinor: number;
  appId: number | null;
  locationId: number | null;
  lines: readonly OrderLine[];
}

export interface OrderLine {
  productId: number | null;
  quantity: number;
  /** Of the product as it is now; none if it is gone. */
  tags: readonly string[];
  categoryId: string | null;
}

/** What arrived from outside: an e-mail opened, a product viewed. */
export interface CustomerEvent {
  kind: string;
  objectId: number | null;
  at: number;
  /** Of the product, where it is one. */
  tags: readonly string[];
}

export interface CreditAccount {
  currency: string;
  balanceThousandths: number;
  nextExpiryAt: number | null;
  lastCreditAt: number | null;
}

/** What Shopify's own filters ask for. */
interface ShopifyValues {
  numberOfOrders: number;
  amountSpentMinor: number;
  firstOrderAt: number | null;
  lastOrderAt: number | null;
  tags: readonly string[];
  countries: readonly string[];
  regions: readonly string[];
  cities: readonly string[];
  points: readonly Point[];
  companyIds: readonly number[];
  rfmGroup: RfmGroup | null;
  addedAt: number;
  accountStatus: string;
  emailStatus: string | null;
  emailDomain: string | null;
  smsStatus: string | null;
  language: string | null;
  predictedTier: string | null;
  subscriptionStatus: string | null;
  createdByAppId: number | null;
  abandonedCheckoutAt: number | null;
  metafields: readonly MetafieldEntry[];
  events: readonly CustomerEvent[];
  creditAccounts: readonly CreditAccount[];
  /** All that we see but tests, cancelled ones too. */
  orders: readonly PlacedOrder[];
}

/** All of a customer that a query can ask for: Shopify's part, and those behind `regulars.`. */
export interface CustomerValues extends ShopifyValues {
  purchases: PurchaseValues;
  models: ModelValues;
  history: HistoryValues;
}
