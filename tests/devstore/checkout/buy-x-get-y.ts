import { shareOf } from "./allocation.ts";
import { isOn, type CartLine } from "./cart-line.ts";
import type { BuyXGetY, Effect, Items } from "./discount.ts";

/** One unit of a line. */
interface Unit {
  readonly line: number;
  readonly priceMinor: number;
}

/** How often a buy X get Y discount fits into a cart, and what it takes off each line. */
export interface Trade {
  readonly uses: number;
  readonly parts: readonly number[];
}

/**
 * Reckons a buy X get Y discount on a cart by itself. The dearest units serve as what is bought, the earlier line among equal
 * prices; of what is left the cheapest are got, the later line among equal prices. No unit serves twice. It is given as often
 * as that fits, at most `usesPerOrder` times.
 */
export function tradeOf(value: BuyXGetY, gets: Items, lines: readonly CartLine[]): Trade {
  const units = lines.flatMap((line, index) =>
    Array.from({ length: line.quantity }, () => ({ line: index, priceMinor: line.unitPriceMinor })),
  );
  const among = (items: Items): Unit[] =>
    units.filter((unit) => {
      const line = lines[unit.line];
      return line !== undefined && isOn(items, line);
    });
  const dearestFirst = among(value.buys.items).sort(
    (a, b) => b.priceMinor - a.priceMinor || a.line - b.line,
  );
  const cheapestFirst = among(gets).sort((a, b) => a.priceMinor - b.priceMinor || b.line - a.line);

  const most = value.usesPerOrder ?? Number.POSITIVE_INFINITY;
  let uses = 0;
  let got: readonly Unit[] = [];
  for (const bought of rounds(dearestFirst, value)) {
    if (uses === most) break;
    const taken = new Set(bought);
    const left = cheapestFirst.filter((unit) => !taken.has(unit));
    const wanted = (uses + 1) * value.getsQuantity;
    if (left.length < wanted) break;
    uses += 1;
    got = left.slice(0, wanted);
  }
  const parts = lines.map(() => 0);
  for (const unit of got) {
    parts[unit.line] = (parts[unit.line] ?? 0) + offUnit(value.effect, unit.priceMinor);
  }
  return { uses, parts };
}

/** The units that are bought for one use, for two, and so on, as long as there are enough. */
function* rounds(units: readonly Unit[], { buys }: BuyXGetY): Generator<readonly Unit[]> {
  let end = 0;
  while (end < units.length) {
    if (buys.kind === "quantity") end += buys.quantity;
    else {
      let paid = 0;
      while (paid < buys.minor && end < units.length) {
        paid += units[end]?.priceMinor ?? 0;
        end += 1;
      }
      if (paid < buys.minor) return;
    }
    if (end > units.length || end === 0) return;
    yield units.slice(0, end);
  }
}

const offUnit = (effect: Effect, priceMinor: number): number =>
  effect.kind === "percentage"
    ? shareOf(priceMinor, effect.percentage)
    : Math.min(priceMinor, effect.amountMinor);
