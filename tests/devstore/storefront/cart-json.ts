import { checkoutTotals, type AtCheckout } from "../checkout/cart.ts";
import type { Store } from "../store/open-store.ts";
import { liquidPrice } from "./liquid/money.ts";

/**
 * The cart as Shopify's Ajax API gives it at `/cart.js`: prices in hundredths, the discounts of each line by title.
 * @see https://shopify.dev/docs/api/ajax/reference/cart
 */
export function cartJson(store: Store, cart: AtCheckout): object {
  const totals = checkoutTotals(store, cart);
  const price = (minor: number) => liquidPrice(minor, totals.currency);
  return {
    currency: totals.currency,
    item_count: totals.lines.reduce((count, line) => count + line.quantity, 0),
    original_total_price: price(totals.subtotalMinor),
    total_discount: price(totals.discountMinor),
    total_price: price(totals.subtotalMinor - totals.discountMinor),
    items: totals.lines.map((line) => ({
      id: line.variantId,
      variant_id: line.variantId,
      product_id: line.productId,
      title: line.title,
      quantity: line.quantity,
      price: price(line.unitPriceMinor),
      original_line_price: price(line.subtotalMinor),
      total_discount: price(line.discountMinor),
      final_line_price: price(line.totalMinor),
      discounts: line.allocations.map(({ title, amountMinor }) => ({
        title,
        amount: price(amountMinor),
      })),
    })),
    discount_codes: [
      ...totals.applied.flatMap(({ code }) => (code === null ? [] : [{ code, applicable: true }])),
      ...totals.refusedCodes.map(({ code }) => ({ code, applicable: false })),
    ],
  };
}
