import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDraft } from "../../draft.ts";
import type { Offer } from "../../offer.ts";
import type { Items, Reduction, Terms } from "../../terms.ts";
import { draftOf } from "./draft-of-fields.ts";
import { fieldsOf, fieldsOfOffer, firstFields } from "./fields.ts";

const NOW = Date.UTC(2026, 10, 21, 9, 30, 59);
const BERLIN = { timeZone: "Europe/Berlin", currency: "EUR" };
const first = firstFields({ now: NOW, timeZone: "Europe/Berlin", segmentId: "3" });
const reductionOf = (changes: Partial<typeof first>, shop = BERLIN) =>
  draftOf({ ...first, ...changes }, shop).terms.reduction;

describe("an offer's form", () => {
  test("begins with ten per cent off everything from this minute on, in the shop's zone", () => {
    expect(first.startsAt).toBe("2026-11-21T10:30");
    expect(draftOf(first, BERLIN)).toMatchObject({
      segmentId: 3,
      terms: { reduction: { kind: "percentage", basisPoints: 1000, items: { kind: "all" } } },
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
    expect(reductionOf({ percent })).toMatchObject({ basisPoints });
  });

  test.each([
    ["5", "EUR", 500],
    ["5,50", "EUR", 550],
    ["500", "JPY", 500],
    ["5.5", "JPY", NaN],
    ["1.234", "KWD", 1234],
    ["5.001", "EUR", NaN],
    ["five", "EUR", NaN],
    ["", "EUR", NaN],
  ])("reads an amount of %s %s as %d minor units", (amount, currency, minor) => {
    expect(reductionOf({ kind: "amount", amount }, { ...BERLIN, currency })).toMatchObject({
      minor,
    });
  });

  test("does not ask for so much off each unit of everything, which Shopify does not have", () => {
    const perUnit = { kind: "amount", amount: "5", eachItem: "yes" };
    expect(reductionOf(perUnit)).toMatchObject({ eachItem: false });
    expect(reductionOf({ ...perUnit, itemsOn: "products", itemsProducts: "7" })).toMatchObject({
      eachItem: true,
    });
  });

  test("leaves out of an automatic offer what only codes have, though it stands typed", () => {
    const typed = { ...first, oncePerCustomer: "yes", usageLimit: "50" };
    expect(draftOf(typed, BERLIN).terms).toMatchObject({
      oncePerCustomer: false,
      usageLimit: null,
    });
    expect(draftOf({ ...typed, method: "code" }, BERLIN).terms).toMatchObject({
      oncePerCustomer: true,
      usageLimit: 50,
    });
  });

  test("a moment that a change of the clock skips is the one after it", () => {
    const draft = draftOf({ ...first, startsAt: "2026-03-29T02:30" }, BERLIN);
    expect(new Date(draft.startsAt).toISOString()).toBe("2026-03-29T01:30:00.000Z");
  });

  test("what cannot be read is refused, not guessed", () => {
    expect(draftOf({ ...first, startsAt: "tomorrow" }, BERLIN).startsAt).toBeNaN();
    expect(draftOf({ ...first, itemsOn: "products", itemsProducts: "7,x" }, BERLIN)).toMatchObject({
      terms: { reduction: { items: { productIds: [7, NaN] } } },
    });
  });

  test("takes from what was sent the fields it knows", () => {
    const sent = new FormData();
    sent.set("title", "Tea");
    sent.set("intent", "save");
    sent.set("toString", "x");
    expect(fieldsOf(sent)).toEqual({ ...fieldsOf(new FormData()), title: "Tea" });
  });
});

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 50 }), { minLength: 1, maxLength: 4 });
const named: fc.Arbitrary<Items> = fc.oneof(
  fc.record({ kind: fc.constant("products" as const), productIds: ids }),
  fc.record({ kind: fc.constant("collections" as const), collectionIds: ids }),
);
const items = fc.oneof(fc.constant<Items>({ kind: "all" }), named);
const minor = fc.integer({ min: 1, max: 10_000_000 });
const pieces = fc.integer({ min: 1, max: 50 });
const basisPoints = fc.integer({ min: 100, max: 10_000 });
const orNone = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const reduction: fc.Arbitrary<Reduction> = fc.oneof(
  fc.record({ kind: fc.constant("percentage" as const), basisPoints, items }),
  fc.record({
    kind: fc.constant("amount" as const),
    minor,
    eachItem: fc.boolean(),
    items: named,
  }),
  fc.record({ kind: fc.constant("free-shipping" as const), upToMinor: orNone(minor) }),
  fc.record({
    kind: fc.constant("buy-x-get-y" as const),
    buys: fc.oneof(
      fc.record({ quantity: pieces, items: named }),
      fc.record({ minor, items: named }),
    ),
    gets: fc.record({ quantity: pieces, items: named, basisPoints }),
    usesPerOrder: orNone(pieces),
  }),
);
const terms: fc.Arbitrary<Terms> = fc
  .record({
    reduction,
    minimum: orNone(
      fc.oneof(
        fc.record({ kind: fc.constant("subtotal" as const), minor }),
        fc.record({ kind: fc.constant("quantity" as const), quantity: pieces }),
      ),
    ),
    combinesWith: fc.record({
      product: fc.boolean(),
      order: fc.boolean(),
      shipping: fc.boolean(),
    }),
    oncePerCustomer: fc.boolean(),
    usageLimit: orNone(pieces),
  })
  .map((one) => (one.reduction.kind === "buy-x-get-y" ? { ...one, minimum: null } : one));

describe("an offer that is put into the form", () => {
  const MINUTE = 60_000;
  const moment = fc.integer({ min: 0, max: 30_000_000 }).map((minutes) => NOW - 59_000 + minutes * MINUTE); // prettier-ignore

  test("comes out of it as it was, of every kind and in every currency", () => {
    fc.assert(
      fc.property(
        fc.record({
          terms,
          startsAt: moment,
          endsAt: orNone(moment),
          holdoutBasisPoints: fc.integer({ min: 0, max: 5_000 }),
          quietDays: fc.integer({ min: 0, max: 365 }),
        }),
        fc.constantFrom("EUR", "JPY", "KWD"),
        (changes, currency) => {
          const shop = { timeZone: "Asia/Tokyo", currency }; // without summer time: every local moment is one moment
          const offer: Offer = {
            ...{ offerId: 1, handle: "o-abcdef", segmentId: 3, title: "Tea", method: "code" },
            ...{ code: "TEA", state: "draft", confirmed: [] },
            ...changes,
          };
          const draft = draftOf(fieldsOfOffer(offer, shop), shop);
          const { segmentId, title, method, code } = offer;
          expect(draft).toEqual({ segmentId, title, method, code, ...changes });
          const read = readDraft({ ...draft, endsAt: null }, NOW);
          expect(read.kind).toBe("valid");
        },
      ),
      { numRuns: 300 },
    );
  });
});
