import type { Cart } from "../../pricing/cart.ts";
import { pricingOf } from "../../pricing/price-cart.ts";
import type { Terms } from "../../terms.ts";

/** What some terms take off a cart on average. */
export function usualSaving(carts: readonly Cart[], terms: Terms): number {
  if (carts.length === 0) return 0;
  const price = pricingOf([{ key: "alone", method: "code", terms }]);
  const saved = carts.reduce((sum, cart) => sum + price(cart).discountMinor, 0);
  return Math.round(saved / carts.length);
}
