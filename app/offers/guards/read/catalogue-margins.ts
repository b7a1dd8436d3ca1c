import { subtotalOf, type Cart, type Discount } from "../../pricing/cart.ts";
import { pricingOf } from "../../pricing/price-cart.ts";

/** What the offer would leave of the prices that are in the shop now. */
export interface CatalogueMargins {
  /** Variants that it is on, and of how many the cost is known. */
  pieces: number;
  withCost: number;
  /** With no other discount; null where no cost is known. */
  alone: CatalogueMargin | null;
  /** With all live discounts that may stand beside it; null where none takes part. */
  stacked: (CatalogueMargin & { titles: string[] }) | null;
}

export interface CatalogueMargin {
  /** Hundredths of a per cent of what is paid; a loss of all of it and more is -10,000. */
  margin: number;
  product: string;
}

/** The smallest cart in which the offer reduces what it is on, and what that cart costs the merchant. */
export interface Tried {
  cart: Cart;
  costMinor: number;
  product: string;
}

/** Of the offer, by its key among what is priced together. */
export const OWN = "own";

/** The worst of some carts with these discounts, among those in which the offer itself takes something off. */
export function lowestMargin(
  tried: readonly Tried[],
  discounts: readonly Discount[],
): (CatalogueMargin & { keys: string[] }) | null {
  const price = pricingOf(discounts);
  let lowest: (CatalogueMargin & { keys: string[] }) | null = null;
  for (const { cart, costMinor, product } of tried) {
    const { applied, shippingDiscountMinor, discountMinor } = price(cart);
    const keys = applied.map(({ key }) => key);
    if (!keys.includes(OWN)) continue;
    const before = cart.lines.reduce((sum, line) => sum + subtotalOf(line), 0);
    const margin = marginOf(before - (discountMinor - shippingDiscountMinor), costMinor);
    if (!lowest || margin < lowest.margin) lowest = { margin, product, keys };
  }
  return lowest;
}

const WHOLE = 10_000;

/** Of what is paid for goods, what is left after their cost. */
const marginOf = (paidMinor: number, costMinor: number): number => {
  if (paidMinor <= 0) return costMinor > 0 ? -WHOLE : 0;
  return Math.max(-WHOLE, Math.floor(((paidMinor - costMinor) / paidMinor) * WHOLE));
};
