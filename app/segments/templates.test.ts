import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "./query/parse-query.ts";
import { printQuery } from "./query/print-query.ts";
import { templatesFor, type ShopShape } from "./templates.ts";

const shapes: fc.Arbitrary<ShopShape> = fc.record({
  typicalGapDays: fc.option(fc.integer({ min: 0, max: 2000 })),
  highSpend: fc.option(fc.double({ min: 0, max: 1e7, noNaN: true })),
  highFirstSpend: fc.option(fc.double({ min: 0, max: 1e7, noNaN: true })),
});

test("there are twelve, with names and keys of their own, in the language as it is printed", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const templates = templatesFor(shape);
      expect(new Set(templates.map(({ key }) => key)).size).toBe(12);
      expect(new Set(templates.map(({ name }) => name)).size).toBe(12);
      for (const { query } of templates) {
        const parsed = parseQuery(query);
        expect(parsed.kind === "parsed" && printQuery(parsed.query)).toBe(query);
      }
    }),
  );
});

test("lines are round numbers of the shop's own distribution", () => {
  const templates = templatesFor({ typicalGapDays: 41, highSpend: 1234.5, highFirstSpend: 87.3 });
  const queryOf = (key: string) => templates.find((one) => one.key === key)?.query;
  expect(queryOf("vip")).toContain("amount_spent >= 1200 ");
  expect(queryOf("big-first-order")).toContain("amount_spent >= 87");
  expect(queryOf("one-and-done")).toBe("number_of_orders = 1 AND last_order_date < -90d");
});
