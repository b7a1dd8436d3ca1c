import { randomOf, type Random } from "../random.ts";
import type { LineRow } from "../shop-rows.ts";
import type { Catalogue, Good } from "./catalogue.ts";
import type { Person } from "./people.ts";

const HOW_MANY = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4] as const;

/** The goods a person buys again and again: three of the kinds they like. */
function stapleOf(catalogue: Catalogue, person: Person, which: number): number {
  const kind = person.likes[which % 2] ?? 0;
  return catalogue.drawOfKind[kind]?.(randomOf(person.staple, which)) ?? 0;
}

function choose(catalogue: Catalogue, person: Person, random: Random): number {
  const way = random.next();
  const isSteady =
    person.habit.name === "regular" ||
    person.habit.name === "wholesale" ||
    person.habit.name === "lapsed";
  if (isSteady && way < 0.55) return stapleOf(catalogue, person, random.whole(0, 2));
  if (way < 0.8) return catalogue.drawOfKind[person.likes[random.whole(0, 1)] ?? 0]?.(random) ?? 0;
  return catalogue.draw(random);
}

const isSold = (good: Good | undefined, at: number): good is Good =>
  good !== undefined && good.from <= at && at < good.until;

/** The goods of one order, their companions drawn along, each good at most once. */
export function fillBasket(
  catalogue: Catalogue,
  person: Person,
  at: number,
  random: Random,
): { good: Good; variant: number; quantity: number }[] {
  const isWholesale = person.habit.name === "wholesale";
  const wanted = isWholesale ? random.whole(3, 8) : random.pick(HOW_MANY);
  const basket = new Map<number, { good: Good; variant: number; quantity: number }>();
  const put = (index: number): boolean => {
    const good = catalogue.goods[index];
    if (!isSold(good, at) || basket.has(index)) return false;
    const quantity = isWholesale
      ? random.whole(4, 24)
      : random.chance(0.16)
        ? random.whole(2, 3)
        : 1;
    const variant = isWholesale
      ? good.variants.length - 1
      : Math.min(good.variants.length - 1, Math.floor(random.waiting(0.6)));
    basket.set(index, { good, variant, quantity });
    return true;
  };
  for (let tries = 0; basket.size < wanted && tries < 3 * wanted + 6; tries++) {
    const index = choose(catalogue, person, random);
    if (!put(index)) continue;
    for (const { index: companion, chance } of catalogue.goods[index]?.companions ?? []) {
      if (random.chance(chance)) put(companion);
    }
  }
  // Hardly ever: nothing of what was wanted is sold at this time.
  if (basket.size === 0) catalogue.goods.findIndex((_, index) => put(index));
  return [...basket.values()];
}

/** As line items, with `percent` off each. */
export function linesOf(
  basket: readonly { good: Good; variant: number; quantity: number }[],
  percent: number,
  nextId: () => number,
): LineRow[] {
  return basket.map(({ good, variant: which, quantity }) => {
    const variant = good.variants[which];
    if (!variant) throw new Error(`${good.row.title} has no variant ${which}`);
    return {
      id: nextId(),
      productId: good.row.id,
      variantId: variant.id,
      title: good.row.title,
      sku: variant.sku,
      vendor: good.row.vendor,
      quantity,
      currentQuantity: quantity,
      unitPriceMinor: variant.priceMinor,
      discountMinor: Math.floor((quantity * variant.priceMinor * percent) / 100),
    };
  });
}
