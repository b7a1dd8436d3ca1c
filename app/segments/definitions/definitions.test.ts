import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Definition, Filed } from "./definition.ts";
import { readDefinition, rewriteDefinition, writeDefinition } from "./definition-yaml.ts";
import { stepsTo, type Kept } from "./steps.ts";

const definitions: fc.Arbitrary<Definition> = fc.record(
  {
    name: fc
      .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    query: fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("a = 1\n  AND b = 'x: #'\n", " a\r\nb ", "\n\n", "- a", "'", "|-"),
    ),
    handle: fc.stringMatching(/^s-[a-z0-9]{6}$/),
    priority: fc.integer({ min: 1, max: 99 }),
    objective: fc.constantFrom("keep", "grow"),
    measure: fc.constantFrom("members"),
  },
  { requiredKeys: ["name", "query"] },
);

const read = (text: string): Filed => {
  const filed = readDefinition("a.yaml", text);
  if ("faults" in filed) throw new Error(filed.faults[0]?.message);
  return filed;
};

describe("a definition as a file", () => {
  test("is read as it was written, and written again as the same bytes", () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const text = writeDefinition(definition);
        expect(read(text).definition).toEqual(definition);
        expect(rewriteDefinition(text, definition)).toBe(text);
      }),
    );
  });

  test("keeps its comments when something else changes", () => {
    const text = "# ours\nname: A # the best\nquery: |-\n  number_of_orders > 1\n";
    const changed = rewriteDefinition(text, { name: "B", query: "number_of_orders > 2", priority: 3 });
    expect(changed).toBe(
      "# ours\nname: B # the best\nquery: |-\n  number_of_orders > 2\npriority: 3\n",
    );
    fc.assert(
      fc.property(definitions, (definition) => {
        const once = rewriteDefinition(text, definition);
        expect(read(once).definition).toEqual(definition);
        expect(rewriteDefinition(once, definition)).toBe(once);
      }),
    );
  }); // prettier-ignore

  test.each([
    ["name: A\nquery: [", 2, /./],
    ["name: A\nquery: x\nquer: y", 3, /quer is not said of a segment; did you mean query\?/],
    ["name: A\nquery: x\nhandle: Nein!", 3, /small letters/],
    ["name: A\nquery: x\n\nobjective: sell", 4, /objective: Invalid option/],
    ["name: A\nname: B\nquery: x", 2, /unique/],
    ["query: x", 1, /name: /],
    ["", 1, /the file: /],
  ])("%j is wrong in line %i", (text, line, message) => {
    const filed = readDefinition("a.yaml", text);
    expect(filed).toHaveProperty("faults");
    if (!("faults" in filed)) return;
    expect(filed.faults[0]).toMatchObject({ file: "a.yaml", line });
    expect(filed.faults[0]?.message).toMatch(message);
  });
});

const kept = (segmentId: number, name: string, query = "number_of_orders > 1"): Kept => ({
  ...{ segmentId, name, query, handle: `s-${segmentId}`, priority: segmentId, memberCount: 0 },
});
const filed = (definition: Definition): Filed => ({
  ...{ file: `${definition.name}.yaml`, definition, queryLine: 4 },
});
const steps = (given: Parameters<typeof stepsTo>[0]) => {
  const result = stepsTo(given);
  if ("faults" in result) return result.faults.map(({ file, line, message }) => `${file}:${line} ${message}`); // prettier-ignore
  return result.steps.map((step) =>
    step.kind === "change"
      ? `change ${step.segment.handle} ${step.changes.map(({ field }) => field).join()}`
      : `${step.kind} ${step.kind === "create" ? step.filed.definition.name : step.segment.name}`,
  );
};

describe("what makes a shop as its files say", () => {
  const query = "number_of_orders > 1";

  test("files are of segments by handle, else by name", () => {
    expect(
      steps({
        filed: [
          filed({ name: "B", handle: "s-1", query }),
          filed({ name: "C", query: "number_of_orders > 3" }),
          filed({ name: "D", query }),
        ],
        kept: [kept(1, "A"), kept(3, "C"), kept(4, "E")],
        removes: false,
      }),
    ).toEqual(["change s-1 name", "change s-3 query", "create D"]);
  });

  test("what has no file goes only if asked", () => {
    const given = { filed: [], kept: [kept(1, "A")] };
    expect(steps({ ...given, removes: false })).toEqual([]);
    expect(steps({ ...given, removes: true })).toEqual(["remove A"]);
  });

  test("names may change hands", () => {
    expect(
      steps({
        filed: [filed({ name: "B", handle: "s-1", query }), filed({ name: "A", handle: "s-2", query })],
        kept: [kept(1, "A"), kept(2, "B")],
        removes: false,
      }),
    ).toEqual(["change s-1 name", "change s-2 name"]);
  }); // prettier-ignore

  test.each([
    [[filed({ name: "A", query }), filed({ name: "A", handle: "s-1", query })], "same segment"],
    [[filed({ name: "A", handle: "s-9", query })], "s-1 has this name"],
    [[filed({ name: "Z", query: "\ntotal_spent > 1" })], "Z.yaml:5 query, column 1: `total_spent`"],
    [[filed({ name: "Z", query: "number_of_orders >" })], "Z.yaml:4 query"],
  ])("nothing is done while a file is wrong", (files, message) => {
    const [first] = steps({ filed: files, kept: [kept(1, "A")], removes: false });
    expect(first).toContain(message);
  });
});
