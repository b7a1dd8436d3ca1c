import { describe, expect, test } from "vitest";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { printQuery } from "#app/segments/query/print-query.ts";
import { AUDIENCES, audienceQuery, LONGEST_BENEFIT, readBenefit } from "./benefit.ts";

describe("a benefit", () => {
  test("is a tidied line", () => {
    expect(readBenefit({ text: "  Free \n gift   wrap " })).toEqual({
      kind: "read",
      benefit: { kind: "text", text: "Free gift wrap" },
    });
  });

  test.each(["", "   ", "x".repeat(LONGEST_BENEFIT + 1)])("is refused as %j", (text) => {
    expect(readBenefit({ text })).toMatchObject({ kind: "refused", field: "text" });
  });

  test("is a collection by its number, and nothing else", () => {
    expect(readBenefit({ collection: "42" })).toMatchObject({ benefit: { collectionId: 42 } });
    expect(readBenefit({ collection: "all" })).toMatchObject({ field: "collection" });
  });
});

test.each(["Gold", 'Gold\'s "best"', "a\\b"])(
  "the segments of the tier %j ask for it by its name",
  (name) => {
    for (const audience of AUDIENCES) {
      const text = audienceQuery(name, audience);
      const parsed = parseQuery(text);
      if (parsed.kind === "refused") throw new Error(parsed.errors[0]?.message);
      expect(printQuery(parsed.query)).toBe(text);
    }
  },
);
