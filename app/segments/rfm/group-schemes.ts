import { RFM_CELLS, valueScore, type Score } from "./rfm.ts";

export interface Scores {
  recency: number;
  frequency: number;
  monetary: number;
}

/** Named groups of scores. Each code of a scheme is in exactly one group. */
export interface GroupScheme {
  /** How many scores a measure has. */
  scores: 3 | 5;
  /** What the code is made of, for people. */
  code: string;
  codeOf: (scores: Scores) => string;
  /** Patterns of codes, anchored at both ends, as the sources write them. */
  groups: readonly { group: string; patterns: readonly string[] }[];
  /** The group of who never bought, if the scheme has one. */
  neverBought: string | null;
}

export const SCHEME_NAMES = ["shopify", "klaviyo", "grid-5x5"] as const;
export type SchemeName = (typeof SCHEME_NAMES)[number];

const range = ([from, to]: readonly [Score, Score]) => `[${from}-${to}]`;

/** Shopify's eleven, from the cells that the app scores by. */
const SHOPIFY: GroupScheme = {
  scores: 5,
  code: "recency, then the mean of frequency and monetary, of which a half rounds up",
  codeOf: ({ recency, frequency, monetary }) =>
    `${recency}${valueScore(frequency as Score, monetary as Score)}`,
  groups: RFM_CELLS.map(({ group, recency, value }) => ({
    group,
    patterns: [range(recency) + range(value)],
  })),
  neverBought: "PROSPECTS",
};

/** Klaviyo's six, as published: recency by fixed days (180, 365), the rest by thirds. */
const KLAVIYO: GroupScheme = {
  scores: 3,
  code: "recency, frequency, monetary",
  codeOf: ({ recency, frequency, monetary }) => `${recency}${frequency}${monetary}`,
  groups: [
    { group: "CHAMPIONS", patterns: ["333", "332", "323"] },
    { group: "LOYAL", patterns: ["321", "322", "331", "232", "233"] },
    { group: "RECENT", patterns: ["312", "313", "311", "222", "223"] },
    { group: "NEEDS_ATTENTION", patterns: ["213", "221", "123", "132", "133"] },
    { group: "AT_RISK", patterns: ["231", "212", "122", "131", "211"] },
    { group: "INACTIVE", patterns: ["111", "112", "113", "121"] },
  ],
  neverBought: null,
};

/** The grid of recency and frequency that most scripts and tutorials share. It does not look at monetary. */
const GRID: GroupScheme = {
  scores: 5,
  code: "recency, frequency",
  codeOf: ({ recency, frequency }) => `${recency}${frequency}`,
  groups: [
    { group: "CHAMPIONS", patterns: ["5[4-5]"] },
    { group: "LOYAL_CUSTOMERS", patterns: ["[3-4][4-5]"] },
    { group: "POTENTIAL_LOYALISTS", patterns: ["[4-5][2-3]"] },
    { group: "NEW_CUSTOMERS", patterns: ["51"] },
    { group: "PROMISING", patterns: ["41"] },
    { group: "NEED_ATTENTION", patterns: ["33"] },
    { group: "ABOUT_TO_SLEEP", patterns: ["3[1-2]"] },
    { group: "AT_RISK", patterns: ["[1-2][3-4]"] },
    { group: "CANT_LOSE", patterns: ["[1-2]5"] },
    { group: "HIBERNATING", patterns: ["[1-2][1-2]"] },
  ],
  neverBought: null,
};

export const SCHEMES: Readonly<Record<SchemeName, GroupScheme>> = {
  shopify: SHOPIFY,
  klaviyo: KLAVIYO,
  "grid-5x5": GRID,
};

/** The groups whose patterns take these scores: exactly one, which a test shows for every scheme and all scores. */
export function groupsTaking(scheme: GroupScheme, scores: Scores): string[] {
  const code = scheme.codeOf(scores);
  return scheme.groups
    .filter(({ patterns }) => patterns.some((pattern) => new RegExp(`^${pattern}$`).test(code)))
    .map(({ group }) => group);
}

/** A lookup of groups by scores that has matched each code once. */
export function groupLookup(scheme: GroupScheme): (scores: Scores) => string {
  const known = new Map<string, string>();
  return (scores) => {
    const code = scheme.codeOf(scores);
    let group = known.get(code);
    if (group === undefined) {
      [group] = groupsTaking(scheme, scores);
      if (group === undefined) throw new RangeError(`no group takes ${code}`);
      known.set(code, group);
    }
    return group;
  };
}
