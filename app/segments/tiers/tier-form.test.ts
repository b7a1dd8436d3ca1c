import { describe, expect, test } from "vitest";
import { minorUnitsOf } from "#app/platform/money.ts";
import { formFieldsOf, readTierForm } from "./tier-form.ts";

function sent(tiers: [tierId: string, name: string, threshold: string][], rules = {}) {
  const form = new FormData();
  const all = {
    measure: "spend",
    period: "rolling-year",
    keepPercent: "80",
    graceDays: "30",
    ...rules,
  };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  for (const [tierId, name, threshold] of tiers) {
    form.append("tierId", tierId);
    form.append("name", name);
    form.append("threshold", threshold);
  }
  const fields = formFieldsOf(form);
  if (fields.kind === "refused") return fields;
  return readTierForm(fields.fields, (text) => minorUnitsOf(text, "EUR"));
}

describe("the form of tiers", () => {
  test("tiers are ordered by what they take, and known ones keep their number", () => {
    expect(
      sent([
        ["", "Gold", "500"],
        ["3", " Silver ", "99.50"],
      ]),
    ).toEqual({
      kind: "read",
      rules: { measure: "spend", period: "rolling-year", keepPercent: 80, graceDays: 30 },
      tiers: [
        { tierId: 3, name: "Silver", threshold: 9950 },
        { tierId: null, name: "Gold", threshold: 50_000 },
      ],
    });
  });

  test("what is wrong is said at its row", () => {
    expect(
      sent([
        ["", "", "5"],
        ["", "Gold", "x"],
        ["", "GOLD", "5"],
        ["", "Jade", "0"],
      ]),
    ).toEqual({
      kind: "refused",
      errors: {
        names: { 0: "Give the tier a name.", 2: "Another tier has this name." },
        thresholds: {
          1: "An amount, such as 250.00.",
          2: "Another tier begins here.",
          3: "More than nothing.",
        },
      },
    });
    expect(sent([["", "Gold", "2.5"]], { measure: "orders" })).toMatchObject({
      errors: { thresholds: { 0: "A number of orders, such as 5." } },
    });
  });

  test.each([
    [{ keepPercent: "0" }],
    [{ graceDays: "401" }],
    [{ graceDays: "x" }],
    [{ period: "week" }],
  ])("%j is refused as a whole, and so are no tiers", (rules) => {
    expect(sent([["", "Gold", "5"]], rules)).toMatchObject({ kind: "refused" });
    expect(sent([])).toMatchObject({
      kind: "refused",
      errors: { form: "Define one tier at least." },
    });
  });
});
