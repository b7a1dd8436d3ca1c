import type { Rows } from "../baskets/baskets.ts";
import { keepBest } from "../baskets/best.ts";
import type { Asked } from "./asked.ts";
import { type Board, boardOf, placeOn, wipeBoard } from "./board.ts";
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
  const alike = boardOf(crowd.size, LIKENESSES);
  const by = new Float64Array(crowd.size);
  const nearest = new Int32Array(crowd.size);
  return (asked: Asked, self: number, board: Board, first: number): void => {
    wipeBoard(alike);
    meet(crowd, asked, alike);
    const { met, count, scores } = alike;
    for (let kind = 0; kind < LIKENESSES; kind++) {
      let found = 0;
      for (let place = 0; place < count; place++) {
        const one = met[place] ?? 0;
        const dot = scores[LIKENESSES * place + kind] ?? 0;
        const value = one === self ? 0 : dot * (crowd.scale[LIKENESSES * one + kind] ?? 0);
        by[place] = value;
        if (value > 0) nearest[found++] = place;
      }
      for (let number = 0; number < POLLS.length; number++) {
        const poll = POLLS[number];
        if (poll?.likeness !== kind) continue;
        found = keepBest(by, nearest, found, poll.neighbours);
        const voters = { met, by, nearest, count: found };
        vote(crowd[poll.of], voters, poll.power, board, first + number);
      }
    }
  };
}

/** The members who bought any of the user's items, with their likenesses by place: those met lie together in memory. */
function meet({ start, member, weight, rarity }: Crowd, asked: Asked, alike: Board) {
  const { placeOf, scores } = alike;
  for (let entry = 0; entry < asked.count; entry++) {
    const item = asked.item[entry] ?? 0;
    const rare = rarity[item] ?? 0;
    const recent = (asked[ASKED[0]][entry] ?? 0) * rare;
    const lasting = (asked[ASKED[1]][entry] ?? 0) * rare;
    const end = start[item + 1] ?? 0;
    for (let place = start[item] ?? 0; place < end; place++) {
      const one = member[place] ?? 0;
      const known = placeOf[one] ?? -1;
      const at = LIKENESSES * (known < 0 ? placeOn(alike, one) : known);
      const from = LIKENESSES * place;
      scores[at] = (scores[at] ?? 0) + recent * (weight[from] ?? 0);
      scores[at + 1] = (scores[at + 1] ?? 0) + lasting * (weight[from + 1] ?? 0);
      scores[at + 2] = (scores[at + 2] ?? 0) + recent * (weight[from + 2] ?? 0);
    }
  }
}

/** Who votes: places of those who were met, with their members and likenesses. */
interface Voters {
  met: Int32Array;
  by: Float64Array;
  nearest: Int32Array;
  count: number;
}

function vote(
  { start, column, weight }: Rows,
  { met, by, nearest, count }: Voters,
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
    const place = nearest[at] ?? 0;
    const one = met[place] ?? 0;
    const value = by[place] ?? 0;
    const share = (power === 1 ? value : value * value) / all;
    const end = start[one + 1] ?? 0;
    for (let line = start[one] ?? 0; line < end; line++) {
      const item = column[line] ?? 0;
      const known = placeOf[item] ?? -1;
      const score = (known < 0 ? placeOn(board, item) : known) * signals + signal;
      scores[score] = (scores[score] ?? 0) + share * (weight[line] ?? 0);
    }
  }
}
