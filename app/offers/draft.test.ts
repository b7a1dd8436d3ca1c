import { describe, expect, test } from "vitest";
import { readDraft, type OfferDraft } from "./draft.ts";
import { plainTerms, type Items, type Reduction, type Terms } from "./terms.ts";

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;
const ALL: Items = { kind: "all" };
const SOME: Items = { kind: "products", productIds: [1, 2] };
const TEN: Reduction = { kind: "percentage", basisPoints: 1000, items: ALL };
const BUY_TWO: Reduction = {
  kind: "buy-x-get-y",
  buys: { quantity: 2, items: SOME },
  gets: { quantity: 1, items: SOME, basisPoints: 10_000 },
  usesPerOrder: null,
};

const draft = (changes: Partial<OfferDraft> = {}): OfferDraft => ({
  segmentId: 1,
  title: "Ten off for regulars",
  terms: plainTerms(TEN),
  method: "automatic",
  startsAt: NOW,
  ...changes,
});

const faultsOf = (changes: Partial<OfferDraft>) => {
  const read = readDraft(draft(changes), NOW);
  return read.kind === "invalid" ? read.faults : {};
};
const withReduction = (reduction: Reduction, terms: Partial<Terms> = {}) =>
  faultsOf({ terms: { ...plainTerms(reduction), ...terms } });

describe("a draft", () => {
  test("is tidied", () => {
    const read = readDraft(draft({ title: "  Ten   off ", method: "code", code: " TEN " }), NOW);
    expect(read).toEqual({
      kind: "valid",
      content: {
        ...{ segmentId: 1, title: "Ten off", terms: plainTerms(TEN), method: "code", code: "TEN" },
        ...{ startsAt: NOW, endsAt: null, holdoutBasisPoints: 0, quietDays: 14 },
      },
    });
  });

  test("has a code only where everybody's is the same", () => {
    for (const method of ["automatic", "member-codes"] as const) {
      expect(readDraft(draft({ method, code: "TEN" }), NOW)).toMatchObject({
        content: { code: null },
      });
    }
    expect(faultsOf({ method: "code" })).toEqual({ code: "missing" });
    for (const code of ["a b", "x'y", "-x", "x".repeat(61), "a;b"]) {
      expect(faultsOf({ method: "code", code })).toEqual({ code: "malformed" });
    }
    for (const code of ["VIP-10", "été_25", "7"]) {
      expect(faultsOf({ method: "code", code })).toEqual({});
    }
  });

  test("takes from one per cent to a hundred", () => {
    for (const basisPoints of [99, 10_001, 0, -1000, 1000.5, NaN]) {
      expect(withReduction({ ...TEN, basisPoints })).toEqual({ percentage: "out-of-range" });
    }
    for (const basisPoints of [100, 1250, 10_000]) {
      expect(withReduction({ ...TEN, basisPoints })).toEqual({});
    }
  });

  test("never makes a price higher", () => {
    for (const minor of [0, -1, -500, 0.5, NaN, Infinity, 2 ** 53]) {
      const amount: Reduction = { kind: "amount", minor, eachItem: false, items: ALL };
      expect(withReduction(amount)).toEqual({ amount: "out-of-range" });
      expect(withReduction({ kind: "free-shipping", upToMinor: minor })).toEqual({
        upTo: "out-of-range",
      });
      expect(withReduction(TEN, { minimum: { kind: "subtotal", minor } })).toEqual({
        minimum: "out-of-range",
      });
    }
  });

  test("takes an amount off each item only where items are named", () => {
    const amount = { kind: "amount", minor: 500, eachItem: true } as const;
    expect(withReduction({ ...amount, items: ALL })).toEqual({ items: "missing" });
    expect(withReduction({ ...amount, items: SOME })).toEqual({});
  });

  test("names what must be bought and what is given for it", () => {
    expect(withReduction(BUY_TWO)).toEqual({});
    expect(withReduction({ ...BUY_TWO, buys: { minor: 5000, items: SOME } })).toEqual({});
    expect(withReduction({ ...BUY_TWO, buys: { quantity: NaN, items: SOME } })).toEqual({
      buys: "out-of-range",
    });
    expect(withReduction({ ...BUY_TWO, buys: { minor: -1, items: SOME } })).toEqual({
      buys: "out-of-range",
    });
    expect(withReduction({ ...BUY_TWO, buys: { quantity: 2, items: ALL } })).toEqual({
      buysItems: "missing",
    });
    expect(
      withReduction({ ...BUY_TWO, gets: { quantity: 0, items: ALL, basisPoints: 10_001 } }),
    ).toEqual({ gets: "out-of-range", getsItems: "missing", getsPercentage: "out-of-range" });
    expect(withReduction(BUY_TWO, { minimum: { kind: "quantity", quantity: 3 } })).toEqual({
      minimum: "out-of-range",
    });
    expect(withReduction({ ...BUY_TWO, usesPerOrder: 0 })).toEqual({
      usesPerOrder: "out-of-range",
    });
  });

  test("names each product once, and not too many", () => {
    for (const productIds of [[], [1, 1], [0], Array.from({ length: 101 }, (_, n) => n + 1)]) {
      expect(withReduction({ ...TEN, items: { kind: "products", productIds } })).toEqual({
        items: "missing",
      });
    }
  });

  test("counts uses of codes only, as Shopify does", () => {
    const terms = { ...plainTerms(TEN), oncePerCustomer: true, usageLimit: 100 };
    expect(faultsOf({ terms })).toEqual({
      oncePerCustomer: "codes-only",
      usageLimit: "codes-only",
    });
    expect(faultsOf({ terms, method: "code", code: "TEN" })).toEqual({});
    expect(faultsOf({ terms, method: "member-codes" })).toEqual({});
  });

  test("names every fault at once", () => {
    const terms = plainTerms({ ...TEN, basisPoints: 0 });
    const dates = { endsAt: NOW - DAY, holdoutBasisPoints: 6000, quietDays: -1 };
    expect(faultsOf({ title: " ", terms, method: "code", ...dates })).toEqual({
      ...{ title: "missing", percentage: "out-of-range", code: "missing" },
      ...{ endsAt: "before-start", holdout: "out-of-range", quietDays: "out-of-range" },
    });
  });

  test("does not end before today, nor after all calendars", () => {
    expect(faultsOf({ startsAt: NOW - 3 * DAY, endsAt: NOW - DAY })).toEqual({ endsAt: "past" });
    expect(faultsOf({ startsAt: NaN })).toEqual({ startsAt: "malformed" });
    expect(faultsOf({ endsAt: 8.64e15 })).toEqual({ endsAt: "malformed" });
  });
});
