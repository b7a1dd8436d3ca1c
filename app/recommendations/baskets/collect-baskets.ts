import type { Baskets } from "./baskets.ts";

/** Of each basket the number it was collected with, beside the baskets themselves. */
export interface Numbered {
  baskets: Baskets;
  number: Int32Array;
}

/**
 * Takes lines in any order, twelve bytes a line, and makes baskets of them: of one user and one number is one basket,
 * a user's baskets stand by number, an item stands in a basket once.
 */
export function basketCollector() {
  let user = new Int32Array(1 << 12);
  let number = new Int32Array(1 << 12);
  let item = new Int32Array(1 << 12);
  let count = 0;
  const grown = (from: Int32Array) => {
    const into = new Int32Array(2 * from.length);
    into.set(from);
    return into;
  };
  return {
    /** @param ofNumber below 2^31, as `one` is below `MOST_ITEMS` */
    add(ofUser: number, ofNumber: number, one: number): void {
      if (count === user.length) [user, number, item] = [grown(user), grown(number), grown(item)];
      user[count] = ofUser;
      number[count] = ofNumber;
      item[count++] = one;
    },
    finish: (users: number, items: number): Numbered =>
      compact({ user: user.subarray(0, count), number, item, users, items }),
  };
}

/** With it, a basket's number and an item fit into one exact number. */
export const MOST_ITEMS = 2 ** 22;

interface Lines {
  user: Int32Array;
  number: Int32Array;
  item: Int32Array;
  users: number;
  items: number;
}

function compact({ user, number, item, users, items }: Lines): Numbered {
  const start = new Int32Array(users + 1);
  for (const one of user) start[one + 1] = (start[one + 1] ?? 0) + 1;
  for (let one = 0; one < users; one++) start[one + 1] = (start[one + 1] ?? 0) + (start[one] ?? 0);
  const sorted = new Int32Array(user.length);
  const next = start.slice();
  user.forEach((one, line) => {
    const place = next[one] ?? 0;
    sorted[place] = line;
    next[one] = place + 1;
  });
  const basketStart = new Int32Array(users + 1);
  const lineStart: number[] = [];
  const numbers: number[] = [];
  const packed = new Int32Array(user.length);
  let filled = 0;
  for (let one = 0; one < users; one++) {
    const lines = sorted.subarray(start[one], start[one + 1]);
    const keys = Float64Array.from(
      lines,
      (line) => (number[line] ?? 0) * MOST_ITEMS + (item[line] ?? 0),
    ).sort();
    let before = -1;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? 0;
      if (at > 0 && key === keys[at - 1]) continue;
      const ofNumber = Math.floor(key / MOST_ITEMS);
      if (ofNumber !== before) {
        lineStart.push(filled);
        numbers.push(ofNumber);
        before = ofNumber;
      }
      packed[filled++] = key % MOST_ITEMS;
    }
    basketStart[one + 1] = lineStart.length;
  }
  lineStart.push(filled);
  const baskets = {
    users,
    items,
    basketStart,
    lineStart: Int32Array.from(lineStart),
    item: packed.slice(0, filled),
  };
  return { baskets, number: Int32Array.from(numbers) };
}
