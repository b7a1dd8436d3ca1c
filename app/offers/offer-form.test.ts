import { describe, expect, test } from "vitest";
import { draftOf, emptyFields, errorsOf } from "./offer-form.ts";

const NOW = Date.UTC(2026, 10, 21, 9, 30, 59);
const fields = emptyFields({ now: NOW, timeZone: "Europe/Berlin", segmentId: "3" });

describe("an offer's form", () => {
  test("begins with ten per cent from this minute on, in the shop's zone", () => {
    expect(fields.startsAt).toBe("2026-11-21T10:30");
    expect(draftOf(fields, "Europe/Berlin")).toMatchObject({
      segmentId: 3,
      terms: { reduction: { kind: "percentage", basisPoints: 1000 } },
      method: "automatic",
      startsAt: Date.UTC(2026, 10, 21, 9, 30),
      endsAt: null,
    });
  });

  test.each([
    ["12.5", 1250],
    ["12,5", 1250],
    ["100", 10_000],
    ["0.01", 1],
    ["1e1", NaN],
    ["", NaN],
    ["-5", NaN],
  ])("reads %s per cent as %d basis points", (percent, basisPoints) => {
    expect(draftOf({ ...fields, percent }, "UTC").terms.reduction).toEqual({
      ...{ kind: "percentage", basisPoints, items: { kind: "all" } },
    });
  });

  test("a moment that a change of the clock skips is the one after it", () => {
    const draft = draftOf({ ...fields, startsAt: "2026-03-29T02:30" }, "Europe/Berlin");
    expect(new Date(draft.startsAt).toISOString()).toBe("2026-03-29T01:30:00.000Z");
  });

  test("what cannot be read is refused, not guessed", () => {
    expect(draftOf({ ...fields, startsAt: "tomorrow" }, "UTC").startsAt).toBeNaN();
  });

  test("every refusal is said at the field it is about", () => {
    expect(errorsOf({ kind: "invalid", faults: { percentage: "out-of-range" } })).toHaveProperty(
      "percent",
    );
    expect(errorsOf({ kind: "code-taken", ours: false }).code).toContain("already");
    expect(errorsOf({ kind: "too-many-automatic", limit: 25 }).form).toContain("25");
  });
});
