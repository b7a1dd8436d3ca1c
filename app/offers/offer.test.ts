import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { offerTerms, phaseOf, type OfferDraft } from "./offer.ts";

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;

const draft = (changes: Partial<OfferDraft> = {}): OfferDraft => ({
  segmentId: 1,
  title: "Ten off for regulars",
  basisPoints: 1000,
  method: "automatic",
  startsAt: NOW,
  ...changes,
});

const faultsOf = (changes: Partial<OfferDraft>) => {
  const read = offerTerms(draft(changes), NOW);
  return read.kind === "invalid" ? read.faults : {};
};

describe("the terms of an offer", () => {
  test("are tidied", () => {
    expect(
      offerTerms(draft({ title: "  Ten   off ", method: "code", code: " TEN " }), NOW),
    ).toEqual({
      kind: "valid",
      terms: {
        segmentId: 1,
        title: "Ten off",
        basisPoints: 1000,
        method: "code",
        code: "TEN",
        startsAt: NOW,
        endsAt: null,
      },
    });
  });

  test("leave out the code of an automatic offer", () => {
    expect(offerTerms(draft({ code: "TEN" }), NOW)).toMatchObject({ terms: { code: null } });
  });

  test("lie between one per cent and a hundred", () => {
    for (const basisPoints of [99, 10_001, 0, -1000, 1000.5, NaN]) {
      expect(faultsOf({ basisPoints })).toEqual({ basisPoints: "out-of-range" });
    }
    for (const basisPoints of [100, 1250, 10_000]) expect(faultsOf({ basisPoints })).toEqual({});
  });

  test("want a code that can be typed", () => {
    expect(faultsOf({ method: "code" })).toEqual({ code: "missing" });
    for (const code of ["a b", "x'y", "-x", "x".repeat(61), "a;b"]) {
      expect(faultsOf({ method: "code", code })).toEqual({ code: "malformed" });
    }
    for (const code of ["VIP-10", "été_25", "7"])
      expect(faultsOf({ method: "code", code })).toEqual({});
  });

  test("name every fault at once", () => {
    expect(faultsOf({ title: " ", basisPoints: 0, method: "code", endsAt: NOW - DAY })).toEqual({
      title: "missing",
      basisPoints: "out-of-range",
      code: "missing",
      endsAt: "before-start",
    });
  });

  test("do not end before today", () => {
    expect(faultsOf({ startsAt: NOW - 3 * DAY, endsAt: NOW - DAY })).toEqual({ endsAt: "past" });
  });
});

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
});
