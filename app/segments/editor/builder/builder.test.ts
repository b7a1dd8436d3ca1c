import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { queries } from "#tests/support/queries.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { printQuery } from "../../query/print-query.ts";
import { partsWithin, type Group } from "./builder.ts";
import * as edit from "./edit-builder.ts";
import { catalogueOf } from "../filter-catalogue.ts";
import { printBuilder, printRowClause } from "./print-builder.ts";
import { readBuilder } from "./read-builder.ts";

const runs = 150;

const built = (text: string): Group => {
  const root = readBuilder(text);
  if (!root) throw new Error(`${text} is no sentence`);
  return root;
};
const canonical = (text: string): string => {
  const parsed = parseQuery(text);
  if (parsed.kind === "refused") throw new Error(`${text}: ${parsed.errors[0]?.message ?? ""}`);
  return printQuery(parsed.query);
};
const reprinted = (text: string) => printBuilder(built(text));

describe("text to builder to text", () => {
  test("is the canonical text, for every query", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const text = printQuery(query);
        expect(reprinted(text)).toBe(text);
      }),
      { numRuns: runs },
    );
  });

  test("is the canonical text however it was written", () => {
    for (const text of [
      "((number_of_orders>=2))and(amount_spent > 10 AND (last_order_date<today))",
      "not (not customer_tags contains 'vip')",
      "NOT (number_of_orders = 1 OR NOT (amount_spent > 5 and rfm_group = 'LOYAL'))",
      "products_purchased(id: (1, 2), since: -30d) = false or orders_placed() = true",
      "last_order_date BETWEEN 12_months_ago AND 30_days_ago",
    ]) {
      expect(reprinted(text)).toBe(canonical(text));
    }
  });

  test("keeps what it has no fields for as text, and still refuses it", () => {
    const text = "number_of_orders > 1 AND (nonsense = 5 OR amount_spent > 'x')";
    expect(reprinted(text)).toBe(text);
    expect(partsWithin(built(text)).flatMap((one) => (one.kind === "row" ? [one.clause.kind] : []))).toEqual(
      ["attribute", "text", "text"],
    ); // prettier-ignore
  });

  test("has rows for the shop's metafields and for their anniversaries", () => {
    const { known } = catalogueOf([
      { name: "facts.birth_date", label: "Birth date", type: "date" },
      { name: "loyalty.points", label: "Points", type: "integer" },
      { name: "loyalty.perks", label: "Perks", type: "texts" },
    ]);
    const birthday = "anniversary MATCHES ('metafields.facts.birth_date')";
    for (const [text, row] of [
      [
        "metafields.loyalty.points BETWEEN 1 AND 9",
        ["metafields.loyalty.points", "BETWEEN", "1", "9"],
      ],
      [
        "customer.loyalty_perks CONTAINS 'a, b'",
        ["metafields.loyalty.perks", "CONTAINS", "'a, b'"],
      ],
      ["anniversary('metafields.facts.birth_date') = today", [birthday, "=", "today"]],
      [`${birthday} BETWEEN today AND +7d`, [birthday, "BETWEEN", "today", "+7d"]],
      [`${birthday} IS NOT NULL`, [birthday, "IS NOT NULL"]],
    ] as const) {
      const root = readBuilder(text, (one) => parseQuery(one, known));
      const clauses = (root?.parts ?? []).map((part) => part.kind === "row" && part.clause);
      expect(clauses).toMatchObject([{ kind: "attribute" }]);
      const [found] = clauses;
      if (!found || found.kind !== "attribute") throw new Error(text);
      expect([found.name, found.sign, ...found.values]).toEqual(row);
      expect(printRowClause(found)).toBe(canonical(text));
    }
  });

  test("has no builder for half a sentence, and an empty one for none", () => {
    expect(readBuilder("number_of_orders >")).toBeNull();
    expect(readBuilder("(".repeat(1000))).toBeNull();
    expect(printBuilder(built("  "))).toBe("");
  });

  test("a row of text that joins conditions is held together", () => {
    const row = edit.addRow(built("number_of_orders > 1"), 0, {
      kind: "text",
      text: "amount_spent > 5 OR amount_spent BETWEEN 1 AND 2",
    });
    expect(printBuilder(row)).toBe(
      "number_of_orders > 1 AND (amount_spent > 5 OR amount_spent BETWEEN 1 AND 2)",
    );
  });
});

describe("edits", () => {
  const root = built("number_of_orders > 1 AND (amount_spent > 5 OR amount_spent < 2)");
  const idOf = (text: string) =>
    partsWithin(root).find(
      (part) => part.kind === "row" && printBuilder({ ...root, parts: [part] }) === text,
    )?.id ?? -1;

  test("a row moves past rows, into groups and out of them", () => {
    const down = edit.movePart(root, idOf("number_of_orders > 1"), "down");
    expect(printBuilder(down)).toBe("number_of_orders > 1 OR amount_spent > 5 OR amount_spent < 2");
    const out = edit.movePart(root, idOf("amount_spent > 5"), "up");
    expect(printBuilder(out)).toBe(
      "number_of_orders > 1 AND amount_spent > 5 AND amount_spent < 2",
    );
    const past = edit.movePart(root, idOf("amount_spent < 2"), "up");
    expect(printBuilder(past)).toBe(
      "number_of_orders > 1 AND (amount_spent < 2 OR amount_spent > 5)",
    );
    expect(edit.canMove(root, idOf("number_of_orders > 1"), "up")).toBe(false);
  });

  test("a group goes with its last row", () => {
    const one = edit.removePart(root, idOf("amount_spent < 2"));
    const none = edit.removePart(one, idOf("amount_spent > 5"));
    expect(partsWithin(none)).toHaveLength(2);
    expect(printBuilder(none)).toBe("number_of_orders > 1");
  });

  test("NOT goes on and off, groups are joined the other way, rows are doubled", () => {
    const id = idOf("number_of_orders > 1");
    expect(printBuilder(edit.toggleNot(root, id))).toMatch(/^NOT number_of_orders > 1 AND/);
    expect(edit.toggleNot(edit.toggleNot(root, id), id)).toEqual(root);
    expect(printBuilder(edit.setJoin(root, 0, { join: "or", isNegated: false }))).toBe(
      "number_of_orders > 1 OR amount_spent > 5 OR amount_spent < 2",
    );
    expect(printBuilder(edit.duplicatePart(root, id))).toMatch(
      /^number_of_orders > 1 AND number_of_orders > 1 AND/,
    );
  });

  test("every edit leaves every part with an id of its own, and text that reads as it prints", () => {
    const step = fc.record({
      at: fc.nat(),
      what: fc.constantFrom(
        ...(["remove", "duplicate", "up", "down", "not", "join", "row", "group"] as const),
      ),
    });
    fc.assert(
      fc.property(queries, fc.array(step, { maxLength: 8 }), (query, steps) => {
        let now = built(printQuery(query));
        for (const { at, what } of steps) {
          const parts = partsWithin(now);
          const { id = 0, kind } = parts[at % parts.length] ?? {};
          now = stepped(now, id, kind === "group", what);
          const ids = partsWithin(now).map((part) => part.id);
          expect(new Set(ids).size).toBe(ids.length);
          const text = printBuilder(now);
          if (text !== "") expect(reprinted(text)).toBe(text);
        }
      }),
      { numRuns: runs },
    );
  });
});

const clause = { kind: "attribute", name: "number_of_orders", sign: ">=", values: ["2"] } as const;

function stepped(root: Group, id: number, isGroup: boolean, what: string): Group {
  switch (what) {
    case "remove":
      return id === root.id ? root : edit.removePart(root, id);
    case "duplicate":
      return edit.duplicatePart(root, id);
    case "up":
    case "down":
      return edit.movePart(root, id, what);
    case "not":
      return edit.toggleNot(root, id);
    case "join":
      return edit.setJoin(root, id, { join: "or", isNegated: true });
    case "row":
      return isGroup ? edit.addRow(root, id, clause) : edit.setClause(root, id, clause);
    default:
      return isGroup ? edit.addGroup(root, id, clause) : root;
  }
}
