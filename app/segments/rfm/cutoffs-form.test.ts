import { expect, test } from "vitest";
import { minorUnitsOf } from "#app/platform/money.ts";
import { fieldsOf, readCutoffs } from "./cutoffs-form.ts";
import { AUTOMATIC, cutoffsInUse } from "./settings.ts";

const reading = { kept: AUTOMATIC, minorUnits: (text: string) => minorUnitsOf(text, "EUR") };

function sent(entries: Record<string, string>) {
  const form = new FormData();
  const all = { method: "tie-safe", scheme: "shopify", ...entries };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  const fields = fieldsOf(form);
  if (!fields) throw new Error("the form is not one");
  return readCutoffs(fields, reading);
}

const four = (measure: string, values: readonly string[]) =>
  Object.fromEntries(values.map((value, i) => [`${measure}-${i}`, value]));

test("nothing asked for is automatic, whatever stands in the fields", () => {
  expect(sent(four("frequency", ["x", "", "3", "2"]))).toEqual({
    kind: "read",
    settings: AUTOMATIC,
  });
});

test("a merchant's own values take the place of the method's, measure by measure", () => {
  const outcome = sent({
    ...{ "own-frequency": "on", "own-monetary": "on" },
    ...four("frequency", ["2", "3", "5", "10"]),
    ...four("monetary", ["10", "25.50", "100,00", "400"]),
  });
  if (outcome.kind !== "read") throw new Error("refused");
  expect(outcome.settings.edited).toEqual({
    recency: null,
    frequency: [2, 3, 5, 10],
    monetary: [1000, 2550, 10_000, 40_000],
  });
  const automatic = {
    recency: [1, 2, 3, 4],
    frequency: [1, 2, 3, 4],
    monetary: [1, 2, 3, 4],
  } as const;
  expect(cutoffsInUse(outcome.settings, automatic, 100)).toEqual({
    recency: [1, 2, 3, 4],
    frequency: [2, 3, 5, 10],
    monetary: [1000, 2550, 10_000, 40_000],
  });
});

test("fixed days are most days since, the best score first", () => {
  const outcome = sent({ method: "fixed-days", ...four("recency", ["20", "45", "90", "200"]) });
  if (outcome.kind !== "read") throw new Error("refused");
  expect(outcome.settings).toMatchObject({
    recencyDays: [20, 45, 90, 200],
    edited: { recency: null },
  });
  const none = { recency: [null, null, null, null], frequency: [null, null, null, null], monetary: [null, null, null, null] } as const; // prettier-ignore
  expect(cutoffsInUse(outcome.settings, none, 1000).recency).toEqual([800, 910, 955, 980]);
});

test.each([
  ["recency", ["30", "30", "60", "90"]],
  ["recency", ["-1", "30", "60", "90"]],
  ["recency", ["1", "30", "60", "99999"]],
  ["frequency", ["0", "2", "3", "4"]],
  ["frequency", ["2", "3", "4", ""]],
  ["frequency", ["2", "1e3", "4000", "5000"]],
  ["monetary", ["1", "2", "3.005", "4"]],
  ["monetary", ["1", "2", "4", "3"]],
])("of %s, %j is said to be wrong, and nothing is read", (measure, values) => {
  expect(sent({ [`own-${measure}`]: "on", ...four(measure, values) })).toEqual({
    kind: "refused",
    errors: { [measure]: expect.any(String) as string },
  });
});
