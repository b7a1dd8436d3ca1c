import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "../query/parse-query.ts";
import { dependentsOf, groupsOf, levelsOf, loopOf, namedSegments } from "./dependence.ts";

const namedIn = (text: string) => {
  const parsed = parseQuery(text);
  if (parsed.kind === "refused") throw new Error(parsed.errors[0]?.message);
  return namedSegments(parsed.query).map(({ name, at }) => [name, text.slice(at.from, at.to)]);
};

test("every way to name a segment is a dependence, wherever it stands", () => {
  const query =
    "regulars.in_segment MATCHES (segment = 'VIP') OR NOT (number_of_orders > 1 AND regulars.left_segment MATCHES (segment = 'New', date >= -7d))";
  expect(namedIn(query)).toEqual([
    ["VIP", "'VIP'"],
    ["New", "'New'"],
  ]);
  expect(namedIn("number_of_orders > 1")).toEqual([]);
});

const a = { name: "A", names: ["B"] };
const b = { name: "B", names: ["C"] };
const c = { name: "C", names: [] };

test("a loop is named by its segments", () => {
  expect(loopOf({ name: "C", names: ["A"] }, [a, b])).toEqual(["C", "A", "B", "C"]);
  expect(loopOf({ name: "A", names: ["A"] }, [])).toEqual(["A", "A"]);
  expect(loopOf(a, [b, c])).toBeNull();
});

test("who is asked for comes before who asks, and all that depend on one are found", () => {
  expect(levelsOf([a, b, c])).toEqual([[c], [b], [a]]);
  expect(dependentsOf("C", [a, b, c])).toEqual([b, a]);
  expect(dependentsOf("A", [a, b, c])).toEqual([]);
});

test("groups keep together what depends, and lose none", () => {
  const segments = fc.array(fc.array(fc.nat(11), { maxLength: 2 }), { maxLength: 12 });
  fc.assert(
    fc.property(segments, (given) => {
      const all = given.map((names, index) => ({ name: `${index}`, names: names.map(String) }));
      const groups = groupsOf(all, 4);
      expect(groups.flat().toSorted((x, y) => Number(x.name) - Number(y.name))).toEqual(all);
      const groupOf = new Map(groups.flatMap((group, at) => group.map(({ name }) => [name, at])));
      for (const { name, names } of all) {
        for (const asked of names) {
          if (groupOf.has(asked)) expect(groupOf.get(asked)).toBe(groupOf.get(name));
        }
      }
      for (const [at, level] of levelsOf(all).slice(0, -1).entries()) {
        const later = new Set(levelsOf(all).slice(at).flat().map(({ name }) => name)); // prettier-ignore
        for (const { names } of level) expect(names.some((one) => later.has(one))).toBe(false);
      }
    }),
  );
});
