import { type Baskets, type Known, type Rows, profiles } from "../baskets/baskets.ts";
import { JUST_NOW, LASTING, RECENT } from "./asked.ts";

/** Votes for older baskets than this weigh next to nothing. */
const VOTED_BASKETS = 6;
const LATELY = 0.9;
/** How strongly what many buy counts for less in likeness, and from how many buyers on. */
const RARITY = 0.25;
const FEW_BUYERS = 5;
/** As many of the most bought are looked at for everyone. */
const MOST_BOUGHT = 200;

/**
 * Those among whom similar users are looked for, by item: who bought it, and how much it counts for each of three kinds
 * of likeness: by what is recent, by what lasts, and by what was recent before their latest basket.
 */
export interface Crowd {
  size: number;
  items: number;
  /** Where the members who bought an item begin; one more than items. */
  start: Int32Array;
  member: Int32Array;
  /** Three a place of `member`. */
  weight: Float32Array;
  /** Three a member: what its sums of products are multiplied with. */
  scale: Float64Array;
  /** By item: what it counts for in likeness. */
  rarity: Float64Array;
  latest: Rows;
  lately: Rows;
  /** By item: the share of all users who bought it in their latest basket; and of what all bought, newer counting more. */
  boughtLast: Float64Array;
  boughtEver: Float64Array;
  mostBought: Int32Array;
  /** The member that a user is, or -1. */
  memberOf: Int32Array;
}

export const LIKENESSES = 3;

export function crowdOf(baskets: Baskets, known: Known, members: Int32Array): Crowd {
  const recent = profiles(baskets, known, members, span(0, RECENT));
  const lasting = profiles(baskets, known, members, span(0, LASTING)); // the same columns in the same places
  const before = profiles(baskets, known, members, span(1, RECENT));
  const { items } = baskets;
  const start = new Int32Array(items + 1);
  for (const item of recent.column) start[item + 1] = (start[item + 1] ?? 0) + 1;
  for (let item = 0; item < items; item++)
    start[item + 1] = (start[item + 1] ?? 0) + (start[item] ?? 0);
  const rarity = Float64Array.from({ length: items }, (_, item) => {
    const buyers = (start[item + 1] ?? 0) - (start[item] ?? 0);
    return (buyers + FEW_BUYERS) ** (-2 * RARITY);
  });
  const size = members.length;
  const next = start.slice(0, items);
  const member = new Int32Array(recent.column.length);
  const weight = new Float32Array(LIKENESSES * member.length);
  const scale = new Float64Array(LIKENESSES * size);
  const weightBefore = new Float64Array(items);
  for (let one = 0; one < size; one++) {
    const from = before.start[one] ?? 0;
    const until = before.start[one + 1] ?? 0;
    for (let at = from; at < until; at++)
      weightBefore[before.column[at] ?? 0] = before.weight[at] ?? 0;
    for (let at = recent.start[one] ?? 0; at < (recent.start[one + 1] ?? 0); at++) {
      const item = recent.column[at] ?? 0;
      const place = next[item] ?? 0;
      next[item] = place + 1;
      member[place] = one;
      const weights = [recent.weight[at] ?? 0, lasting.weight[at] ?? 0, weightBefore[item] ?? 0];
      for (let kind = 0; kind < LIKENESSES; kind++) {
        const value = weights[kind] ?? 0;
        weight[LIKENESSES * place + kind] = value;
        scale[LIKENESSES * one + kind] = (scale[LIKENESSES * one + kind] ?? 0) + value * value * (rarity[item] ?? 0); // prettier-ignore
      }
    }
    for (let at = from; at < until; at++) weightBefore[before.column[at] ?? 0] = 0;
  }
  for (let at = 0; at < scale.length; at++) {
    const square = scale[at] ?? 0;
    scale[at] = square > 0 ? square ** -0.5 : 0;
  }
  const { boughtLast, boughtEver } = sharesOf(baskets, known);
  const memberOf = new Int32Array(baskets.users).fill(-1);
  members.forEach((user, one) => (memberOf[user] = one));
  return {
    ...{ size, items, start, member, weight, scale, rarity, boughtLast, boughtEver, memberOf },
    latest: profiles(baskets, known, members, { from: 0, length: 1, weigh: () => 1 }),
    lately: profiles(baskets, known, members, { ...span(0, JUST_NOW), length: VOTED_BASKETS }),
    mostBought: mostBoughtOf(boughtLast, boughtEver),
  };
}

const span = (from: number, rate: number) => ({
  from,
  length: Number.MAX_SAFE_INTEGER,
  weigh: (age: number) => rate ** age,
});

/** Of all users, also where the crowd is a part of them. */
function sharesOf(baskets: Baskets, known: Known) {
  const boughtLast = new Float64Array(baskets.items);
  const boughtEver = new Float64Array(baskets.items);
  for (let user = 0; user < baskets.users; user++) {
    const end = known[user] ?? 0;
    for (let basket = baskets.basketStart[user] ?? 0; basket < end; basket++) {
      const weighs = LATELY ** (end - 1 - basket) / baskets.users;
      const into = basket === end - 1 ? boughtLast : null;
      for (
        let line = baskets.lineStart[basket] ?? 0;
        line < (baskets.lineStart[basket + 1] ?? 0);
        line++
      ) {
        const item = baskets.item[line] ?? 0;
        boughtEver[item] = (boughtEver[item] ?? 0) + weighs;
        if (into) into[item] = (into[item] ?? 0) + 1 / baskets.users;
      }
    }
  }
  return { boughtLast, boughtEver };
}

function mostBoughtOf(boughtLast: Float64Array, boughtEver: Float64Array): Int32Array {
  const sold = [...boughtEver.keys()].filter((item) => (boughtEver[item] ?? 0) > 0);
  const firstBy = (share: Float64Array) =>
    sold.sort((a, b) => (share[b] ?? 0) - (share[a] ?? 0) || a - b).slice(0, MOST_BOUGHT);
  return Int32Array.from(new Set([...firstBy(boughtLast), ...firstBy(boughtEver)]));
}
