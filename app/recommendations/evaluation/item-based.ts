import { type Rows, transposed } from "../baskets/baskets.ts";
import { keepBest } from "../baskets/best.ts";
import type { Scores } from "./lists.ts";

const NEIGHBOURS = 300;
/** Keeps what hardly anyone bought from being close to everything by accident. */
const SHRINK = 10;
/** Of a longer history so many of its latest items count: a wholesaler's would cost as much as all others together. */
const MOST_OF_A_HISTORY = 300;

/**
 * Item-based collaborative filtering: what is bought in the same histories as each of the user's items, by the cosine of
 * their columns, the user's items by how often they were bought. Learning costs the squares of the histories'
 * sizes.
 */
export function itemBased(own: Rows, histories: Rows): Scores {
  const near = nearItems(histories);
  return (row, add) => {
    for (let at = own.start[row] ?? 0; at < (own.start[row + 1] ?? 0); at++) {
      const item = own.column[at] ?? 0;
      const weight = own.weight[at] ?? 0;
      for (let place = near.start[item] ?? 0; place < (near.start[item + 1] ?? 0); place++)
        add(near.column[place] ?? 0, weight * (near.weight[place] ?? 0));
    }
  };
}

function nearItems(histories: Rows): Rows {
  const index = transposed(histories);
  const { columns: items } = histories;
  const scale = new Float64Array(items);
  histories.column.forEach((item, at) => {
    scale[item] = (scale[item] ?? 0) + (histories.weight[at] ?? 0) ** 2;
  });
  for (let item = 0; item < items; item++) scale[item] = ((scale[item] ?? 0) + SHRINK) ** -0.5;
  const sums = new Float64Array(items);
  const met = new Int32Array(items);
  const start = new Int32Array(items + 1);
  let column = new Int32Array(1 << 16);
  let weight = new Float32Array(1 << 16);
  let filled = 0;
  for (let item = 0; item < items; item++) {
    let count = 0;
    for (let place = index.start[item] ?? 0; place < (index.start[item + 1] ?? 0); place++) {
      const row = index.column[place] ?? 0;
      const by = (index.weight[place] ?? 0) * (scale[item] ?? 0);
      const from = histories.start[row] ?? 0;
      const end = Math.min(histories.start[row + 1] ?? 0, from + MOST_OF_A_HISTORY);
      for (let at = from; at < end; at++) {
        const other = histories.column[at] ?? 0;
        const before = sums[other] ?? 0;
        if (before === 0) met[count++] = other;
        sums[other] = before + by * (histories.weight[at] ?? 0) * (scale[other] ?? 0);
      }
    }
    const kept = keepBest(sums, met, count, NEIGHBOURS);
    if (filled + kept > column.length) {
      column = grown(column, new Int32Array(2 * column.length));
      weight = grown(weight, new Float32Array(2 * weight.length));
    }
    for (let at = 0; at < kept; at++) {
      column[filled] = met[at] ?? 0;
      weight[filled++] = sums[met[at] ?? 0] ?? 0;
    }
    for (let at = 0; at < count; at++) sums[met[at] ?? 0] = 0;
    start[item + 1] = filled;
  }
  return {
    columns: items,
    start,
    column: column.subarray(0, filled),
    weight: weight.subarray(0, filled),
  };
}

function grown<Numbers extends Int32Array | Float32Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from);
  return into;
}
