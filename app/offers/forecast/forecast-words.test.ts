import { expect, test } from "vitest";
import { formatFor } from "#app/ui/format.ts";
import type { Forecast } from "./forecast.ts";
import {
  coverageText,
  forecastAssumptions,
  forecastSentences,
  placeText,
} from "./forecast-words.ts";

const format = formatFor({ locale: "en", timeZone: "Europe/Berlin", currency: "EUR" });
const outcome = { orders: 40, costMinor: 20_000, revenueMinor: 200_000, lowestMargin: null };
const forecast: Forecast = {
  ...{ days: 90, orders: 1_200, paidMinor: 6_000_000, members: { kind: "as-kept" } },
  alone: { ...outcome, between: [15_000, 25_000] },
  stacked: { ...outcome, orders: 90, costMinor: 50_000, between: null },
  ...{ liveMinor: 35_000, live: { reckoned: 2, unknown: ["Bundle app"] } },
  ...{ units: { all: 100, withCost: 80 }, weeks: [0, 20_000] },
};

test("what it would have cost is said with the orders, the average and what may come", () => {
  expect(forecastSentences(forecast, format)).toEqual([
    "Members placed 1,200 orders in the last 90 days and paid €60,000.00.",
    "This offer alone would have taken €200.00 off 40 orders: €5.00 an order.",
    "Another 90 days like these would cost between €150.00 and €250.00.",
    "Beside the 2 live discounts, in the combination that costs most and that Shopify would allow: €500.00, of which €350.00 without this offer.",
  ]);
});

test("too few orders, none that it is on, and none at all are said so", () => {
  const few = { ...forecast, alone: { ...forecast.alone, orders: 12, between: null } };
  expect(forecastSentences(few, format)[2]).toBe(
    "Fewer than 30 orders: too few to say what the next 90 days would cost.",
  );
  const untouched = { ...forecast, alone: { ...outcome, orders: 0, costMinor: 0, between: null } };
  expect(forecastSentences(untouched, format)[1]).toBe(
    "This offer would have taken nothing off any of them.",
  );
  expect(forecastSentences({ ...forecast, orders: 0 }, format)).toEqual([
    "No order of the last 90 days came from a member: nothing can be said yet.",
  ]);
});

test("what is taken for granted is said, and which discounts are left out", () => {
  const since = Date.parse("2026-03-01T12:00:00Z");
  const assumed = (before: "by-purchases" | "today") =>
    forecastAssumptions({ ...forecast, members: { kind: "kept-since", since, before } }, format);
  expect(assumed("today")[1]).toMatch(/before Mar 1, 2026, .* if they are in it now\.$/);
  expect(assumed("by-purchases")[1]).toMatch(/by what they had bought\.$/);
  expect(assumed("today").at(-1)).toMatch(/Bundle app\.$/);
});

test("a margin stands with its product, and with how many costs are known", () => {
  const lowest = { basisPoints: -250, productId: 1, title: "Blend", orderId: 1 };
  expect(placeText(lowest)).toBe("On Blend.");
  expect(placeText({ ...lowest, title: "" })).toBe("On a product that is gone.");
  expect(coverageText(forecast, format)).toContain("80%");
});
