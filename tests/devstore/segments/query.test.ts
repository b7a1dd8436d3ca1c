import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filtersOf } from "./filters.ts";
import { parseQuery, printError } from "./query.ts";

const { find } = filtersOf([
  { namespace: "app--123", key: "segments", name: "Segments", type: "list.single_line_text_field" },
  { namespace: "facts", key: "birth_date", name: "Birth date", type: "date" },
  { namespace: "custom", key: "notes", name: "Notes", type: "json" },
]);

function errorsOf(text: string): string[] {
  const parsed = parseQuery(text, find);
  return parsed.kind === "refused" ? parsed.errors.map(printError) : [];
}

describe("the segment query language", () => {
  it.each([
    "number_of_orders >= 1",
    "  number_of_orders>=5 ",
    "amount_spent BETWEEN 10 AND 20.50",
    "customer_tags CONTAINS 'VIP' AND customer_tags NOT CONTAINS 'b2b'",
    "(number_of_orders >= 1) OR (number_of_orders = 0)",
    "companies IS NULL",
    "NOT (last_order_date < -90d OR last_order_date IS NULL)",
    "first_order_date BETWEEN 2021-01-01 AND today",
    "last_order_date > 2024-02-03T10:11:12",
    "rfm_group = 'CHAMPIONS'",
    "customer_countries CONTAINS 'CA'",
    "metafields.app--123.segments CONTAINS 's-abc123'",
    "metafields.facts.birth_date <= 2000-02-29",
    "products_purchased MATCHES (id = 1, date > -30d, count >= 2)",
    "products_purchased NOT MATCHES ()",
    "products_purchased(id: (1, 2)) = false",
    "products_purchased MATCHES (id IN (1, 2), tag = 'wool', quantity BETWEEN 1 AND 2)",
    "orders_placed MATCHES (amount > 10, sum_amount >= 20.5)",
    "abandoned_checkout_date >= 30_days_ago",
    "number_of_orders >= 1\n\tand not email_subscription_status = 'SUBSCRIBED'",
    "customer_tags CONTAINS '\\'VIP\\''",
  ])("takes %s", (text) => {
    expect(errorsOf(text)).toEqual([]);
  });

  it.each([
    [
      "not a valid segment query ???",
      ["Line 1 Column 6: 'valid' is unexpected.", "Line 1 Column 4: 'a' filter cannot be found."],
    ],
    ["total_spent > 5", ["Line 1 Column 0: 'total_spent' filter cannot be found."]],
    [
      "number_of_orders > 1 AND\n country = 'CA'",
      ["Line 2 Column 1: 'country' filter cannot be found."],
    ],
    ["number_of_orders", ["Line 1 Column 16: '<EOF>' is unexpected."]],
    [
      "number_of_orders >= 1.5",
      ["Line 1 Column 20: '1.5' is not a valid value for 'number_of_orders'."],
    ],
    [
      "rfm_group = 'Champions'",
      ["Line 1 Column 12: 'Champions' is not a valid value for 'rfm_group'."],
    ],
    ["customer_tags IN ('a')", ["Line 1 Column 14: 'IN' is unexpected."]],
    [
      "customer_tags = 'a'",
      ["Line 1 Column 0: 'customer_tags' filter does not support the operator '='."],
    ],
    [
      "number_of_orders >= 1 number_of_orders",
      ["Line 1 Column 22: 'number_of_orders' is unexpected."],
    ],
    [
      "last_order_date > 2020-02-30",
      ["Line 1 Column 18: '2020-02-30' is not a valid value for 'last_order_date'."],
    ],
    [
      "metafields.custom.notes IS NULL",
      ["Line 1 Column 0: 'metafields.custom.notes' filter cannot be found."],
    ],
    ["customer_tags CONTAINS 'open", ["Line 1 Column 23: ''' is unexpected."]],
    [
      "products_purchased MATCHES (date > -1d, date < -1d)",
      ["Line 1 Column 40: 'date' parameter can be used only once."],
    ],
  ])("refuses %s", (text, messages) => {
    expect(errorsOf(text)).toEqual(messages);
  });

  it("takes ten clauses and refuses the eleventh", () => {
    const clauses = (count: number): string =>
      Array.from({ length: count }, () => "number_of_orders >= 0").join(" OR ");
    expect(errorsOf(clauses(10))).toEqual([]);
    expect(errorsOf(clauses(11))).toEqual(["Line 1 Column 250: Too many clauses (>10)"]);
  });

  it("answers every text, and every error points into it", () => {
    const words = [
      "number_of_orders",
      "customer_tags",
      ">=",
      "1",
      "'a'",
      "AND",
      "NOT",
      "(",
      ")",
      "CONTAINS",
      "-30d",
      "?",
      "'",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (parts) => {
        const text = parts.join(" ");
        const parsed = parseQuery(text, find);
        if (parsed.kind === "parsed") return;
        expect(parsed.errors.length).toBeGreaterThan(0);
        for (const error of parsed.errors) expect(error.column).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
