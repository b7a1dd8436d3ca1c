/** A customer as we keep one: no name, no address, no e-mail. */
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
  language: string | null;
  tags: string[];
  /** ISO 3166-1 alpha-2, of all addresses. */
  countries: string[];
}
