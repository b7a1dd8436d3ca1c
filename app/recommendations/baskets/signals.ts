import { type Baskets, type Known, type Rows, columnSums, profiles } from "./baskets.ts";
import { type Scoring, neighbourVotes } from "./neighbours.ts";

export const ALL = Number.MAX_SAFE_INTEGER;
export const fading = (rate: number) => (age: number) => rate ** age;
export const evenly = () => 1;

/** A row as it is, or as shares of its sum. */
export function ownRow({ start, column, weight }: Rows, asShare: boolean): Scoring {
  return (user, [scores = new Float64Array(0)]) => {
    const end = start[user + 1] ?? 0;
    let sum = 0;
    for (let at = start[user] ?? 0; at < end; at++) sum += weight[at] ?? 0;
    for (let at = start[user] ?? 0; at < end; at++) {
      const item = column[at] ?? 0;
      scores[item] = (scores[item] ?? 0) + (weight[at] ?? 0) / (asShare ? sum : 1);
    }
  };
}

/** The mean of all rows, the same for every user. */
export function popular(rows: Rows): Scoring {
  const users = rows.start.length - 1;
  const shares = columnSums(rows).map((sum) => sum / users);
  return (_, [scores]) => {
    scores?.set(shares);
  };
}

export interface Signals {
  count: number;
  /** Fills an array a signal, whatever was in it before. */
  fill: Scoring;
}

/**
 * The signals that the engine blends, each a share or a small number by item: what similar users bought last, how the
 * history of similar users went on, what the user buys themselves, and what everyone buys now.
 */
export function signalsOf(baskets: Baskets, known: Known): Signals {
  const rows = (from: number, length: number, weigh: (age: number) => number) =>
    profiles(baskets, known, { from, length, weigh });
  const recent = rows(0, ALL, fading(0.8));
  const lasting = rows(0, ALL, fading(0.95));
  const before = rows(1, ALL, fading(0.8));
  const latest = rows(0, 1, evenly);
  const often = rows(0, ALL, evenly);
  const likeness = { rarity: 0.25, asymmetry: 0.5 };
  const parts: [signals: number, scoring: Scoring][] = [
    [
      2,
      neighbourVotes(recent, recent, likeness, [
        { votes: latest, neighbours: 600, power: 1 },
        { votes: rows(0, 6, fading(0.3)), neighbours: 600, power: 2 },
      ]),
    ],
    [
      2,
      neighbourVotes(lasting, lasting, likeness, [
        { votes: latest, neighbours: 200, power: 2 },
        { votes: latest, neighbours: 1000, power: 1 },
      ]),
    ],
    [1, neighbourVotes(recent, before, likeness, [{ votes: latest, neighbours: 600, power: 1 }])],
    [1, ownRow(recent, true)],
    [1, ownRow(often, true)],
    [1, ownRow(often, false)],
    [1, ownRow(rows(0, ALL, fading(0.3)), false)],
    [1, popular(latest)],
    [1, popular(rows(0, ALL, fading(0.9)))],
  ];
  return {
    count: parts.reduce((sum, [signals]) => sum + signals, 0),
    fill: (user, scores) => {
      for (const one of scores) one.fill(0);
      let next = 0;
      for (const [signals, scoring] of parts) {
        scoring(user, scores.slice(next, next + signals));
        next += signals;
      }
    },
  };
}
