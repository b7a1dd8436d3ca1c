import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFor } from "#app/ui/format.ts";
import { detectableLift, sizingText, suggestedShare, type Sizing } from "./sizing.ts";

describe("what a holdout could find out", () => {
  test("of 1,200 members a tenth sees only a lift above 60 per cent; the half is suggested", () => {
    const segment = { members: 1_200, baseRate: 0.2 };
    const tenth = detectableLift({ ...segment, holdoutBasisPoints: 1_000 }) ?? 0;
    expect(Math.round(tenth * 100)).toBe(60);
    const half = detectableLift({ ...segment, holdoutBasisPoints: 5_000 }) ?? 0;
    expect(Math.round(half * 100)).toBe(34);
    expect(suggestedShare(segment)).toBe(5_000);
  });

  test("agrees with published sample sizes for equal arms", () => {
    // From 40 to 50 per cent takes 388 in each arm, from 10 to 15 per cent 686 (5 % two-sided, 80 % power).
    const half = { holdoutBasisPoints: 5_000 };
    expect(detectableLift({ ...half, members: 2 * 388, baseRate: 0.4 })).toBeCloseTo(0.25, 2);
    expect(detectableLift({ ...half, members: 2 * 686, baseRate: 0.1 })).toBeCloseTo(0.5, 2);
  });

  const arms = fc.record({
    members: fc.integer({ min: 20, max: 2_000_000 }),
    holdoutBasisPoints: fc.integer({ min: 100, max: 5_000 }),
    baseRate: fc.double({ min: 0.001, max: 0.9, noNaN: true }),
  });

  test("more members, and a larger share up to the half, never see less", () => {
    fc.assert(
      fc.property(arms, fc.integer({ min: 1, max: 100 }), (of, more) => {
        const lift = detectableLift(of) ?? Infinity;
        expect(
          detectableLift({ ...of, members: of.members + more }) ?? Infinity,
        ).toBeLessThanOrEqual(lift + 1e-9);
      }),
    );
  });

  test("where nobody would order, or nobody is held out, nothing can be told", () => {
    expect(detectableLift({ members: 5_000, holdoutBasisPoints: 1_000, baseRate: 0 })).toBeNull();
    expect(detectableLift({ members: 5_000, holdoutBasisPoints: 0, baseRate: 0.1 })).toBeNull();
    expect(suggestedShare({ members: 40, baseRate: 0.05 })).toBeNull();
  });

  test("a large segment needs only a small share", () => {
    expect(suggestedShare({ members: 200_000, baseRate: 0.1 })).toBe(500);
  });
});

describe("what a merchant reads of it", () => {
  const format = formatFor({ locale: "en", timeZone: "UTC", currency: "EUR" });
  const said = (changes: Partial<Sizing>) =>
    sizingText(
      {
        ...{ members: 1_200, days: 30, baseRate: 0.2, holdoutBasisPoints: 1_000, lift: 0.603 },
        ...{ suggested: 5_000, suggestedLift: 0.337, ...changes },
      },
      format,
    );

  test("is what the share can see, and what a better one could", () => {
    expect(said({})).toBe(
      "20% of such members order in 30 days anyway. With 1,200 members a holdout of 10% can only see a lift above 60%; 50% could see a lift above 34%.",
    );
  });

  test("says so where nothing can be told", () => {
    expect(said({ baseRate: null })).toContain("Too few");
    expect(said({ suggested: null })).toContain("no holdout could tell");
    expect(said({ holdoutBasisPoints: 0, lift: null })).toContain("Without a holdout");
  });
});
