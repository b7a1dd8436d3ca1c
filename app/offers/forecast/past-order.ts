import type { Cart, CartLine } from "../pricing/cart.ts";
import { spread } from "../pricing/share.ts";

/** An order as it was placed. Money in minor units. */
export interface PastOrder {
  orderId: number;
  customerId: number;
  processedAt: number;
  /** What discounts took off it, shipping included. */
  discountMinor: number;
  shippingMinor: number;
  lines: PastLine[];
}

export interface PastLine {
  productId: number | null;
  quantity: number;
  /** For all of them, after discounts. */
  paidMinor: number;
  /** What one costs a shopper and the merchant today; null where that is not known. */
  priceMinor: number | null;
  costMinor: number | null;
}

/** What a cart needs to know of products. */
export interface Catalogue {
  collectionsOf: (productId: number) => readonly number[];
  isGiftCard: (productId: number) => boolean;
}

/**
 * What each line came to before its discounts, which is not kept. Without a discount that is what was paid. With one it is
 * today's price, where that is higher, as long as all lines together lose no more by it than the order says was taken off;
 * if they would, prices have gone up since, and what was taken off is spread over them.
 */
export function listMinors({ lines, discountMinor }: PastOrder): number[] {
  const paid = lines.map(({ paidMinor }) => paidMinor);
  if (discountMinor <= 0) return paid;
  const gaps = lines.map(({ quantity, paidMinor, priceMinor }) =>
    Math.max(0, (priceMinor ?? 0) * quantity - paidMinor),
  );
  const isTooMuch = gaps.reduce((sum, gap) => sum + gap, 0) > discountMinor;
  const taken = isTooMuch ? spread(discountMinor, gaps) : gaps;
  return paid.map((minor, line) => minor + (taken[line] ?? 0));
}

/**
 * The cart that the order was, before discounts, and of each line of the cart which line of the order it is. Where a
 * line's units cannot all have had the same price, some of them cost one minor unit more: it comes to the same.
 */
export function cartOf(
  order: PastOrder,
  { collectionsOf, isGiftCard }: Catalogue,
): { cart: Cart; sources: number[] } {
  const list = listMinors(order);
  const sources: number[] = [];
  const lines: CartLine[] = [];
  order.lines.forEach(({ productId, quantity }, source) => {
    const minor = list[source] ?? 0;
    const unitPriceMinor = Math.floor(minor / quantity);
    const dearer = minor - unitPriceMinor * quantity;
    const line = {
      productId,
      collectionIds: productId === null ? [] : collectionsOf(productId),
      isGiftCard: productId !== null && isGiftCard(productId),
    };
    lines.push({ ...line, quantity: quantity - dearer, unitPriceMinor });
    sources.push(source);
    if (dearer > 0) {
      lines.push({ ...line, quantity: dearer, unitPriceMinor: unitPriceMinor + 1 });
      sources.push(source);
    }
  });
  return { cart: { lines, shippingMinor: order.shippingMinor }, sources };
}
