import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRule } from "./rule-form.ts";
import { type Rule, type RuledProduct, MOST_PINNED, isAllowed, pinned } from "./rules.ts";

const product = (changes: Partial<RuledProduct> = {}): RuledProduct => ({
  ...{ productId: 1, productType: "Tea", vendor: "Acme", tagKeys: ["green"], collectionIds: [7] },
  ...{ minPriceMinor: 500, marginBasisPoints: 4000 },
  ...changes,
});
const rule = (changes: Partial<Rule>): Rule => ({
  ...{ ruleId: 1, kind: "exclude", subject: "product", value: "1", amount: null },
  ...changes,
});

describe("what a merchant leaves out", () => {
  test.each([
    ["a product", rule({})],
    ["a type, however it is written", rule({ subject: "type", value: "TEA" })],
    ["a vendor", rule({ subject: "vendor", value: "acme" })],
    ["a tag", rule({ subject: "tag", value: "Green" })],
    ["a collection", rule({ subject: "collection", value: "7" })],
    ["what is cheap", rule({ kind: "price-floor", subject: "", amount: 501 })],
    ["what has a small margin", rule({ kind: "margin-floor", subject: "", amount: 4001 })],
  ])("%s is not recommended", (_, one) => {
    expect(isAllowed(product(), [one])).toBe(false);
  });

  test("all else is, and what has no known cost is below no margin", () => {
    const rules = [
      rule({ value: "2" }),
      rule({ subject: "tag", value: "black" }),
      rule({ kind: "price-floor", subject: "", amount: 500 }),
      rule({ kind: "margin-floor", subject: "", amount: 9900 }),
    ];
    expect(isAllowed(product({ marginBasisPoints: null }), rules)).toBe(true);
  });

  test("wins over a pin, whatever the rules are", () => {
    const rules = fc.array(
      fc.record({
        ruleId: fc.nat(20),
        kind: fc.constantFrom("pin", "exclude", "price-floor", "margin-floor"),
        subject: fc.constantFrom("product", "type", "vendor", "tag", "collection"),
        value: fc.constantFrom("1", "2", "3", "Tea", "Acme", "green", "7"),
        amount: fc.integer({ min: 0, max: 6000 }),
      }),
      { maxLength: 8 },
    );
    const products = [1, 2, 3].map((productId) =>
      product({ productId, minPriceMinor: 400 * productId }),
    );
    fc.assert(
      fc.property(rules, (all) => {
        const pins = pinned(products, all);
        expect(new Set(pins).size).toBe(pins.length);
        expect(pins.length).toBeLessThanOrEqual(MOST_PINNED);
        for (const one of products)
          if (pins.includes(one.productId)) expect(isAllowed(one, all)).toBe(true);
      }),
    );
  });
});

describe("what a merchant fills in", () => {
  const readMoney = (text: string) => (/^\d+$/.test(text) ? 100 * Number(text) : null);
  test.each([
    [
      { kind: "exclude", subject: "tag", value: " sale " },
      { subject: "tag", value: "sale", amount: null },
    ],
    [
      { kind: "price-floor", subject: "", value: "12" },
      { subject: "", value: "", amount: 1200 },
    ],
    [
      { kind: "margin-floor", subject: "", value: "12,5 %" },
      { subject: "", value: "", amount: 1250 },
    ],
  ])("%j is a rule", (form, expected) => {
    expect(readRule({ ...form, readMoney })).toEqual({
      kind: "rule",
      rule: { kind: form.kind, ...expected },
    });
  });

  test.each([
    [{ kind: "hide", subject: "tag", value: "x" }, "kind"],
    [{ kind: "pin", subject: "colour", value: "x" }, "subject"],
    [{ kind: "pin", subject: "tag", value: "  " }, "value"],
    [{ kind: "margin-floor", subject: "", value: "110" }, "value"],
    [{ kind: "price-floor", subject: "", value: "much" }, "value"],
  ])("%j is none", (form, field) => {
    expect(readRule({ ...form, readMoney })).toEqual({ kind: "wrong", field });
  });
});
