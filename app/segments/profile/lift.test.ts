import fc from "fast-check";
import { expect, test } from "vitest";
import { liftsOf, type Having } from "./lift.ts";

const having = (key: string, customers: number): Having => ({ key, label: key, customers });

test("what members have more often than buyers comes first, with how many times as often", () => {
  const lifts = liftsOf(
    { members: [having("tea", 50), having("coffee", 40), having("all", 100)], ofMembers: 100 },
    { buyers: [having("tea", 100), having("coffee", 50), having("all", 1_000)], ofBuyers: 1_000 },
  );
  expect(lifts.map(({ key, lift }) => [key, lift])).toEqual([
    ["coffee", 8],
    ["tea", 5],
  ]);
});

test("what few members have tells nothing, however rare it is elsewhere", () => {
  const buyers = { buyers: [having("rare", 9), having("common", 20)], ofBuyers: 10_000 };
  const members = [having("rare", 9), having("common", 10)];
  expect(liftsOf({ members, ofMembers: 100 }, buyers).map(({ key }) => key)).toEqual(["common"]);
  expect(liftsOf({ members, ofMembers: 600 }, buyers)).toEqual([]);
});

test("a lift is more than one, and the segment of all buyers has none", () => {
  const havings = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 8 });
  fc.assert(
    fc.property(havings, havings, (mine, theirs) => {
      const list = (counts: number[]) => counts.map((count, key) => having(String(key), count));
      const lifts = liftsOf(
        { members: list(mine), ofMembers: 50 },
        { buyers: list(theirs), ofBuyers: 50 },
      );
      for (const { lift } of lifts) expect(lift).toBeGreaterThan(1);
      const all = { members: list(theirs), ofMembers: 50 };
      expect(liftsOf(all, { buyers: list(theirs), ofBuyers: 50 })).toEqual([]);
    }),
  );
});
