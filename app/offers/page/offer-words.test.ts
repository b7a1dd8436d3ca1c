import { describe, expect, test } from "vitest";
import { formatFor } from "#app/ui/format.ts";
import { plainTerms, type Items, type Terms } from "../terms.ts";
import { combinesWords, NO_TITLES, offerWords, reductionWords, type Said } from "./offer-words.ts";

const format = formatFor({ locale: "en", timeZone: "Europe/Berlin", currency: "EUR" });
const titles = {
  products: { 1: "Green tea", 2: "Black tea", 3: "White tea", 4: "Mate" },
  collections: { 7: "Tea" },
};
const all = { kind: "all" } as const;
const products = (...productIds: number[]): Items => ({ kind: "products", productIds });
const tea: Items = { kind: "collections", collectionIds: [7] };
const words = (reduction: Terms["reduction"]) => reductionWords({ reduction }, titles, format);

describe("an offer in words", () => {
  test("says what is given, and on what, for every kind", () => {
    const amount = { kind: "amount", minor: 550 } as const;
    expect(words({ kind: "percentage", basisPoints: 1225, items: all })).toBe(
      "12.25% off everything",
    );
    expect(words({ kind: "percentage", basisPoints: 1000, items: tea })).toBe("10% off Tea");
    expect(words({ ...amount, eachItem: false, items: all })).toBe("€5.50 off the order");
    expect(words({ ...amount, eachItem: false, items: tea })).toBe("€5.50 off Tea");
    expect(words({ ...amount, eachItem: true, items: products(1, 2) })).toBe(
      "€5.50 off each unit of Green tea and Black tea",
    );
    expect(words({ kind: "free-shipping", upToMinor: null })).toBe("free shipping");
    expect(words({ kind: "free-shipping", upToMinor: 600 })).toBe(
      "free shipping at rates up to €6.00",
    );
    expect(
      words({
        kind: "buy-x-get-y",
        buys: { quantity: 2, items: tea },
        gets: { quantity: 1, items: products(4), basisPoints: 10_000 },
        usesPerOrder: 1,
      }),
    ).toBe("buy 2 of Tea, get 1 of Mate free, up to once in an order");
    expect(
      words({
        kind: "buy-x-get-y",
        buys: { minor: 5000, items: tea },
        gets: { quantity: 1, items: products(4), basisPoints: 5000 },
        usesPerOrder: null,
      }),
    ).toBe("spend €50.00 on Tea, get 1 of Mate at 50% off");
  });

  test("names a few products and counts the others; one that is gone goes by its number", () => {
    const off = (...ids: number[]) =>
      words({ kind: "percentage", basisPoints: 1000, items: products(...ids) });
    expect(off(1, 2, 3)).toBe("10% off Green tea, Black tea and White tea");
    expect(off(1, 2, 3, 4)).toBe("10% off Green tea, Black tea and 2 more");
    expect(off(99)).toBe("10% off product 99");
    expect(off()).toBe("10% off …");
  });

  test("says what it stands beside, and never shipping twice", () => {
    const everything = { product: true, order: true, shipping: true };
    const shipping = { kind: "free-shipping", upToMinor: null } as const;
    expect(combinesWords({ reduction: shipping, combinesWith: everything })).toBe(
      "combines with product discounts and order discounts that allow it",
    );
    expect(
      combinesWords({
        reduction: shipping,
        combinesWith: { product: false, order: false, shipping: true },
      }),
    ).toBe("does not combine with other discounts");
  });

  const offer: Said = {
    terms: plainTerms({ kind: "percentage", basisPoints: 1000, items: tea }),
    method: "automatic",
    code: null,
    startsAt: Date.UTC(2026, 10, 22, 9),
    endsAt: Date.UTC(2026, 11, 3, 23),
    holdoutBasisPoints: 1000,
    segmentName: "Champions",
    members: 312,
  };

  test("is two sentences, in the shop's own time", () => {
    expect(offerWords(offer, titles, format)).toBe(
      "10% off Tea for the 312 members of Champions, applied at checkout by itself, from Nov 22, 2026, 10:00 AM until Dec 4, 2026, 12:00 AM; it combines with shipping discounts that allow it. 10% of the members do not get it, so that you can see what it does.",
    );
  });

  test("leaves open what has not been said yet", () => {
    const reduction = { kind: "amount", minor: NaN, eachItem: false, items: all } as const;
    const unsaid: Said = {
      ...offer,
      terms: { ...plainTerms(reduction), minimum: { kind: "subtotal", minor: NaN }, oncePerCustomer: true, usageLimit: 50 },
      ...{ method: "code", code: " ", startsAt: NaN, endsAt: null, holdoutBasisPoints: 0, members: 1 },
    }; // prettier-ignore
    expect(offerWords(unsaid, NO_TITLES, format)).toBe(
      "… off the order for the 1 member of Champions, on carts of … or more, with the code …, once for each customer, 50 times in all, from …, without an end; it combines with shipping discounts that allow it.",
    );
  });
});
