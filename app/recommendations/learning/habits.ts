import { basketsOf } from "../baskets/baskets.ts";
import type { ShopPurchases } from "./shop-purchases.ts";

/** By product number: what is bought again, and after how long. */
export interface Habits {
  /** Of those who bought it and came back at all, the part that bought it again; 0 where too few did. */
  againShare: Float64Array;
  /** The geometric mean of the days between; 0 where nobody bought it twice. */
  everyDays: Float64Array;
  /** How many customers bought it. */
  buyers: Int32Array;
}

/** With fewer customers who bought again, a product's own share is held to the shop's. */
const HELD_BY = 5;
/** A shop's own share is begun with as one in so many. */
const ONE_IN = 20;
/** Fewer customers who bought it again say nothing of others. */
const LEAST_AGAIN = 3;

export function habitsOf({ baskets, day }: ShopPurchases): Habits {
  const { items } = baskets;
  const buyers = new Int32Array(items);
  const couldAgain = new Int32Array(items);
  const again = new Int32Array(items);
  const logs = new Float64Array(items);
  const gaps = new Int32Array(items);
  const lastDay = new Int32Array(items);
  const times = new Int32Array(items);
  const met = new Int32Array(items);
  for (let user = 0; user < baskets.users; user++) {
    const [first, end] = basketsOf(baskets, user);
    let count = 0;
    for (let basket = first; basket < end; basket++) {
      const today = day[basket] ?? 0;
      const stop = baskets.lineStart[basket + 1] ?? 0;
      for (let line = baskets.lineStart[basket] ?? 0; line < stop; line++) {
        const item = baskets.item[line] ?? 0;
        if (times[item] === 0) {
          met[count++] = item;
          if (basket + 1 < end) couldAgain[item] = (couldAgain[item] ?? 0) + 1;
        } else {
          logs[item] = (logs[item] ?? 0) + Math.log(Math.max(1, today - (lastDay[item] ?? 0)));
          gaps[item] = (gaps[item] ?? 0) + 1;
          if (times[item] === 1) again[item] = (again[item] ?? 0) + 1;
        }
        times[item] = (times[item] ?? 0) + 1;
        lastDay[item] = today;
      }
    }
    for (let at = 0; at < count; at++) {
      const item = met[at] ?? 0;
      buyers[item] = (buyers[item] ?? 0) + 1;
      times[item] = 0;
    }
  }
  const sum = (of: Int32Array) => of.reduce((all, one) => all + one, 0);
  const usual = (sum(again) + 1) / (sum(couldAgain) + ONE_IN);
  return {
    buyers,
    againShare: Float64Array.from(again, (one, item) =>
      one < LEAST_AGAIN ? 0 : (one + HELD_BY * usual) / ((couldAgain[item] ?? 0) + HELD_BY),
    ),
    everyDays: logs.map((log, item) =>
      (gaps[item] ?? 0) > 0 ? Math.exp(log / (gaps[item] ?? 1)) : 0,
    ),
  };
}
