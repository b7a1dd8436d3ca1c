import { type Baskets, type Known, type Rows, profiles } from "../baskets/baskets.ts";
import { keepBest } from "../baskets/best.ts";
import { itemBased } from "./item-based.ts";
import { likenessTo, squaresOf } from "./likeness.ts";
import { type Lists, type Scores, listsFrom, timesBought } from "./lists.ts";

export const BASELINES = ["globalTop", "personalTop", "boughtTogether", "tifuKnn", "upCf"] as const;
export type Baseline = (typeof BASELINES)[number];

/** What a baseline may be set to; the first of each is where tuning begins. */
export const CHOICES = {
  globalTop: {},
  personalTop: {},
  boughtTogether: {},
  tifuKnn: { own: [0.7, 0.5, 0.9], neighbours: [300, 100, 900] },
  upCf: { locality: [2, 1, 5], baskets: [1, 3, 25], asymmetry: [0.75, 0.5, 0.25] },
} as const satisfies Record<Baseline, Record<string, readonly number[]>>;

export type Setting = Readonly<Record<string, number>>;

/** Whose lists are asked for, what is known of all, and among whom neighbours are looked for. */
export interface World {
  baskets: Baskets;
  known: Known;
  asked: Int32Array;
  members: Int32Array;
}

/** The field's methods. The list is for a place in `asked`; one that a method leaves short goes on with the global top. */
export function baselineOf(name: Baseline, world: World, setting: Setting): Lists {
  const { baskets, known, asked } = world;
  const times = timesBought(baskets, known);
  const own = profiles(baskets, known, asked, ever);
  const scoresOf = (): Scores => {
    switch (name) {
      case "globalTop":
        return () => undefined;
      case "personalTop":
        return personalTop(times, own);
      case "boughtTogether":
        return itemBased(own, profiles(baskets, known, world.members, ever));
      case "tifuKnn":
        return tifuKnn(world, setting);
      case "upCf":
        return upCf(world, own, setting);
    }
  };
  return listsFrom(baskets.items, bestFirst(times), scoresOf());
}

const ALL = Number.MAX_SAFE_INTEGER;
const ever = { from: 0, length: ALL, weigh: () => 1 };

function bestFirst(share: Float64Array): Int32Array {
  const sold = Int32Array.from(share.keys()).filter((item) => (share[item] ?? 0) > 0);
  const count = keepBest(share, sold, sold.length, 500);
  return sold.slice(0, count).sort((a, b) => (share[b] ?? 0) - (share[a] ?? 0) || a - b);
}

/** Of what was bought equally often, the global top. */
function personalTop(times: Float64Array, own: Rows): Scores {
  const most = times.reduce((a, b) => Math.max(a, b), 1);
  return (row, add) => {
    ownOf(own, 1)(row, (item, value) => {
      add(item, value + (0.5 * (times[item] ?? 0)) / most);
    });
  };
}

const ownOf =
  ({ start, column, weight }: Rows, by: number): Scores =>
  (row, add) => {
    for (let at = start[row] ?? 0; at < (start[row + 1] ?? 0); at++)
      add(column[at] ?? 0, by * (weight[at] ?? 0));
  };

/**
 * After Hu et al., SIGIR 2020: baskets fade within groups of seven (.9) and groups fade (.7), neighbours by the vectors,
 * blended with the user's own. Neighbours are by the cosine here and weigh alike; the paper takes Euclidean distance.
 */
function tifuKnn({ baskets, known, asked, members }: World, setting: Setting): Scores {
  const group = 7;
  const weigh = (age: number, count: number) =>
    (0.9 ** (age % group) * 0.7 ** Math.floor(age / group)) / Math.min(count, group);
  const { own = 0.7, neighbours = 300 } = setting;
  const span = { from: 0, length: ALL, weigh };
  const mine = profiles(baskets, known, asked, span);
  const theirs = profiles(baskets, known, members, span);
  const norm = squaresOf(theirs).map((square) => (square > 0 ? square ** -0.5 : 0));
  const likeness = likenessTo(theirs);
  const alike = new Float64Array(members.length);
  const nearest = new Int32Array(members.length);
  const addOwn = ownOf(mine, own);
  return (row, add) => {
    const { dot, met, count } = likeness(mine, row);
    let found = 0;
    for (let at = 0; at < count; at++) {
      const one = met[at] ?? 0;
      alike[one] = (dot[one] ?? 0) * (norm[one] ?? 0);
      if (members[one] !== asked[row]) nearest[found++] = one;
    }
    found = keepBest(alike, nearest, found, neighbours);
    for (let at = 0; at < found; at++) addRow(theirs, nearest[at] ?? 0, (1 - own) / found, add);
    addOwn(row, add);
  };
}

/** So many of the most similar vote; the paper lets all, but theirs count for next to nothing. */
const UP_CF_NEIGHBOURS = 2000;

/**
 * After Faggioli et al., UMAP 2020: each item's share of the user's last r baskets; users alike by the asymmetric cosine
 * of what they ever bought vote with theirs by likeness to the power q, the user with likeness one among them.
 */
function upCf({ baskets, known, asked, members }: World, own: Rows, setting: Setting): Scores {
  const { locality = 2, baskets: latest = 1, asymmetry = 0.75 } = setting;
  const weigh = (_: number, count: number) => 1 / Math.min(latest, count);
  const span = { from: 0, length: latest, weigh };
  const mine = profiles(baskets, known, asked, span);
  const theirs = profiles(baskets, known, members, span);
  const once = (rows: Rows): Rows => ({
    ...rows,
    weight: new Float32Array(rows.column.length).fill(1),
  });
  const sets = once(profiles(baskets, known, members, ever));
  const ownSets = once(own);
  const likeness = likenessTo(sets);
  const sizeOf = ({ start }: Rows, row: number) => (start[row + 1] ?? 0) - (start[row] ?? 0);
  const scale = Float64Array.from(
    members,
    (_, one) => Math.max(1, sizeOf(sets, one)) ** (asymmetry - 1),
  );
  const alike = new Float64Array(members.length);
  const nearest = new Int32Array(members.length);
  const addOwn = ownOf(mine, 1);
  return (row, add) => {
    const { dot, met, count } = likeness(ownSets, row);
    const by = Math.max(1, sizeOf(ownSets, row)) ** -asymmetry;
    let found = 0;
    for (let at = 0; at < count; at++) {
      const one = met[at] ?? 0;
      alike[one] = ((dot[one] ?? 0) * by * (scale[one] ?? 0)) ** locality;
      if (members[one] !== asked[row]) nearest[found++] = one;
    }
    found = keepBest(alike, nearest, found, UP_CF_NEIGHBOURS);
    for (let at = 0; at < found; at++) {
      const one = nearest[at] ?? 0;
      addRow(theirs, one, alike[one] ?? 0, add);
    }
    addOwn(row, add);
  };
}

function addRow(
  { start, column, weight }: Rows,
  row: number,
  by: number,
  add: (item: number, value: number) => void,
) {
  for (let at = start[row] ?? 0; at < (start[row + 1] ?? 0); at++)
    add(column[at] ?? 0, by * (weight[at] ?? 0));
}
