import type { Terms } from "../terms.ts";

/** A discount that the shop has, running or to come, whoever made it. */
export interface LiveDiscount {
  /** Shopify's number of it. */
  id: number;
  title: string;
  method: "automatic" | "code";
  /** The first of its codes; of our codes for single members one of many. */
  code: string | null;
  /** Carries one of our offers. */
  isOurs: boolean;
  /** Null for what we cannot reckon: another app's rule, single variants, a subscription's. */
  terms: Terms | null;
  /** For some customers, segments or markets alone. */
  hasContext: boolean;
  startsAt: number;
  endsAt: number | null;
}
