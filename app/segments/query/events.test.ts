import { describe, expect, test } from "vitest";
import { NO_VALUES } from "#tests/support/customer-values.ts";
import { matches, type CustomerValues } from "./matches.ts";
import { parseQuery } from "./parse-query.ts";
import { whyOf } from "./why.ts";

const CLOCK = { now: Date.parse("2026-03-10T09:00:00Z"), timeZone: "UTC", currency: "EUR" };
const order = (day: string, amountMinor: number, ...lines: [number | null, number][]) => ({
  ...{ at: Date.parse(`${day}T12:00:00Z`), amountMinor, appId: null, locationId: null },
  lines: lines.map(([productId, quantity]) => ({
    ...{ productId, quantity, tags: [], categoryId: null },
  })),
});
const customer: CustomerValues = {
  ...NO_VALUES,
  orders: [order("2026-03-01", 3_000, [1, 2], [2, 1]), order("2025-03-01", 2_000, [1, 1])],
};
const nobody: CustomerValues = { ...customer, orders: [] };

const queryOf = (text: string) => {
  const result = parseQuery(text);
  if (result.kind === "refused") throw new Error(JSON.stringify(result.errors));
  return result.query;
};

describe("events", () => {
  test.each([
    ["products_purchased MATCHES (id = 1, quantity = 2)", true],
    ["products_purchased MATCHES (id = 2, quantity = 2)", false],
    ["products_purchased MATCHES (id = 2) AND products_purchased MATCHES (quantity = 2)", true],
    ["products_purchased MATCHES (id = 1, count > 1)", true],
    ["products_purchased MATCHES (id = 1, date >= -30d, count > 1)", false],
    ["products_purchased MATCHES (id = 1, sum_quantity = 3)", true],
    ["products_purchased MATCHES (id NOT IN (1))", true],
    ["products_purchased NOT MATCHES (id IN (1))", false],
    ["orders_placed MATCHES (amount >= 30.00, count = 1)", true],
    ["orders_placed MATCHES (sum_amount = 50)", true],
    ["orders_placed MATCHES (date < -30d, sum_amount = 20, count = 1)", true],
  ])("%s: %s", (text, expected) => {
    expect(matches(queryOf(text), customer, CLOCK)).toBe(expected);
  });

  test.each([
    ["orders_placed MATCHES ()", false],
    ["orders_placed NOT MATCHES (amount > 5)", true],
    ["orders_placed MATCHES (amount != 5)", false],
    ["orders_placed MATCHES (count = 0)", true],
    ["orders_placed MATCHES (sum_amount < 10)", true],
  ])("of none, %s: %s", (text, expected) => {
    expect(matches(queryOf(text), nobody, CLOCK)).toBe(expected);
  });

  test("a line whose product is not known is of another product", () => {
    const unknown = { ...customer, orders: [order("2026-03-01", 1_000, [null, 1])] };
    expect(matches(queryOf("products_purchased MATCHES (id = 1)"), unknown, CLOCK)).toBe(false);
    expect(matches(queryOf("products_purchased MATCHES (id != 1)"), unknown, CLOCK)).toBe(true);
  });

  test.each([
    ["products_purchased MATCHES (id = 1)", "Purchases: 2 of 3"],
    ["orders_placed MATCHES ()", "Orders: 2"],
    ["orders_placed MATCHES (date >= -30d, count > 5)", "Orders: 1 of 2"],
  ])("why %s is said by the number of events", (text, value) => {
    expect(whyOf(queryOf(text), customer, CLOCK, "en")).toMatchObject({ kind: "clause", value });
  });
});
