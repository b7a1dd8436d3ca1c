import { subtotalOf, type Cart } from "./cart.ts";
import type { Effect } from "./effect.ts";
import type { Choice, Stack } from "./stacks.ts";

/** What a stack takes off a cart; who takes it is said by places among the discounts given. */
export interface Saving {
  products: OffProducts;
  /** In the order given. */
  order: readonly { place: number; minor: number }[];
  shipping: { place: number; minor: number } | null;
  minor: number;
}

interface OffProducts {
  /** Of each line: the product discount that it carries, if any, and what it takes off. */
  places: readonly (number | null)[];
  off: readonly number[];
  /** What each line comes to after it, and all together: order discounts are taken from that, and from no gift card. */
  left: readonly number[];
  leftMinor: number;
  minor: number;
}

/** Reckons what one stack after the other would save on one cart. */
export function savingsOn(cart: Cart, effects: readonly Effect[]): (stack: Stack) => Saving {
  const known = new Map<Choice, OffProducts>();
  return ({ product, order, shipping }) => {
    let products = known.get(product);
    if (!products) known.set(product, (products = offProducts(cart, effects, product)));
    const ofOrder = offOrder(effects, order, products.leftMinor);
    const ofShipping = offShipping(effects, shipping);
    const minor = ofOrder.reduce((sum, one) => sum + one.minor, products.minor);
    return {
      ...{ products, order: ofOrder, shipping: ofShipping },
      minor: minor + (ofShipping?.minor ?? 0),
    };
  };
}

/**
 * A line carries the product discount that takes most off it, of equal ones the first ("if multiple product discounts
 * apply to the same item, only the best discount is applied"; several on one line only with tags, on Shopify Plus). What
 * buys something in a buy X get Y may carry another; what is got in one carries that or a better one.
 */
function offProducts({ lines }: Cart, effects: readonly Effect[], choice: Choice): OffProducts {
  const places = lines.map((): number | null => null);
  const off = lines.map(() => 0);
  for (const place of choice) {
    const effect = effects[place];
    if (effect?.class !== "product") continue;
    effect.off.forEach((minor, line) => {
      if (minor <= (off[line] ?? 0)) return;
      off[line] = minor;
      places[line] = place;
    });
  }
  const left = lines.map((line, at) => (line.isGiftCard ? 0 : subtotalOf(line) - (off[at] ?? 0)));
  return { places, off, left, leftMinor: sum(left), minor: sum(off) };
}

/** Each is reckoned from what product discounts leave, none from what another leaves; together they take no more. */
function offOrder(effects: readonly Effect[], choice: Choice, leftMinor: number) {
  let stillMinor = leftMinor;
  return choice.flatMap((place) => {
    const effect = effects[place];
    if (effect?.class !== "order") return [];
    const minor = Math.min(effect.offOf(leftMinor), stillMinor);
    stillMinor -= minor;
    return minor > 0 ? [{ place, minor }] : [];
  });
}

/** One at most: any takes the whole rate. */
function offShipping(effects: readonly Effect[], choice: Choice) {
  for (const place of choice) {
    const effect = effects[place];
    if (effect?.class === "shipping") return { place, minor: effect.minor };
  }
  return null;
}

const sum = (minors: readonly number[]) => minors.reduce((total, minor) => total + minor, 0);
