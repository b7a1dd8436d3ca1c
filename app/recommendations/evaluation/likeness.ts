import { type Rows, transposed } from "../baskets/baskets.ts";

/** Sums of products of one row with each row of `among` that shares a column with it. */
export interface Likeness {
  dot: Float64Array;
  met: Int32Array;
  count: number;
}

/** What it gives is overwritten by the next row. Costs the members of all columns of the row. */
export function likenessTo(among: Rows): (rows: Rows, row: number) => Likeness {
  const index = transposed(among);
  const members = among.start.length - 1;
  const like: Likeness = { dot: new Float64Array(members), met: new Int32Array(members), count: 0 };
  const { dot, met } = like;
  return (rows, row) => {
    for (let at = 0; at < like.count; at++) dot[met[at] ?? 0] = 0;
    let count = 0;
    for (let at = rows.start[row] ?? 0; at < (rows.start[row + 1] ?? 0); at++) {
      const item = rows.column[at] ?? 0;
      const weight = rows.weight[at] ?? 0;
      const end = index.start[item + 1] ?? 0;
      for (let place = index.start[item] ?? 0; place < end; place++) {
        const other = index.column[place] ?? 0;
        const before = dot[other] ?? 0;
        if (before === 0) met[count++] = other;
        dot[other] = before + weight * (index.weight[place] ?? 0);
      }
    }
    like.count = count;
    return like;
  };
}

/** The sum of squares of each row. */
export function squaresOf({ start, weight }: Rows): Float64Array {
  const squares = new Float64Array(start.length - 1);
  for (let row = 0; row < squares.length; row++)
    for (let at = start[row] ?? 0; at < (start[row + 1] ?? 0); at++)
      squares[row] = (squares[row] ?? 0) + (weight[at] ?? 0) ** 2;
  return squares;
}
