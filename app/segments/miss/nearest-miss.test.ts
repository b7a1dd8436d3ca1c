import fc from "fast-check";
import { expect, test } from "vitest";
import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { matches } from "#app/segments/query/matches.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { clausesOf, type Query } from "#app/segments/query/query.ts";
import type { Clock } from "#app/segments/query/spans.ts";
import { whyOf, type Why } from "#app/segments/query/why.ts";
import { formatFor } from "#app/ui/format.ts";
import { customers, nows, queries, zones } from "#tests/support/queries.ts";
import { missWords } from "./miss-words.ts";
import { nearestMiss } from "./nearest-miss.ts";
import { afterOrders } from "./next-orders.ts";
import { smallestChange, type Changes } from "./smallest-change.ts";
import { clockIn } from "./waiting.ts";

const runs = 250;
const clocks: fc.Arbitrary<Clock> = fc
  .tuple(nows, zones)
  .map(([now, timeZone]) => ({ now, timeZone, currency: "EUR" }));

/** Where the value of a numeric attribute of Shopify's is kept. */
const FIELDS: Record<string, keyof CustomerValues> = {
  number_of_orders: "numberOfOrders",
  amount_spent: "amountSpentMinor",
  first_order_date: "firstOrderAt",
  last_order_date: "lastOrderAt",
  customer_added_date: "addedAt",
  customer_tags: "tags",
  customer_countries: "countries",
  customer_regions: "regions",
  customer_cities: "cities",
  companies: "companyIds",
  rfm_group: "rfmGroup",
  customer_account_status: "accountStatus",
  email_subscription_status: "emailStatus",
  customer_language: "language",
};

const read = (text: string): Query => {
  const parsed = parseQuery(text);
  if (parsed.kind === "refused") throw new Error(parsed.errors[0]?.message);
  return parsed.query;
};

const number = fc.integer({ min: 0, max: 8 }).map(String);
const amount = fc.tuple(fc.nat(60), fc.nat(99)).map(([units, cents]) => `${units}.${cents + 100}`);
const date = fc.oneof(
  fc.integer({ min: -40, max: 2 }).map((days) => `${days < 0 ? "" : "+"}${days}d`),
  fc.constantFrom("today", "yesterday", "2026-03-10", "2026-03-28T12:00:00", "2025-10-26"),
);
const asks = (names: string[], value: fc.Arbitrary<string>) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...names), fc.constantFrom("=", "!=", "<", "<=", ">", ">="), value)
      .map((parts) => parts.join(" ")),
    fc
      .tuple(fc.constantFrom(...names), value, value)
      .map(([name, low, high]) => `${name} BETWEEN ${low} AND ${high}`),
    fc
      .tuple(fc.constantFrom(...names), fc.constantFrom("", "NOT "))
      .map(([name, not]) => `${name} IS ${not}NULL`),
  );
const numeric = fc.oneof(
  asks(["number_of_orders"], number),
  asks(["amount_spent"], amount),
  asks(["first_order_date", "last_order_date", "customer_added_date"], date),
);
const other = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("customer_tags", "customer_countries"),
      fc.constantFrom("CONTAINS", "NOT CONTAINS"),
      fc.constantFrom("'DE'", "'AT'"),
    )
    .map((parts) => parts.join(" ")),
  fc.constantFrom("rfm_group = 'LOYAL'", "rfm_group != 'NEW'", "customer_language = 'de'"),
);

/** Trees of clauses, up to three levels deep. */
const trees = (leaf: fc.Arbitrary<string>): fc.Arbitrary<Query> =>
  fc
    .letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        leaf,
        fc
          .tuple(fc.array(tie("tree"), { minLength: 2, maxLength: 3 }), fc.boolean())
          .map(([parts, isAnd]) => `(${parts.join(isAnd ? " AND " : " OR ")})`),
        tie("tree").map((part) => `NOT (${part})`),
      ),
    }))
    .tree.map(read);

const changed = (customer: CustomerValues, { changes }: Changes): CustomerValues => ({
  ...customer,
  ...Object.fromEntries(
    changes.flatMap((change) =>
      change.kind === "value" ? [[FIELDS[change.attribute] ?? "", change.to]] : [],
    ),
  ),
});

test("the smallest change, made, brings the customer in", () => {
  let made = 0;
  fc.assert(
    fc.property(trees(fc.oneof(numeric, other)), customers, clocks, (query, customer, clock) => {
      const change = smallestChange(query, customer, clock);
      if (!change) return;
      made++;
      expect(matches(query, changed(customer, change), clock)).toBe(true);
    }),
    { numRuns: runs },
  );
  expect(made).toBeGreaterThan(runs / 4);
});

test("where any customer with other numbers, amounts and dates would be in, a change is found, and none is of fewer things", () => {
  let found = 0;
  fc.assert(
    fc.property(
      trees(numeric),
      customers,
      customers,
      clocks,
      (query, customer, somebody, clock) => {
        if (matches(query, customer, clock)) return;
        const names = [
          ...new Set(clausesOf(query).flatMap((one) => ("attribute" in one ? one.attribute : []))),
        ];
        for (let mask = 1; mask < 1 << names.length; mask++) {
          const taken = names.filter((_, place) => mask & (1 << place));
          const fields = taken.map((name) => FIELDS[name] ?? "tags");
          const some = Object.fromEntries(fields.map((field) => [field, somebody[field]]));
          if (taken.length > 3 || !matches(query, { ...customer, ...some }, clock)) continue;
          found++;
          const change = smallestChange(query, customer, clock);
          expect(change?.changes.length).toBeLessThanOrEqual(taken.length);
        }
      },
    ),
    { numRuns: runs },
  );
  expect(found).toBeGreaterThan(runs / 20);
});

test("every way that is named leads in: orders, and waiting", () => {
  fc.assert(
    fc.property(fc.oneof(queries, trees(numeric)), customers, clocks, (query, customer, clock) => {
      const miss = nearestMiss(query, customer, clock);
      expect(miss === null).toBe(matches(query, customer, clock));
      if (miss?.orders) {
        const { orders, tooLateInDays } = miss.orders;
        expect(matches(query, afterOrders(customer, miss.orders, clock.now), clock)).toBe(true);
        expect(orders).toBeLessThanOrEqual(5);
        if (tooLateInDays !== null) {
          const late = clockIn(tooLateInDays, clock);
          expect(matches(query, afterOrders(customer, miss.orders, late.now), late)).toBe(false);
        }
      }
      const days = miss?.byItselfInDays ?? null;
      if (days !== null) {
        expect(matches(query, customer, clockIn(days, clock))).toBe(true);
        expect(matches(query, customer, clockIn(days - 1, clock))).toBe(false);
      }
    }),
    { numRuns: runs / 5 },
  );
});

test("an explanation agrees with the evaluator at every part, and so do its parts with each other", () => {
  const agrees = (why: Why, query: Query, customer: CustomerValues, clock: Clock) => {
    expect(why.isTrue).toBe(matches(query, customer, clock));
    if (why.kind === "clause") return;
    const truths = why.parts.map(({ isTrue }) => isTrue);
    if (why.kind === "all") expect(why.isTrue).toBe(truths.every(Boolean));
    if (why.kind === "any") expect(why.isTrue).toBe(truths.some(Boolean));
    if (why.kind === "not") expect(why.isTrue).toBe(!truths[0]);
    const parts = "parts" in query ? query.parts : "part" in query ? [query.part] : [];
    why.parts.forEach((part, place) => {
      const of = parts[place];
      if (of) agrees(part, of, customer, clock);
    });
  };
  fc.assert(
    fc.property(queries, customers, clocks, (query, customer, clock) => {
      agrees(whyOf(query, customer, clock, "en"), query, customer, clock);
    }),
    { numRuns: runs / 2 },
  );
});

const DAY = 86_400_000;
const clock = {
  now: Date.parse("2026-03-10T09:00:00Z"),
  ...{ timeZone: "Europe/Berlin", currency: "EUR" },
};
const [sample] = fc.sample(customers, { numRuns: 1, seed: 1 });

/** In words, of a customer with so much. */
function words(text: string, given: Partial<CustomerValues>): string[] {
  if (!sample) throw new Error("no customer");
  const customer = { ...sample, orders: [], tags: [], ...given };
  const miss = nearestMiss(read(text), customer, clock);
  const format = formatFor({ locale: "en", timeZone: clock.timeZone, currency: "EUR" });
  return miss === null ? ["in"] : missWords(miss, clock.now, format);
}

const order = (daysAgo: number, amountMinor = 1_000) => ({
  ...{ at: clock.now - daysAgo * DAY, amountMinor, appId: null, locationId: null, lines: [] },
});

test("the nearest miss in words", () => {
  const three = { orders: [order(5), order(20), order(87)], numberOfOrders: 3 };
  expect(words("orders_placed MATCHES (date >= -90d, count >= 4)", three)).toEqual([
    "one more order before Mar 14, 2026",
  ]);
  expect(words("amount_spent >= 100", { amountSpentMinor: 8_760 })).toEqual([
    "one more order of €12.40 or more",
  ]);
  expect(
    words("amount_spent >= 100 AND rfm_group = 'LOYAL'", {
      amountSpentMinor: 8_760,
      rfmGroup: "LOYAL",
    }),
  ).toEqual(["€12.40 more: Amount spent"]);
  expect(words("last_order_date <= -30d", { lastOrderAt: clock.now - 26 * DAY })).toEqual([
    "in 4 days by itself, on Mar 14, 2026, if nothing else happens",
  ]);
  expect(words("customer_tags CONTAINS 'vip'", {})).toEqual(["Customer tags with vip"]);
  expect(words("number_of_orders = 0", { numberOfOrders: 2 })).toEqual([
    "out of reach: 2 less: Number of orders",
  ]);
});
