import type { Rows } from "../baskets/baskets.ts";
import { keepBest } from "../baskets/best.ts";
import type { Asked } from "./asked.ts";
import { type Board, placeOn } from "./board.ts";
import { type Crowd, LIKENESSES } from "./crowd.ts";

/** Who votes for what: by which likeness, how many at most, and the likeness to which power is a vote's weight. */
interface Poll {
  likeness: 0 | 1 | 2;
  of: "latest" | "lately";
  neighbours: number;
  power: number;
}

const POLLS: readonly Poll[] = [
  { likeness: 0, of: "latest", neighbours: 600, power: 1 },
  { likeness: 0, of: "lately", neighbours: 600, power: 2 },
  { likeness: 1, of: "latest", neighbours: 1000, power: 1 },
  { likeness: 1, of: "latest", neighbours: 200, power: 2 },
  { likeness: 2, of: "latest", neighbours: 600, power: 1 },
];
export const VOTES = POLLS.length;
/** Which of the asked user's weights meets which of a member's. */
const ASKED = ["recent", "lasting", "recent"] as const;

/**
 * Adds what similar members bought lately to the board's signals from `first` on: after user-based filtering with
 * recency (Faggioli et al., UMAP 2020), but members vote for their latest baskets alone. Nobody votes for themselves.
 * Costs for each user the members of all their items.
 */
export function voter(crowd: Crowd) {
  const alike = new Float64Array(LIKENESSES * crowd.size);
  const likeness = Array.from({ length: LIKENESSES }, () => new Float64Array(crowd.size));
  const isMet = new Uint8Array(crowd.size);
  const met = new Int32Array(crowd.size);
  const nearest = new Int32Array(crowd.size);
  return (asked: Asked, self: number, board: Board, first: number): void => {
    const count = meet(crowd, asked, alike, isMet, met);
    for (let at = 0; at < count; at++) {
      const one = met[at] ?? 0;
      const from = LIKENESSES * one;
      isMet[one] = 0;
      for (let kind = 0; kind < LIKENESSES; kind++) {
        const by = likeness[kind];
        if (by)
          by[one] = one === self ? 0 : (alike[from + kind] ?? 0) * (crowd.scale[from + kind] ?? 0);
        alike[from + kind] = 0;
      }
    }
    for (let kind = 0; kind < LIKENESSES; kind++) {
      const by = likeness[kind] ?? alike;
      let found = 0;
      for (let at = 0; at < count; at++) {
        const one = met[at] ?? 0;
        if ((by[one] ?? 0) > 0) nearest[found++] = one;
      }
      for (let number = 0; number < POLLS.length; number++) {
        const poll = POLLS[number];
        if (poll?.likeness !== kind) continue;
        found = keepBest(by, nearest, found, poll.neighbours);
        vote(crowd[poll.of], by, nearest, found, poll.power, board, first + number);
      }
    }
  };
}

function meet(
  { start, member, weight, rarity }: Crowd,
  asked: Asked,
  alike: Float64Array,
  isMet: Uint8Array,
  met: Int32Array,
): number {
  let count = 0;
  for (let entry = 0; entry < asked.count; entry++) {
    const item = asked.item[entry] ?? 0;
    const rare = rarity[item] ?? 0;
    const recent = (asked[ASKED[0]][entry] ?? 0) * rare;
    const lasting = (asked[ASKED[1]][entry] ?? 0) * rare;
    const end = start[item + 1] ?? 0;
    for (let place = start[item] ?? 0; place < end; place++) {
      const one = member[place] ?? 0;
      if (isMet[one] === 0) {
        isMet[one] = 1;
        met[count++] = one;
      }
      const at = LIKENESSES * one;
      const from = LIKENESSES * place;
      alike[at] = (alike[at] ?? 0) + recent * (weight[from] ?? 0);
      alike[at + 1] = (alike[at + 1] ?? 0) + lasting * (weight[from + 1] ?? 0);
      alike[at + 2] = (alike[at + 2] ?? 0) + recent * (weight[from + 2] ?? 0);
    }
  }
  return count;
}

function vote(
  { start, column, weight }: Rows,
  by: Float64Array,
  nearest: Int32Array,
  count: number,
  power: number,
  board: Board,
  signal: number,
) {
  const { placeOf, scores, signals } = board;
  let all = 0;
  for (let at = 0; at < count; at++) {
    const value = by[nearest[at] ?? 0] ?? 0;
    all += power === 1 ? value : value * value;
  }
  if (!(all > 0)) return;
  for (let at = 0; at < count; at++) {
    const one = nearest[at] ?? 0;
    const value = by[one] ?? 0;
    const share = (power === 1 ? value : value * value) / all;
    const end = start[one + 1] ?? 0;
    for (let line = start[one] ?? 0; line < end; line++) {
      const item = column[line] ?? 0;
      const known = placeOf[item] ?? -1;
      const place = (known < 0 ? placeOn(board, item) : known) * signals + signal;
      scores[place] = (scores[place] ?? 0) + share * (weight[line] ?? 0);
    }
  }
}
