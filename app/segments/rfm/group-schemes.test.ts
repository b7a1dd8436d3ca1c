import { describe, expect, test } from "vitest";
import { groupLookup, groupsTaking, SCHEME_NAMES, SCHEMES } from "./group-schemes.ts";
import { groupOf, type Score } from "./rfm.ts";

const codes = (scores: number) => {
  const each = Array.from({ length: scores }, (_, i) => i + 1);
  return each.flatMap((recency) =>
    each.flatMap((frequency) => each.map((monetary) => ({ recency, frequency, monetary }))),
  );
};

describe.each(SCHEME_NAMES)("%s", (name) => {
  const scheme = SCHEMES[name];

  test("every code is in exactly one group", () => {
    for (const scores of codes(scheme.scores)) {
      expect([scores, groupsTaking(scheme, scores).length]).toEqual([scores, 1]);
    }
  });

  test("every group can be reached", () => {
    const reached = new Set(codes(scheme.scores).map(groupLookup(scheme)));
    expect(reached).toEqual(new Set(scheme.groups.map(({ group }) => group)));
  });
});

test("Shopify's groups as patterns are those the app scores by", () => {
  const lookup = groupLookup(SCHEMES.shopify);
  for (const scores of codes(5)) {
    const { recency, frequency, monetary } = scores;
    expect(lookup(scores)).toBe(groupOf(recency as Score, frequency as Score, monetary as Score));
  }
});

test("there are eleven, six and ten", () => {
  const sizes = SCHEME_NAMES.map(
    (name) => SCHEMES[name].groups.length + (SCHEMES[name].neverBought ? 1 : 0),
  );
  expect(sizes).toEqual([11, 6, 10]);
});
