import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { phaseOf } from "./offer.ts";

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;

describe("an offer's phase", () => {
  test("goes from scheduled to live to ended and never back", () => {
    const order = ["scheduled", "live", "ended"];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.option(fc.integer({ min: 1, max: 100 })),
        fc.array(fc.integer({ min: -10, max: 250 }), { minLength: 2 }),
        (startsAt, length, moments) => {
          const endsAt = length === null ? null : startsAt + length;
          const phases = moments
            .sort((a, b) => a - b)
            .map((at) => order.indexOf(phaseOf({ state: "active", startsAt, endsAt }, at)));
          expect(phases).toEqual([...phases].sort());
        },
      ),
    );
  });

  test("is ended when the merchant says so, whatever the dates", () => {
    expect(phaseOf({ state: "ended", startsAt: NOW - DAY, endsAt: null }, NOW)).toBe("ended");
    expect(phaseOf({ state: "active", startsAt: NOW + DAY, endsAt: null }, NOW)).toBe("scheduled");
    expect(phaseOf({ state: "active", startsAt: NOW - DAY, endsAt: NOW }, NOW)).toBe("ended");
  });

  test("is a draft's or a paused one's until its end", () => {
    expect(phaseOf({ state: "draft", startsAt: NOW - DAY, endsAt: NOW }, NOW)).toBe("draft");
    expect(phaseOf({ state: "paused", startsAt: NOW - DAY, endsAt: NOW + 1 }, NOW)).toBe("paused");
    expect(phaseOf({ state: "paused", startsAt: NOW - DAY, endsAt: NOW }, NOW)).toBe("ended");
  });
});
