/** What users bought, basket by basket, oldest first, as numbers in three arrays: no object a basket or a line. */
export interface Baskets {
  users: number;
  items: number;
  /** Where each user's baskets begin in `lineStart`; one more than users. */
  basketStart: Int32Array;
  /** Where each basket's items begin in `item`; one more than baskets. */
  lineStart: Int32Array;
  item: Int32Array;
}

/** Up to which basket each user is known: a number of `lineStart`, not one of the user's own count. */
export type Known = Int32Array;

export const basketsOf = ({ basketStart }: Baskets, user: number): [first: number, end: number] => [
  basketStart[user] ?? 0,
  basketStart[user + 1] ?? 0,
];

export const itemsOf = ({ lineStart, item }: Baskets, basket: number): Int32Array =>
  item.subarray(lineStart[basket], lineStart[basket + 1]);

/** Everything is known of everyone, but the last basket of those whose next one is to be foretold. */
export function knownWithout(baskets: Baskets, hidden: Iterable<number>): Known {
  const known = baskets.basketStart.slice(1);
  for (const user of hidden) known[user] = (known[user] ?? 0) - 1;
  return known;
}

/** A sparse matrix by rows: of row r the columns and weights from start[r] to start[r + 1]. */
export interface Rows {
  columns: number;
  start: Int32Array;
  column: Int32Array;
  weight: Float32Array;
}

export interface Span {
  /** The youngest basket that counts: 0 is the latest one known, 1 the one before it. */
  from: number;
  /** How many baskets from there, at most. */
  length: number;
  /** What a basket weighs by its age from the youngest that counts. */
  weigh: (age: number, baskets: number) => number;
}

/** A row a user: what they bought in the baskets of the span, weighed by age and summed. */
export function profiles(baskets: Baskets, known: Known, { from, length, weigh }: Span): Rows {
  const start = new Int32Array(baskets.users + 1);
  const column = new Int32Array(baskets.item.length);
  const weight = new Float32Array(baskets.item.length);
  const sums = new Float64Array(baskets.items);
  let filled = 0;
  for (let user = 0; user < baskets.users; user++) {
    const first = baskets.basketStart[user] ?? 0;
    const end = (known[user] ?? 0) - from;
    const begin = filled;
    for (let basket = end - 1; basket >= Math.max(first, end - length); basket--) {
      const weighs = weigh(end - 1 - basket, end - first);
      const stop = baskets.lineStart[basket + 1] ?? 0;
      for (let line = baskets.lineStart[basket] ?? 0; line < stop; line++) {
        const item = baskets.item[line] ?? 0;
        if (!sums[item]) column[filled++] = item;
        sums[item] = (sums[item] ?? 0) + weighs;
      }
    }
    for (let at = begin; at < filled; at++) {
      const item = column[at] ?? 0;
      weight[at] = sums[item] ?? 0;
      sums[item] = 0;
    }
    start[user + 1] = filled;
  }
  return {
    columns: baskets.items,
    start,
    column: column.slice(0, filled),
    weight: weight.slice(0, filled),
  };
}

/** The same entries by column. */
export function transposed({ columns, start, column, weight }: Rows): Rows {
  const rows = start.length - 1;
  const starts = new Int32Array(columns + 1);
  for (const c of column) starts[c + 1] = (starts[c + 1] ?? 0) + 1;
  for (let c = 0; c < columns; c++) starts[c + 1] = (starts[c + 1] ?? 0) + (starts[c] ?? 0);
  const next = starts.slice();
  const turned = new Int32Array(column.length);
  const weights = new Float32Array(column.length);
  for (let row = 0; row < rows; row++) {
    for (let at = start[row] ?? 0; at < (start[row + 1] ?? 0); at++) {
      const c = column[at] ?? 0;
      const place = next[c] ?? 0;
      next[c] = place + 1;
      turned[place] = row;
      weights[place] = weight[at] ?? 0;
    }
  }
  return { columns: rows, start: starts, column: turned, weight: weights };
}

/** How much there is in each column. */
export function columnSums({ columns, column, weight }: Rows): Float64Array {
  const sums = new Float64Array(columns);
  column.forEach((c, at) => {
    sums[c] = (sums[c] ?? 0) + (weight[at] ?? 0);
  });
  return sums;
}
