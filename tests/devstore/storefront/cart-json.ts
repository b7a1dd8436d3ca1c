import { checkoutTotals } from "../checkout/cart.ts";
import type { Store } from "../store/open-store.ts";
import { cartsOf } from "./carts.ts";
import { readSession } from "./session.ts";

/** The cart as Shopify's Ajax API answers it (`GET /cart.js`): money in minor units, the discounts that apply named. */
export function cartJson(request: Request, store: Store): Response {
  const { cartId, customerId } = readSession(request);
  const totals = checkoutTotals(store, { ...cartsOf(store).read(cartId), customerId });
  return Response.json({
    currency: totals.currency,
    item_count: totals.lines.reduce((sum, line) => sum + line.quantity, 0),
    original_total_price: totals.subtotalMinor,
    total_discount: totals.discountMinor,
    total_price: totals.subtotalMinor - totals.discountMinor,
    items: totals.lines.map((line) => ({
      variant_id: line.variantId,
      quantity: line.quantity,
      final_line_price: line.totalMinor,
      discounts: line.allocations.map(({ title, amountMinor }) => ({ title, amount: amountMinor })),
    })),
  });
}
