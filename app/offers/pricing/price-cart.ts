import { classOf } from "../terms.ts";
import {
  subtotalOf,
  type Cart,
  type Discount,
  type Priced,
  type PricedLine,
  type Refusal,
} from "./cart.ts";
import { effectOf, type Effect } from "./effect.ts";
import { savingsOn, type Saving } from "./saving.ts";
import { spread } from "./share.ts";
import { stacksOf, type Stack } from "./stacks.ts";

/** Prices one cart: see `pricingOf`. */
export const priceCart = (cart: Cart, discounts: readonly Discount[]): Priced =>
  pricingOf(discounts)(cart);

/**
 * Prices carts as Shopify's checkout does, with the same discounts each: of all sets that may stand in one order the one
 * that saves most, shipping included; among equals the one that holds earlier discounts ("the best discount or
 * combination of discounts automatically applies", help.shopify.com, "Combining discounts"). What Shopify's pages leave
 * open, and how we read it: docs/decisions/021-pricing.md.
 */
export function pricingOf(discounts: readonly Discount[]): (cart: Cart) => Priced {
  const effectsOn = discounts.map(effectOf);
  const stacksOfThose = stacksOfSome(discounts);
  return (cart) => {
    const effects = effectsOn.map((effectOn) => effectOn(cart));
    const savingOf = savingsOn(cart, effects);
    let best = savingOf({ product: [], order: [], shipping: [] });
    for (const stack of stacksOfThose(effects)) {
      const saving = savingOf(stack);
      if (saving.minor > best.minor) best = saving;
    }
    return priced(cart, discounts, effects, best);
  };
}

/** To most carts the same of the discounts apply: their sets are kept. */
const SETS_KEPT = 1_000;

/** The sets among those of the discounts that apply. */
function stacksOfSome(discounts: readonly Discount[]): (effects: readonly Effect[]) => Stack[] {
  const combining = discounts.map(({ terms }) => ({
    class: classOf(terms),
    combinesWith: terms.combinesWith,
  }));
  const known = new Map<string, Stack[]>();
  return (effects) => {
    const which = effects.map((effect) => (effect.class === null ? "0" : "1")).join("");
    let stacks = known.get(which);
    if (!stacks) {
      if (known.size >= SETS_KEPT) known.clear();
      stacks = stacksOf(combining.map((one, place) => (effects[place]?.class ? one : null)));
      known.set(which, stacks);
    }
    return stacks;
  };
}

function priced(
  cart: Cart,
  discounts: readonly Discount[],
  effects: readonly Effect[],
  saving: Saving,
): Priced {
  const lines = linesOf(discounts, saving);
  const shippingDiscountMinor = saving.shipping?.minor ?? 0;
  const taken = discounts.map(() => 0);
  const take = (place: number, minor: number) => (taken[place] = (taken[place] ?? 0) + minor);
  saving.products.places.forEach((place, line) => {
    if (place !== null) take(place, saving.products.off[line] ?? 0);
  });
  for (const { place, minor } of saving.order) take(place, minor);
  if (saving.shipping) take(saving.shipping.place, saving.shipping.minor);

  const subtotalMinor = cart.lines.reduce((sum, line) => sum + subtotalOf(line), 0);
  return {
    lines,
    shippingDiscountMinor,
    discountMinor: saving.minor,
    totalMinor: subtotalMinor + cart.shippingMinor - saving.minor,
    applied: discounts.flatMap(({ key }, place) => {
      const minor = taken[place] ?? 0;
      return minor > 0 ? [{ key, minor }] : [];
    }),
    refused: discounts.flatMap(({ key }, place) =>
      taken[place] ? [] : [{ key, why: refusalOf(effects[place]) }],
    ),
  };
}

/** What each line carries: its product discount, and its part of every order discount. */
function linesOf(discounts: readonly Discount[], { products, order }: Saving): PricedLine[] {
  const byKeys = products.places.map((place, line): Record<string, number> => {
    const key = place === null ? undefined : discounts[place]?.key;
    return key === undefined ? {} : { [key]: products.off[line] ?? 0 };
  });
  const left = [...products.left];
  for (const { place, minor } of order) {
    // In proportion to what is left of each line, so that none becomes less than nothing.
    spread(minor, left).forEach((share, line) => {
      const key = discounts[place]?.key;
      const byKey = byKeys[line];
      if (share === 0 || key === undefined || !byKey) return;
      byKey[key] = share;
      left[line] = (left[line] ?? 0) - share;
    });
  }
  return byKeys.map((byKey) => ({
    discountMinor: Object.values(byKey).reduce((sum, minor) => sum + minor, 0),
    byKey,
  }));
}

const refusalOf = (effect: Effect | undefined): Refusal =>
  effect?.class === null ? effect.why : "outdone";
