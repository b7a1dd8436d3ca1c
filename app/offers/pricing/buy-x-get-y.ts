import type { Reduction } from "../terms.ts";
import type { CartLine } from "./cart.ts";
import { coverage } from "./entitled.ts";
import { percentOf } from "./share.ts";

type BuyXGetY = Extract<Reduction, { kind: "buy-x-get-y" }>;

/** How many units of each line. */
type Units = number[];

/**
 * What a buy X get Y discount takes off each line. The most expensive units of what must be bought are bought, the
 * cheapest of what is left are got; among equal prices the first lines are bought, the last are got. No unit is used
 * twice; it is used as often as all of it fits, and not more often than it may be in an order
 * (DiscountAutomaticBxgyInput: `customerBuys`, `customerGets`, `usesPerOrderLimit`).
 */
export function buyXGetY({ buys, gets, usesPerOrder }: BuyXGetY) {
  const isBought = coverage(buys.items);
  const isGot = coverage(gets.items);
  return (lines: readonly CartLine[]): number[] => {
    const buyable = linesOf(lines, isBought).sort((a, b) => price(lines, b) - price(lines, a));
    const gettable = linesOf(lines, isGot)
      .reverse()
      .sort((a, b) => price(lines, a) - price(lines, b));

    const most = usesPerOrder ?? Infinity;
    const needed =
      "minor" in buys
        ? unitsForAmount(lines, buyable, { minor: buys.minor, most })
        : unitsForQuantity(lines, buyable, { quantity: buys.quantity, most });
    const leftAfter = (uses: number) => without(lines, buyable, needed(uses));
    const fits = (uses: number) => {
      const left = leftAfter(uses);
      return gettable.reduce((sum, line) => sum + (left[line] ?? 0), 0) >= uses * gets.quantity;
    };
    const uses = largest(needed.most, fits);
    const off = lines.map(() => 0);
    if (uses === 0) return off;
    const left = leftAfter(uses);
    let toGet = uses * gets.quantity;
    for (const line of gettable) {
      const got = Math.min(toGet, left[line] ?? 0);
      off[line] = got * percentOf(price(lines, line), gets.basisPoints);
      toGet -= got;
    }
    return off;
  };
}

const price = (lines: readonly CartLine[], line: number) => lines[line]?.unitPriceMinor ?? 0;

const linesOf = (lines: readonly CartLine[], covers: (line: CartLine) => boolean) =>
  lines.flatMap((line, index) => (covers(line) ? [index] : []));

/** How many of the units in their order so many uses buy, and how many uses there are units for. */
interface Needed {
  (uses: number): number;
  most: number;
}

function unitsForQuantity(
  lines: readonly CartLine[],
  buyable: readonly number[],
  { quantity, most }: { quantity: number; most: number },
): Needed {
  const units = buyable.reduce((sum, line) => sum + (lines[line]?.quantity ?? 0), 0);
  return Object.assign((uses: number) => uses * quantity, {
    most: Math.min(most, Math.floor(units / quantity)),
  });
}

/** Each use takes units until they are worth the amount; what they are worth beyond it counts towards nothing. */
function unitsForAmount(
  lines: readonly CartLine[],
  buyable: readonly number[],
  { minor, most }: { minor: number; most: number },
): Needed {
  const unitsAfter = [0];
  let units = 0;
  let worth = 0;
  for (const line of buyable) {
    let left = lines[line]?.quantity ?? 0;
    while (left > 0 && unitsAfter.length <= most) {
      const taken = Math.min(left, Math.ceil((minor - worth) / price(lines, line)));
      left -= taken;
      units += taken;
      worth += taken * price(lines, line);
      if (worth >= minor) {
        unitsAfter.push(units);
        worth = 0;
      }
    }
  }
  return Object.assign((uses: number) => unitsAfter[uses] ?? Infinity, {
    most: unitsAfter.length - 1,
  });
}

/** The units of each line when the first so many of an order of lines are gone. */
function without(lines: readonly CartLine[], order: readonly number[], units: number): Units {
  const left = lines.map(({ quantity }) => quantity);
  let toTake = units;
  for (const line of order) {
    const taken = Math.min(toTake, left[line] ?? 0);
    left[line] = (left[line] ?? 0) - taken;
    toTake -= taken;
  }
  return left;
}

/** The largest whole number up to `most` that still fits, where what fits once more fits once less. */
function largest(most: number, fits: (uses: number) => boolean): number {
  let [fitting, tooMany] = [0, most + 1];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(middle)) fitting = middle;
    else tooMany = middle;
  }
  return fitting;
}
