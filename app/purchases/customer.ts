import type { MetafieldEntry } from "./metafield-entries.ts";
import type { Point } from "./point.ts";

/** A customer as we keep one: no name, no address, no e-mail; of places no more than a kilometre tells. */
export interface Customer {
  customerId: number;
  createdAt: number;
  /** Shopify's version: an older one never overwrites a newer one. */
  updatedAt: number;
  /** Shopify's lifetime aggregates: whole even where older orders are out of our reach. */
  numberOfOrders: number;
  amountSpentMinor: number;
  lastOrderAt: number | null;
  shopifyRfmGroup: string | null;
  accountStatus: string;
  emailStatus: string | null;
  /** What stands behind the @, in lower case. */
  emailDomain: string | null;
  smsStatus: string | null;
  language: string | null;
  /** HIGH, MEDIUM, LOW */
  predictedTier: string | null;
  /** In the words of segments: SUBSCRIBED, CANCELED, ... */
  subscriptionStatus: string | null;
  tags: string[];
  /** ISO 3166-1 alpha-2, of all addresses. */
  countries: string[];
  /** ISO 3166-2, of all addresses: US-NY. */
  regions: string[];
  /** Of all addresses, without blanks: US-NY-NewYorkCity. */
  cities: string[];
  points: Point[];
  /** Companies (B2B) that the customer is a contact of. */
  companyIds: number[];
  metafields: MetafieldEntry[];
}
