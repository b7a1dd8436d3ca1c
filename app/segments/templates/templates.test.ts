import fc from "fast-check";
import { expect, test } from "vitest";
import { OBJECTIVES } from "#app/segments/objectives.ts";
import { exportable } from "#app/segments/query/exportable.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { printQuery } from "#app/segments/query/print-query.ts";
import { anniversaryOfBirthday } from "./birthday.ts";
import { nearestRank, type ShopShape } from "./shop-shape.ts";
import { startersFor, templatesFor } from "./templates.ts";

const amount = fc.double({ min: 0, max: 1e7, noNaN: true });
const days = fc.integer({ min: 0, max: 2000 });
const product = fc.record({ productId: fc.integer({ min: 1 }), title: fc.string() });

const shapes: fc.Arbitrary<ShopShape> = fc.record({
  typicalGapDays: fc.option(days),
  secondOrderDays: fc.option(fc.record({ median: days, mostly: days })),
  spent: fc.option(fc.record({ p80: amount, p90: amount })),
  firstSpent: fc.option(fc.record({ p90: amount })),
  orderValue: fc.option(fc.record({ p40: amount, p80: amount })),
  favourites: fc.record({
    firstProduct: fc.option(product),
    rebought: fc.option(fc.record({ productId: fc.integer({ min: 1 }), title: fc.string(), days })),
    types: fc.array(fc.oneof(fc.constantFrom("Men's", "a\\b"), fc.string()), { maxLength: 2 }),
    city: fc.option(fc.constantFrom("GB-ENG-London", "GB-ENG-King'sLynn")),
  }),
  holds: fc.record({
    ...{ abandonedCheckouts: fc.boolean(), subscriptions: fc.boolean(), companies: fc.boolean() },
    ...{ vendors: fc.boolean(), birthday: fc.option(fc.constant("metafields.facts.birth_date")) },
  }),
});

const empty: ShopShape = {
  ...{ typicalGapDays: null, secondOrderDays: null, spent: null, firstSpent: null },
  orderValue: null,
  favourites: { firstProduct: null, rebought: null, types: [], city: null },
  holds: {
    ...{ abandonedCheckouts: false, subscriptions: false, companies: false, vendors: false },
    birthday: null,
  },
};

test("whatever a shop is like, every template is in the language as it is printed, under a key and a name of its own", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const templates = templatesFor(shape);
      expect(templates).toHaveLength(57);
      expect(new Set(templates.map(({ key }) => key)).size).toBe(57);
      expect(new Set(templates.map(({ name }) => name)).size).toBe(57);
      for (const { query } of templates) {
        const parsed = parseQuery(query);
        expect(parsed.kind === "parsed" ? printQuery(parsed.query) : parsed.errors).toBe(query);
      }
    }),
    { numRuns: 30 },
  );
});

test("every goal has templates, and each says what it is for", () => {
  const templates = templatesFor(empty);
  for (const goal of OBJECTIVES) {
    expect(templates.filter((one) => one.goal === goal).length).toBeGreaterThanOrEqual(4);
  }
});

test("what a shop holds no data of says so, and what it does is not held back", () => {
  const missing = (shape: ShopShape) =>
    templatesFor(shape).flatMap(({ key, missing: why }) => (why === undefined ? [] : key));
  expect(missing(empty)).toEqual([
    ...["replenishers", "subscribers", "local", "b2b", "abandoned", "cancelled-subscription"],
    ...["vendor-fan", "type-loyal", "explorers", "one-not-other", "first-product"],
  ]);
  const rich: ShopShape = {
    ...empty,
    favourites: {
      firstProduct: { productId: 7, title: "Tea" },
      rebought: { productId: 7, title: "Tea", days: 30 },
      ...{ types: ["Tea", "Pots"], city: "AT-9-Vienna" },
    },
    holds: {
      ...{ abandonedCheckouts: true, subscriptions: true, companies: true, vendors: true },
      birthday: "metafields.facts.birth_date",
    },
  };
  expect(missing(rich)).toEqual([]);
});

test("a shop begins with twelve that Shopify can hold as they stand", () => {
  const starters = startersFor(empty);
  expect(starters).toHaveLength(12);
  for (const { query } of starters) expect(exportable(query).isExportable).toBe(true);
});

test("lines are round numbers of the shop's own distribution, and say where they come from", () => {
  const templates = templatesFor({
    ...empty,
    typicalGapDays: 41,
    secondOrderDays: { median: 40, mostly: 85 },
    spent: { p80: 700, p90: 1234.5 },
    firstSpent: { p90: 87.3 },
  });
  const of = (key: string) => templates.find((one) => one.key === key);
  expect(of("vip")?.query).toContain("amount_spent >= 1200 ");
  expect(of("vip")?.drawnFrom).toBe("Nine of ten of your buyers spent less than about 1200.");
  expect(of("big-first-order")?.query).toContain("amount_spent >= 87");
  expect(of("one-and-done")?.query).toBe("number_of_orders = 1 AND last_order_date < -90d");
  expect(of("one-and-done")?.drawnFrom).toMatch(/within 40 days .* eight of ten within 85\./);
  expect(of("second-order-window")?.query).toContain("BETWEEN -61d AND -20d");
});

test("the nearest rank is the least value that the share does not exceed", () => {
  expect(nearestRank([5, 1, 4, 2, 3], 0.8)).toBe(4);
  expect(nearestRank([1], 0.1)).toBe(1);
  expect(nearestRank([], 0.5)).toBeNull();
});

test("a birthday is a date that says so", () => {
  const birthday = { name: "facts.birth_date", valueType: "date" };
  expect(anniversaryOfBirthday([birthday])).toBe("metafields.facts.birth_date");
  expect(anniversaryOfBirthday([{ ...birthday, valueType: "text" }])).toBeNull();
  expect(anniversaryOfBirthday([{ name: "facts.joined", valueType: "date" }])).toBeNull();
});
