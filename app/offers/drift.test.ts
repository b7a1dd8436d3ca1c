import { describe, expect, test } from "vitest";
import { adopted, driftOfText, givesLess, textOfDrift, type Drift } from "./drift.ts";
import type { Offer } from "./offer.ts";
import { plainTerms, type Items, type Reduction } from "./terms.ts";

const ALL: Items = { kind: "all" };
const SOME: Items = { kind: "products", productIds: [1] };
const percentage = (basisPoints: number, items: Items = ALL): Reduction => ({
  ...{ kind: "percentage", basisPoints, items },
});
const NONE = { product: false, order: false, shipping: false };

const LESS: Drift[] = [
  { field: "reduction", ours: percentage(1000), theirs: percentage(900) },
  { field: "reduction", ours: percentage(1000), theirs: percentage(2000, SOME) },
  { field: "reduction", ours: percentage(1000), theirs: null },
  {
    field: "reduction",
    ours: { kind: "free-shipping", upToMinor: null },
    theirs: { kind: "free-shipping", upToMinor: 500 },
  },
  { field: "minimum", ours: null, theirs: { kind: "quantity", quantity: 2 } },
  {
    field: "minimum",
    ours: { kind: "subtotal", minor: 5 },
    theirs: { kind: "quantity", quantity: 1 },
  },
  { field: "combinesWith", ours: { ...NONE, shipping: true }, theirs: NONE },
  { field: "usageLimit", ours: null, theirs: 5 },
  { field: "oncePerCustomer", ours: false, theirs: true },
  { field: "code", ours: "TEN", theirs: "ELEVEN" },
  { field: "startsAt", ours: 1, theirs: 2 },
  { field: "endsAt", ours: null, theirs: 2 },
  { field: "audience", ours: "members", theirs: "others" },
  { field: "discount", ours: "applies", theirs: "deleted" },
  { field: "discount", ours: "applies", theirs: "rests" },
  { field: "twin", ours: "a", theirs: null },
];
const NO_LESS: Drift[] = [
  { field: "title", ours: "A", theirs: "B" },
  { field: "reduction", ours: percentage(1000), theirs: percentage(1500) },
  {
    field: "minimum",
    ours: { kind: "subtotal", minor: 5000 },
    theirs: { kind: "subtotal", minor: 4000 },
  },
  { field: "minimum", ours: { kind: "quantity", quantity: 2 }, theirs: null },
  { field: "combinesWith", ours: NONE, theirs: { ...NONE, order: true } },
  { field: "usageLimit", ours: 5, theirs: null },
  { field: "oncePerCustomer", ours: true, theirs: false },
  { field: "startsAt", ours: 2, theirs: 1 },
  { field: "endsAt", ours: 2, theirs: null },
  { field: "audience", ours: "members", theirs: "everyone" },
  { field: "discount", ours: "rests", theirs: "applies" },
];

describe("what was changed in Shopify", () => {
  test.each(LESS)("gives less than is promised: $field", (drift) => {
    expect(givesLess(drift)).toBe(true);
  });

  test.each(NO_LESS)("gives no less than is promised: $field", (drift) => {
    expect(givesLess(drift)).toBe(false);
  });

  test("is read as it was written", () => {
    const all = [...LESS, ...NO_LESS];
    expect(driftOfText(textOfDrift(all))).toEqual(all);
    expect(textOfDrift([])).toBeNull();
  });
});

describe("an offer that adopts it", () => {
  const offer: Offer = {
    ...{ offerId: 1, handle: "o-111111", segmentId: 1, title: "Ten", method: "code", code: "TEN" },
    ...{ terms: plainTerms(percentage(1000)), startsAt: 10, endsAt: null, state: "active" },
    ...{ holdoutBasisPoints: 0, quietDays: 14, confirmed: [] },
  };

  test("has theirs, and all else of its own", () => {
    const outcome = adopted(offer, [
      { field: "reduction", ours: percentage(1000), theirs: percentage(500) },
      { field: "title", ours: "Ten", theirs: "Five" },
      { field: "endsAt", ours: null, theirs: 99 },
    ]);
    expect(outcome).toEqual({
      kind: "adopt",
      content: {
        ...{ title: "Five", code: "TEN", startsAt: 10, endsAt: 99, state: "active" },
        terms: plainTerms(percentage(500)),
      },
    });
  });

  test("is paused by an end in Shopify, goes on by a start there, and is over by a deletion", () => {
    const rests: Drift = { field: "discount", ours: "applies", theirs: "rests" };
    expect(adopted(offer, [rests])).toMatchObject({ content: { state: "paused" } });
    const applies: Drift = { field: "discount", ours: "rests", theirs: "applies" };
    expect(adopted({ ...offer, state: "paused" }, [applies])).toMatchObject({
      content: { state: "active" },
    });
    for (const gone of [
      { field: "discount", ours: "applies", theirs: "deleted" },
      { field: "twin", ours: "a", theirs: null },
    ] as const) {
      expect(adopted(offer, [gone])).toMatchObject({ content: { state: "ended" } });
    }
  });

  test("says what it cannot be", () => {
    expect(
      adopted(offer, [
        { field: "reduction", ours: percentage(1000), theirs: null },
        { field: "audience", ours: "members", theirs: "everyone" },
        { field: "twin", ours: "a", theirs: "b" },
      ]),
    ).toEqual({ kind: "inexpressible", fields: ["reduction", "audience", "twin"] });
  });
});
