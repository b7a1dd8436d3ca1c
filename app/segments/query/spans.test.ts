import { describe, expect, test } from "vitest";
import { attributeOf } from "./attributes.ts";
import { parseQuery } from "./parse-query.ts";
import { rangeOf, type Clock } from "./spans.ts";

const BERLIN: Clock = {
  now: Date.parse("2026-03-31T10:00:00Z"),
  timeZone: "Europe/Berlin",
  currency: "EUR",
};

function rangeIn(text: string, clock: Clock = BERLIN) {
  const parsed = parseQuery(text);
  if (parsed.kind === "refused") throw new Error(text);
  const clause = parsed.query;
  if (clause.kind !== "compare" && clause.kind !== "between") throw new Error(clause.kind);
  return rangeOf(clause, attributeOf(clause), clock);
}
const moment = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : at);

describe("dates are whole local days", () => {
  test.each([
    ["last_order_date = 2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["last_order_date > 2026-03-29", "2026-03-29T22:00:00.000Z", Infinity],
    ["last_order_date >= 2026-03-29", "2026-03-28T23:00:00.000Z", Infinity],
    ["last_order_date < 2026-03-29", -Infinity, "2026-03-28T23:00:00.000Z"],
    ["last_order_date <= 2026-03-29", -Infinity, "2026-03-29T22:00:00.000Z"],
    ["last_order_date = today", "2026-03-30T22:00:00.000Z", "2026-03-31T22:00:00.000Z"],
    ["last_order_date = yesterday", "2026-03-29T22:00:00.000Z", "2026-03-30T22:00:00.000Z"],
    ["last_order_date = -1m", "2026-02-27T23:00:00.000Z", "2026-02-28T23:00:00.000Z"],
    ["last_order_date = -25m", "2024-02-28T23:00:00.000Z", "2024-02-29T23:00:00.000Z"],
    ["last_order_date = -2w", "2026-03-16T23:00:00.000Z", "2026-03-17T23:00:00.000Z"],
    ["last_order_date = +1d", "2026-03-31T22:00:00.000Z", "2026-04-01T22:00:00.000Z"],
    [
      "last_order_date BETWEEN 2025-10-26 AND -1y",
      "2025-10-25T22:00:00.000Z",
      "2025-03-31T22:00:00.000Z",
    ],
    [
      "last_order_date = 2026-03-10T16:00:00",
      "2026-03-10T15:00:00.000Z",
      "2026-03-10T15:00:01.000Z",
    ],
    ["last_order_date > 2026-03-10T16:00:00", "2026-03-10T15:00:01.000Z", Infinity],
  ])("%s", (text, from, until) => {
    const range = rangeIn(text);
    expect([moment(range.from), moment(range.until)]).toEqual([from, until]);
  });

  test("a day of summer time's beginning has 23 hours, of its end 25", () => {
    const hours = (text: string) => {
      const { from, until } = rangeIn(text);
      return (until - from) / 3_600_000;
    };
    expect(hours("last_order_date = 2026-03-29")).toBe(23);
    expect(hours("last_order_date = 2025-10-26")).toBe(25);
    expect(hours("last_order_date = 2026-03-10")).toBe(24);
  });

  test("the year has no second midnight where a day was left out", () => {
    const apia = { ...BERLIN, timeZone: "Pacific/Apia" };
    const { from, until } = rangeIn("last_order_date = 2011-12-30", apia);
    expect(until).toBe(from);
  });
});

describe("amounts are exact", () => {
  test.each([
    ["amount_spent = 10.99", 1099, 1100],
    ["amount_spent = 10.999", 1100, 1100],
    ["amount_spent > 10.999", 1100, Infinity],
    ["amount_spent >= 10.999", 1100, Infinity],
    ["amount_spent < 10.999", -Infinity, 1100],
    ["amount_spent <= 10.999", -Infinity, 1100],
    ["amount_spent = 10.990", 1099, 1100],
    ["amount_spent >= -0.005", 0, Infinity],
    ["amount_spent <= -0.005", -Infinity, 0],
    ["amount_spent BETWEEN 0.1 AND 0.3", 10, 31],
    ["number_of_orders > 9223372036854775807", Number.MAX_SAFE_INTEGER, Infinity],
  ])("%s", (text, from, until) => {
    expect(rangeIn(text)).toMatchObject({ from, until });
  });

  test("in a currency without decimals", () => {
    const yen = { ...BERLIN, currency: "JPY" };
    expect(rangeIn("amount_spent = 1200", yen)).toMatchObject({ from: 1200, until: 1201 });
    expect(rangeIn("amount_spent > 1200.5", yen)).toMatchObject({ from: 1201 });
  });
});
