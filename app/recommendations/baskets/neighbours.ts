import { type Rows, columnSums, transposed } from "./baskets.ts";
import { bestPicker } from "./best.ts";

/** What likeness is. */
export interface Likeness {
  /** How strongly what many buy counts for less: 0 not at all. */
  rarity: number;
  /** The neighbour's share of the norm: 0.5 is the cosine, less favours those who bought much. */
  asymmetry: number;
}

export interface Poll {
  /** A row a neighbour: what they vote for. */
  votes: Rows;
  /** How many neighbours vote. */
  neighbours: number;
  /** A neighbour's weight is the likeness to this power. */
  power: number;
}

/** Adds what is found for a user to arrays of a score an item, one a poll or one in all. */
export type Scoring = (user: number, scores: readonly Float64Array[]) => void;

/**
 * Nearest neighbours: who is asked about is a row of `asked`, neighbours are the rows of `among`, and a poll's score is
 * the share of its neighbours' weight. Nobody is a neighbour of themselves; of equals the lower number is nearer. Costs
 * for each user the users of all their items.
 */
export function neighbourVotes(
  asked: Rows,
  among: Rows,
  { rarity, asymmetry }: Likeness,
  polls: readonly Poll[],
): Scoring {
  const users = among.start.length - 1;
  const buyers = columnSums({ ...among, weight: new Float32Array(among.column.length).fill(1) });
  const rare = buyers.map((count) => (count + 5) ** -rarity);
  const norms = normsOf(among, rare).map((square) => (square > 0 ? square ** -asymmetry : 0));
  const index = transposed(among);
  const alike = new Float64Array(users);
  const met = new Int32Array(users);
  const most = Math.max(...polls.map(({ neighbours }) => neighbours));
  const best = bestPicker(most);
  return (user, scores) => {
    let count = 0;
    for (let at = asked.start[user] ?? 0; at < (asked.start[user + 1] ?? 0); at++) {
      const item = asked.column[at] ?? 0;
      const weight = (asked.weight[at] ?? 0) * (rare[item] ?? 0) ** 2;
      const end = index.start[item + 1] ?? 0;
      for (let place = index.start[item] ?? 0; place < end; place++) {
        const other = index.column[place] ?? 0;
        const before = alike[other] ?? 0;
        if (before === 0) met[count++] = other;
        alike[other] = before + weight * (index.weight[place] ?? 0);
      }
    }
    for (let i = 0; i < count; i++) {
      const other = met[i] ?? 0;
      alike[other] = other === user ? 0 : (alike[other] ?? 0) * (norms[other] ?? 0);
    }
    const nearest = best(alike, met, count, most);
    polls.forEach((poll, number) => {
      const into = scores[number];
      if (into) vote(poll, nearest, alike, into);
    });
    for (let i = 0; i < count; i++) alike[met[i] ?? 0] = 0;
  };
}

function vote(
  { votes, neighbours, power }: Poll,
  nearest: Int32Array,
  alike: Float64Array,
  scores: Float64Array,
) {
  const voters = nearest.subarray(0, neighbours);
  const top = alike[voters[0] ?? 0] ?? 0;
  const weightOf = (one: number) => ((alike[one] ?? 0) / top) ** power;
  if (!(top > 0)) return;
  const all = voters.reduce((sum, one) => sum + weightOf(one), 0);
  for (const one of voters) {
    const weight = weightOf(one) / all;
    for (let at = votes.start[one] ?? 0; at < (votes.start[one + 1] ?? 0); at++) {
      const item = votes.column[at] ?? 0;
      scores[item] = (scores[item] ?? 0) + weight * (votes.weight[at] ?? 0);
    }
  }
}

function normsOf({ start, column, weight }: Rows, rare: Float64Array): Float64Array {
  const norms = new Float64Array(start.length - 1);
  for (let row = 0; row < norms.length; row++) {
    let square = 0;
    for (let at = start[row] ?? 0; at < (start[row + 1] ?? 0); at++)
      square += ((weight[at] ?? 0) * (rare[column[at] ?? 0] ?? 0)) ** 2;
    norms[row] = square;
  }
  return norms;
}
