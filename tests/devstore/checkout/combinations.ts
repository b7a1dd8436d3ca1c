import { classOf, type Discount } from "./discount.ts";

/** Whether two discounts may stand in one order: each has to accept the other's class. */
export function combine(one: Discount, other: Discount): boolean {
  return accepts(one, other) && accepts(other, one);
}

function accepts(discount: Discount, other: Discount): boolean {
  const { productDiscounts, orderDiscounts, shippingDiscounts } = discount.terms.combinesWith;
  return { PRODUCT: productDiscounts, ORDER: orderDiscounts, SHIPPING: shippingDiscounts }[
    classOf(other)
  ];
}

/**
 * Every set of discounts that all combine and to which none can be added, those that hold earlier ones first. Smaller sets
 * never save more: a further discount takes at most what it adds itself from the others.
 */
export function combinationsOf<T extends { readonly discount: Discount }>(
  candidates: readonly T[],
): T[][] {
  const found: T[][] = [];
  const grow = (chosen: T[], open: readonly T[], done: readonly T[]): void => {
    if (open.length === 0 && done.length === 0) found.push(chosen);
    let rest = [...open];
    const seen = [...done];
    for (const next of open) {
      const fits = (other: T): boolean => combine(next.discount, other.discount);
      rest = rest.filter((other) => other !== next);
      grow([...chosen, next], rest.filter(fits), seen.filter(fits));
      seen.push(next);
    }
  };
  grow([], candidates, []);
  return found;
}
