import { sql } from "kysely";

/**
 * What an order `o` of a shop `s` brought, net of refunds (Shopify's current amounts are) and of what was given back
 * beyond them; with shipping and tax only if the shop counts them.
 */
export const NET_OF_ORDER = sql<number>`(
  o.subtotal_minor - o.adjustment_minor
  + o.shipping_minor * s.counts_shipping + o.tax_minor * s.counts_tax
)`;
