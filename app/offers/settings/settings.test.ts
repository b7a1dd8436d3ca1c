import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldsOfSettings, settingsOfFields, USUAL_SETTINGS } from "./settings.ts";

const regions = fc.constantFrom("DE", "US-CA", "US-NY", "GB-SCT", "FR-75", "JP");

test("what a merchant wants of every offer reads back as it was written", () => {
  fc.assert(
    fc.property(
      fc.record({
        marginFloorBasisPoints: fc.integer({ min: 0, max: 9_900 }),
        noOffersTag: fc.string({ maxLength: 20 }).map((tag) => tag.trim()),
        quietDays: fc.integer({ min: 0, max: 365 }),
        disclose: fc.uniqueArray(regions),
      }),
      (settings) => {
        expect(settingsOfFields(fieldsOfSettings(settings))).toEqual({ kind: "valid", settings });
      },
    ),
  );
});

const fields = fieldsOfSettings(USUAL_SETTINGS);

test("codes of regions are taken however they are typed", () => {
  expect(settingsOfFields({ ...fields, disclose: "us-ca; de  DE" })).toMatchObject({
    settings: { disclose: ["US-CA", "DE"] },
  });
});

test.each([
  ["marginFloor", "100"],
  ["marginFloor", "-1"],
  ["marginFloor", ""],
  ["quietDays", "1.5"],
  ["quietDays", "366"],
  ["disclose", "California"],
] as const)("%s is refused as %j", (field, typed) => {
  const read = settingsOfFields({ ...fields, [field]: typed });
  expect(read.kind === "invalid" ? Object.keys(read.errors) : []).toEqual([field]);
});
