import { type Baskets, type Known, type Rows, profiles, transposed } from "./baskets.ts";
import { type Scoring, neighbourVotes } from "./neighbours.ts";
import { ALL, evenly, ownRow, popular } from "./signals.ts";

export const BASELINES = ["globalTop", "personalTop", "boughtTogether", "tifuKnn", "upCf"] as const;
export type Baseline = (typeof BASELINES)[number];

/** The fields' methods, with parameters from the papers and from this kind of data; nothing is learned. */
export function baselineOf(name: Baseline, baskets: Baskets, known: Known): Scoring {
  const often = profiles(baskets, known, { from: 0, length: ALL, weigh: evenly });
  switch (name) {
    case "globalTop":
      return popular(often);
    case "personalTop": // then, among what the user never bought, the global top
      return blend([
        [1, ownRow(often, false)],
        [1e-6, popular(often)],
      ]);
    case "boughtTogether":
      return boughtTogether(often, often);
    case "tifuKnn":
      return tifuKnn(baskets, known);
    case "upCf":
      return upCf(baskets, known, often);
  }
}

/**
 * After Hu et al., SIGIR 2020: baskets fade within groups and groups fade, 300 neighbours by the vectors, blended with
 * the user's own. Neighbours are by the cosine here and weigh alike; the paper takes Euclidean distance.
 */
function tifuKnn(baskets: Baskets, known: Known): Scoring {
  const group = 7;
  const weigh = (age: number, count: number) =>
    (0.9 ** (age % group) * 0.7 ** Math.floor(age / group)) / Math.min(count, group);
  const vectors = profiles(baskets, known, { from: 0, length: ALL, weigh });
  const likeness = { rarity: 0, asymmetry: 0.5 };
  const polls = [{ votes: vectors, neighbours: 300, power: 0 }];
  return blend([
    [0.7, ownRow(vectors, false)],
    [0.3, neighbourVotes(vectors, vectors, likeness, polls)],
  ]);
}

/**
 * After Faggioli et al., UMAP 2020: each item's share of the user's last r baskets, and users alike by the asymmetric
 * cosine (alpha 0.25) of what they ever bought vote with theirs, the nearest with more than their share (q = 1).
 */
function upCf(baskets: Baskets, known: Known, often: Rows): Scoring {
  const weigh = (_: number, count: number) => 1 / Math.min(25, count);
  const shares = profiles(baskets, known, { from: 0, length: 25, weigh });
  const ever = { ...often, weight: new Float32Array(often.weight.length).fill(1) };
  const likeness = { rarity: 0, asymmetry: 0.75 };
  const polls = [{ votes: shares, neighbours: baskets.users, power: 1 }];
  return neighbourVotes(ever, ever, likeness, polls);
}

function blend(parts: readonly [weight: number, scoring: Scoring][]): Scoring {
  return (user, [scores = new Float64Array(0)]) => {
    const own = new Float64Array(scores.length);
    for (const [weight, scoring] of parts) {
      own.fill(0);
      scoring(user, [own]);
      own.forEach((score, item) => {
        scores[item] = (scores[item] ?? 0) + weight * score;
      });
    }
  };
}

/** What is bought in the same histories as each of the user's items: the cosine of their columns. */
export function boughtTogether(own: Rows, histories: Rows): Scoring {
  const index = transposed(histories);
  const norms = new Float64Array(histories.columns);
  histories.column.forEach((item, at) => {
    norms[item] = (norms[item] ?? 0) + (histories.weight[at] ?? 0) ** 2;
  });
  const scale = norms.map((square) => (square > 0 ? (square + 10) ** -0.5 : 0));
  const weights = new Float64Array(histories.start.length - 1);
  const met = new Int32Array(weights.length);
  return (user, [scores = new Float64Array(0)]) => {
    // Items by users by items, from the left: a weight for every user who shares an item, then theirs summed.
    let count = 0;
    let total = 0;
    for (let at = own.start[user] ?? 0; at < (own.start[user + 1] ?? 0); at++) {
      const item = own.column[at] ?? 0;
      const weight = (own.weight[at] ?? 0) * (scale[item] ?? 0);
      total += own.weight[at] ?? 0;
      for (let place = index.start[item] ?? 0; place < (index.start[item + 1] ?? 0); place++) {
        const other = index.column[place] ?? 0;
        if (weights[other] === 0) met[count++] = other;
        weights[other] = (weights[other] ?? 0) + weight * (index.weight[place] ?? 0);
      }
    }
    for (let i = 0; i < count; i++) {
      const other = met[i] ?? 0;
      const weight = (weights[other] ?? 0) / total;
      weights[other] = 0;
      if (other === user) continue;
      for (let at = histories.start[other] ?? 0; at < (histories.start[other + 1] ?? 0); at++) {
        const item = histories.column[at] ?? 0;
        scores[item] =
          (scores[item] ?? 0) + weight * (histories.weight[at] ?? 0) * (scale[item] ?? 0);
      }
    }
  };
}
