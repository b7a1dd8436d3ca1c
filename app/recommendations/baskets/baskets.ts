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

/** A row for each of the users: what they bought in the baskets of the span, weighed by age and summed. */
export function profiles(
  baskets: Baskets,
  known: Known,
  users: Int32Array,
  { from, length, weigh }: Span,
): Rows {
  const start = new Int32Array(users.length + 1);
  let lines = 0;
  for (const user of users) lines += linesIn(baskets, spanOf(baskets, known, user, from, length));
  const column = new Int32Array(lines);
  const weight = new Float32Array(lines);
  const sums = new Float64Array(baskets.items);
  let filled = 0;
  for (let row = 0; row < users.length; row++) {
    const user = users[row] ?? 0;
    const [first, end] = spanOf(baskets, known, user, from, length);
    const all = end - (baskets.basketStart[user] ?? 0);
    const begin = filled;
    for (let basket = end - 1; basket >= first; basket--) {
      const weighs = weigh(end - 1 - basket, all);
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
    start[row + 1] = filled;
  }
  return {
    columns: baskets.items,
    start,
    column: column.slice(0, filled),
    weight: weight.slice(0, filled),
  };
}

function spanOf(
  { basketStart }: Baskets,
  known: Known,
  user: number,
  from: number,
  length: number,
): [first: number, end: number] {
  const begin = basketStart[user] ?? 0;
  const end = Math.max(begin, (known[user] ?? 0) - from);
  return [Math.max(begin, end - length), end];
}

const linesIn = ({ lineStart }: Baskets, [first, end]: [first: number, end: number]) =>
  (lineStart[end] ?? 0) - (lineStart[first] ?? 0);

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
