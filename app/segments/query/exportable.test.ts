import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KNOWN, queries, withoutPositions } from "#tests/support/queries.ts";
import { exportable } from "./exportable.ts";
import { parseQuery } from "./parse-query.ts";
import { printOldQuery } from "./print-old-query.ts";

const queryOf = (text: string) => {
  const result = parseQuery(text, KNOWN);
  if (result.kind === "refused") throw new Error(JSON.stringify(result.errors));
  return result.query;
};

describe("whether Shopify can hold a query", () => {
  const clauses = (count: number) =>
    Array<string>(count).fill("amount_spent BETWEEN 1 AND 2").join(" OR ");

  test.each([
    ["ten conditions", clauses(10)],
    ["what we hold no data for", "companies IS NOT NULL"],
    ["5,000 characters", "number_of_orders = 1".padEnd(5_000)],
  ])("%s: yes", (_, text) => {
    expect(exportable(text)).toEqual({ isExportable: true, reasons: [] });
  });

  test.each([
    ["eleven conditions", clauses(11), "it has 11 conditions, and Shopify takes 10"],
    [
      "more characters",
      "number_of_orders = 1".padEnd(5_001),
      "it has 5001 characters, and Shopify takes 5000",
    ],
    ["an unknown name", "foo = 1", "`foo` is not a filter"],
  ])("%s: no, and why", (_, text, reason) => {
    expect(exportable(text)).toEqual({ isExportable: false, reasons: [reason] });
  });
});

describe("the spelling before 2026-10", () => {
  test("reading what was printed gives the same query", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const printed = printOldQuery(query);
        if (printed.kind !== "printed") return;
        expect(printed.text).not.toContain("MATCHES");
        expect(withoutPositions(queryOf(printed.text))).toEqual(withoutPositions(query));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["products_purchased NOT MATCHES ()", "products_purchased() = false"],
    [
      "products_purchased MATCHES (id IN (1, 2), count >= 2, date BETWEEN -12m AND today)",
      "products_purchased(id: (1, 2), count_at_least: 2, since: -12m, until: today) = true",
    ],
    ["number_of_orders = 1", "number_of_orders = 1"],
  ])("%s is printed as %s", (text, old) => {
    expect(printOldQuery(queryOf(text))).toEqual({ kind: "printed", text: old });
  });

  test("what has no such spelling is named", () => {
    const query = queryOf("number_of_orders = 1 AND orders_placed MATCHES (amount > 5)");
    const clauses = ["orders_placed MATCHES (amount > 5)"];
    expect(printOldQuery(query)).toEqual({ kind: "no-old-form", clauses });
  });
});
