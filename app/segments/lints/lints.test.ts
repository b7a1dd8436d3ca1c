import { expect, test } from "vitest";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { lint, needsAcknowledgement } from "./lints.ts";
import type { Finding, Linted } from "./lint.ts";
import { productsNamed } from "./product-lints.ts";
import { membersToMeasure } from "./size-lints.ts";

const clock = {
  now: Date.parse("2026-03-10T09:00:00Z"),
  timeZone: "Europe/Berlin",
  currency: "EUR",
};

function read(text: string) {
  const parsed = parseQuery(text);
  if (parsed.kind === "refused") throw new Error(parsed.errors[0]?.message);
  return parsed.query;
}

/** A segment that nothing is wrong with, but for what is given. */
function findings(text: string, given: Partial<Linted> = {}): Finding["code"][] {
  return lint({
    ...{ query: read(text), text, members: 2_000, customers: 10_000 },
    ...{ monthlyOrderingShare: 0.1, clock, deletedProducts: [], others: [], ...given },
  }).map(({ code }) => code);
}

const SOUND = "number_of_orders >= 2 AND last_order_date >= -90d";

test("a sound segment is left alone", () => {
  expect(findings(SOUND)).toEqual([]);
  expect(findings(SOUND, { members: null })).toEqual([]);
});

test("what nearly everybody is in is too broad, what most are not in is not", () => {
  expect(findings(SOUND, { members: 6_001 })).toEqual(["too-broad"]);
  expect(findings(SOUND, { members: 6_000 })).toEqual([]);
  expect(findings(SOUND, { members: 45, customers: 49, monthlyOrderingShare: 0 })).toEqual([]);
});

test("nine are too few, ten are not, and a shop of fifty is not told so", () => {
  const unmeasured = { monthlyOrderingShare: 0 };
  expect(findings(SOUND, { members: 9, ...unmeasured })).toEqual(["too-few"]);
  expect(findings(SOUND, { members: 10, ...unmeasured })).toEqual([]);
  expect(findings(SOUND, { members: 3, customers: 40, ...unmeasured })).toEqual([]);
});

test("nine of ten members in common make a duplicate", () => {
  const other = (shared: number) => ({ others: [{ name: "Twice", members: 2_000, shared }] });
  expect(findings(SOUND, other(1_900))).toEqual(["near-duplicate"]);
  expect(findings(SOUND, other(1_890))).toEqual([]);
  expect(findings(SOUND, { others: [{ name: "All", members: 10_000, shared: 2_000 }] })).toEqual(
    [],
  );
});

test("a segment is too small to measure below what a lift by half needs", () => {
  expect(membersToMeasure(0.1)).toBe(1_365);
  expect(findings(SOUND, { members: 1_364 })).toEqual(["too-small-to-measure"]);
  expect(findings(SOUND, { members: 1_365 })).toEqual([]);
  expect(membersToMeasure(0.01)).toBeGreaterThan(10 * membersToMeasure(0.1));
});

test("who and where alone is only demographic; one condition on orders makes it more", () => {
  expect(findings("customer_tags CONTAINS 'club'")).toEqual([]);
  expect(findings("customer_added_date >= -30d")).toEqual(["only-demographic"]);
  expect(findings("customer_added_date >= -30d AND number_of_orders > 1")).toEqual([]);
});

test("a fixed day grows stale, one that moves along does not", () => {
  expect(findings("last_order_date >= 2025-09-01")).toEqual(["stale-date"]);
  expect(findings("orders_placed MATCHES (date >= 2025-01-01T10:00:00)")).toEqual(["stale-date"]);
  expect(findings("last_order_date >= 2026-01-01")).toEqual([]);
  expect(findings("last_order_date >= -400d")).toEqual([]);
});

test("a product that is gone is named", () => {
  const text = "products_purchased MATCHES (id IN (7, 8)) OR products_purchased MATCHES (id = 9)";
  expect(productsNamed(read(text))).toEqual([7, 8, 9]);
  expect(findings(text, { deletedProducts: [8] })).toEqual(["deleted-product"]);
  expect(findings(text)).toEqual([]);
});

test("ten conditions fit into Shopify's segments, eleven do not", () => {
  const joined = (count: number) =>
    Array.from({ length: count }, (_, index) => `number_of_orders != ${index}`).join(" AND ");
  expect(findings(joined(10))).toEqual([]);
  expect(findings(joined(11))).toEqual(["over-shopify-caps"]);
  expect(findings(SOUND + " ".repeat(5_000))).toEqual(["over-shopify-caps"]);
});

test("reversed ends are true of nobody, ends in order are fine", () => {
  expect(findings("number_of_orders BETWEEN 5 AND 2")).toEqual(["reversed-between"]);
  expect(findings("amount_spent BETWEEN 10.999 AND 10.991")).toEqual(["reversed-between"]);
  expect(findings("last_order_date BETWEEN -30d AND -90d")).toEqual(["reversed-between"]);
  expect(findings("orders_placed MATCHES (amount BETWEEN 20 AND 10)")).toEqual([
    "reversed-between",
  ]);
  expect(findings("last_order_date BETWEEN -90d AND -30d")).toEqual([]);
  expect(findings("number_of_orders BETWEEN 2 AND 2")).toEqual([]);
});

test("prices by language, place or a protected ground have to be answered for", () => {
  const asks = (text: string) => needsAcknowledgement(read(text));
  expect(findings("customer_language = 'de' AND number_of_orders > 1")).toEqual([
    "protected-ground",
  ]);
  expect(asks("NOT (number_of_orders > 1 AND customer_countries CONTAINS 'CA')")).toBe(true);
  expect(asks("customer_tags CONTAINS 'Religion: none'")).toBe(true);
  expect(asks(SOUND)).toBe(false);
  expect(asks("customer_tags CONTAINS 'teenage mutant'")).toBe(false);
});
