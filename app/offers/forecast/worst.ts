import type { LiveDiscount } from "../live-discounts/live-discount.ts";
import { classOf } from "../terms.ts";
import type { Cart, Discount } from "../pricing/cart.ts";
import { pricingOf } from "../pricing/price-cart.ts";

/** What one order may have at most (help.shopify.com, "Discounts": limits of automatic discounts and of codes). */
const MOST = { automatic: 25, codes: 5, shippingCodes: 1 };

/** Live discounts that can be met while the offer runs, ready to be priced; those that cannot be reckoned left out. */
export const meetable = (
  live: readonly LiveDiscount[],
  { startsAt, endsAt }: { startsAt: number; endsAt: number | null },
): Discount[] =>
  live.flatMap(({ id, method, terms, ...its }) =>
    terms && its.startsAt < (endsAt ?? Infinity) && startsAt < (its.endsAt ?? Infinity)
      ? [{ key: String(id), method, terms }]
      : [],
  );

/**
 * As many of the discounts as an order may have, beside the offer or without one: where there are more, those that would
 * take most off some carts, each by itself.
 */
export function worstOf(
  discounts: readonly Discount[],
  carts: readonly Cart[],
  offer: Pick<Discount, "method" | "terms"> | null,
): Discount[] {
  const kinds = { automatic: [], codes: [], shippingCodes: [] } as Record<
    keyof typeof MOST,
    Discount[]
  >;
  for (const discount of discounts) kinds[kindOf(discount)].push(discount);
  const chosen = new Set<Discount>();
  for (const kind of ["automatic", "codes", "shippingCodes"] as const) {
    const places = MOST[kind] - (offer && kindOf(offer) === kind ? 1 : 0);
    for (const one of dearest(kinds[kind], carts, places)) chosen.add(one);
  }
  return discounts.filter((discount) => chosen.has(discount));
}

function kindOf({ method, terms }: Pick<Discount, "method" | "terms">): keyof typeof MOST {
  if (method === "automatic") return "automatic";
  return classOf(terms) === "shipping" ? "shippingCodes" : "codes";
}

function dearest(discounts: readonly Discount[], carts: readonly Cart[], most: number): Discount[] {
  if (discounts.length <= most) return [...discounts];
  return discounts
    .map((discount) => {
      const price = pricingOf([discount]);
      return { discount, minor: carts.reduce((sum, cart) => sum + price(cart).discountMinor, 0) };
    })
    .sort((one, other) => other.minor - one.minor)
    .slice(0, most)
    .map(({ discount }) => discount);
}
