import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reasonText } from "../reason.ts";
import { usualOf } from "./again.ts";
import { rotated, weekOf } from "./mixed.ts";
import { picksFor } from "./picks.ts";
import {
  type Companion,
  type CustomerHistory,
  MAX_PICKS,
  type Pick,
  type ShopModel,
} from "./shop-model.ts";
import { kindsBought, shopperReason } from "./shopper-reason.ts";

const TODAY = 1000;
const bestSeller = (handle: string, productId: number): Pick => ({
  productId,
  reason: { kind: "best-seller", handle, units: 5, days: 365 },
});

interface Shop {
  notOffered?: readonly number[];
  soldOutVariants?: readonly number[];
  companions?: Readonly<Record<number, readonly Companion[]>>;
  shelves?: Readonly<Record<string, readonly number[]>>;
  /** Products that come back, and after how many days. */
  again?: Readonly<Record<number, number>>;
  kinds?: Readonly<Record<number, string>>;
  news?: readonly number[];
  pins?: readonly number[];
  buyers?: number;
}

const model = (shop: Shop): ShopModel => ({
  isOffered: (productId) => !shop.notOffered?.includes(productId),
  isVariantOffered: (_, variantId) => !shop.soldOutVariants?.includes(variantId),
  companionsOf: (productId) => shop.companions?.[productId] ?? [],
  shelfOf: (handle) => (shop.shelves?.[handle] ?? []).map((id) => bestSeller(handle, id)),
  habitOf: (productId) => ({
    againShare: shop.again?.[productId] === undefined ? 0 : 0.5,
    everyDays: shop.again?.[productId] ?? 0,
    buyers: shop.buyers ?? 12,
  }),
  kindOf: (productId) => shop.kinds?.[productId] ?? "",
  news: (shop.news ?? []).map((productId) => ({ productId, sinceDay: TODAY - 10 })),
  pins: shop.pins ?? [],
});
const goesWith = (productId: number, together = 4): Companion => ({
  ...{ productId, together, ordersWith: 10, lift: 3, isNext: false },
});
const history = (
  days: Readonly<Record<number, readonly number[]>>,
  more: Partial<Omit<CustomerHistory, "daysByProduct">> = {},
): CustomerHistory => ({
  daysByProduct: new Map(Object.entries(days).map(([id, all]) => [Number(id), all])),
  variantOf: new Map(Object.keys(days).map((id) => [Number(id), 10 * Number(id)])),
  ...{ handles: [], ranked: [], returned: new Set() },
  ...more,
});
const ranked = (...products: number[]) => products.map((productId) => ({ productId, alike: 0.12 }));
const ids = (picks: readonly { productId: number }[]) => picks.map(({ productId }) => productId);

/** For sale, not given back, and of what was bought only what is bought again and again and was not just bought. */
function mayBeShown(
  productId: number,
  { notOffered = [], again = {} }: Shop,
  { days, returned }: { days: Record<string, number[]>; returned: number[] },
) {
  expect(notOffered).not.toContain(productId);
  expect(returned).not.toContain(productId);
  const own = days[productId];
  if (!own) return;
  expect(own.length >= 3 || again[productId] !== undefined).toBe(true);
  const since = TODAY - (own.at(-1) ?? TODAY);
  const gap = (TODAY - (own[0] ?? 0)) / own.length;
  expect(since).toBeGreaterThan(0);
  if (Math.min(gap, again[productId] ?? gap) > 80) expect(since).toBeGreaterThan(3);
}

describe("a customer's shelf", () => {
  test("begins with what is bought again and again and is due", () => {
    const bought = history({ 1: [900, 930, 961], 2: [900] });
    const picks = picksFor(bought, model({ companions: { 1: [goesWith(7)] } }), 992);
    expect(ids(picks)).toEqual([1, 7]);
    expect(picks[0]?.reason).toEqual({ kind: "again", times: 3, everyDays: 31, lastDay: 961 });
  });

  test("leaves out a habit that is not due yet, and one that is over unless the engine ranks it", () => {
    const bought = history({ 1: [930, 960, 990], 2: [100, 130, 160] });
    expect(picksFor(bought, model({}), TODAY)).toEqual([]);
    expect(ids(picksFor({ ...bought, ranked: ranked(1, 2) }, model({}), TODAY))).toEqual([2]);
  });

  test("goes on with what goes with the latest purchases", () => {
    const companions = { 1: [goesWith(7, 4)], 2: [goesWith(8, 4), goesWith(9, 9)] };
    const bought = history({ 1: [400], 2: [990] });
    expect(ids(picksFor(bought, model({ companions }), TODAY))).toEqual([9, 8, 7]);
  });

  test("ends with the best sellers of the first segment that has any", () => {
    const shelves = { "s-b": [5, 1, 6], everyone: [9] };
    const bought = history({ 1: [990] }, { handles: ["s-a", "s-b"] });
    expect(ids(picksFor(bought, model({ shelves }), TODAY))).toEqual([5, 6]);
  });

  test("is empty for who never bought", () => {
    expect(
      picksFor(history({}, { handles: ["s-a"] }), model({ shelves: { everyone: [1] } }), TODAY),
    ).toEqual([]);
  });

  test("says how many bought it where a per cent would be of a few", () => {
    const bought = history({ 1: [990] }, { ranked: ranked(5) });
    const reasonOf = (buyers: number) => picksFor(bought, model({ buyers }), TODAY)[0]?.reason;
    expect(reasonOf(9)).toEqual({ kind: "popular", customers: 9 });
    expect(reasonOf(10)).toEqual({ kind: "alike", percent: 12 });
  });

  test("follows the engine's order, with a reason for each", () => {
    const bought = history({ 1: [900, 930, 960], 2: [950] }, { ranked: ranked(5, 1, 7, 2) });
    const picks = picksFor(bought, model({ companions: { 2: [goesWith(7)] } }), TODAY);
    expect(picks.map(({ productId, reason }) => [productId, reason.kind])).toEqual([
      [5, "alike"],
      [1, "again"],
      [7, "goes-with"],
    ]);
  });

  test("holds what was bought once when others buy it again, once it is due", () => {
    const bought = history({ 1: [TODAY - 29], 2: [TODAY - 10] }, { ranked: ranked(1, 2) });
    const picks = picksFor(bought, model({ again: { 1: 30, 2: 30 } }), TODAY);
    expect(picks).toEqual([
      {
        productId: 1,
        reason: { kind: "again-like-others", everyDays: 30, lastDay: TODAY - 29, share: 50 },
      },
    ]);
  });

  test("begins with the merchant's pins", () => {
    const bought = history({ 1: [900] }, { ranked: ranked(5, 6) });
    expect(ids(picksFor(bought, model({ pins: [9, 6], notOffered: [9] }), TODAY))).toEqual([6, 5]);
  });

  test("is not all of one type, and has a place for what is new and of a type that is bought", () => {
    const many = Array.from({ length: 20 }, (_, at) => 100 + at);
    const kinds = Object.fromEntries([...many.map((id) => [id, id < 112 ? "tea" : "cup"]), [1, "tea"], [50, "tea"], [51, "hat"]]) as Record<number, string>; // prettier-ignore
    const bought = history({ 1: [900, 990] }, { ranked: ranked(...many) });
    const picks = picksFor(bought, model({ kinds, news: [51, 50] }), TODAY);
    expect(picks).toHaveLength(MAX_PICKS);
    expect(ids(picks).slice(0, 8)).toEqual([100, 101, 102, 103, 112, 113, 114, 115]);
    expect(picks[8]).toEqual({ productId: 50, reason: { kind: "new", of: "tea", bought: 2 } });
  });

  test("is the same all week but for what was bought, and its last places change with the week", () => {
    const many = Array.from({ length: 40 }, (_, at) => 100 + at);
    const of = (day: number) =>
      ids(picksFor(history({ 1: [900] }, { ranked: ranked(...many) }), model({}), day));
    const monday = 7 * 200 - 3;
    expect(weekOf(monday - 1)).toBe(weekOf(monday) - 1);
    expect(of(monday)).toEqual(of(monday + 6));
    expect(of(monday).slice(0, 9)).toEqual(of(monday + 7).slice(0, 9));
    expect(of(monday).slice(9)).not.toEqual(of(monday + 7).slice(9));
  });

  test("rotation shows everything once in a few weeks", () => {
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    const shown = [0, 1, 2].flatMap((week) => rotated(all, week).slice(0, 3));
    expect(shown.toSorted()).toEqual(all);
  });

  test("never holds what is sold out, excluded, returned or just bought, nor a product twice", () => {
    const product = fc.nat(20);
    const someDays = fc
      .uniqueArray(fc.integer({ min: 900, max: TODAY }), { minLength: 1, maxLength: 6 })
      .map((days) => days.toSorted((a, b) => a - b));
    const some = fc.uniqueArray(product, { maxLength: 8 });
    const shops = fc.record({
      ...{ notOffered: some, news: some, pins: fc.uniqueArray(product, { maxLength: 4 }) },
      soldOutVariants: some.map((ids) => ids.map((id) => 10 * id)),
      again: fc.dictionary(product.map(String), fc.integer({ min: 1, max: 90 })),
      kinds: fc.dictionary(product.map(String), fc.constantFrom("tea", "cup", "")),
      companions: fc.dictionary(
        product.map(String),
        fc.array(
          product.map((id) => goesWith(id)),
          { maxLength: 12 },
        ),
      ),
      shelves: fc.dictionary(
        fc.constantFrom("s-a", "s-b", "everyone"),
        fc.uniqueArray(product, { maxLength: 15 }),
      ),
    });
    const customers = fc.record({
      days: fc.dictionary(product.map(String), someDays, { maxKeys: 8 }),
      returned: some,
      order: fc.uniqueArray(product, { maxLength: 20 }),
    });
    fc.assert(
      fc.property(shops, customers, (shop, { days, returned, order }) => {
        const bought = history(days, {
          ...{ handles: ["s-a"], returned: new Set(returned), ranked: ranked(...order) },
        });
        const picks = picksFor(bought, model(shop), TODAY);
        expect(picks.length).toBeLessThanOrEqual(MAX_PICKS);
        expect(new Set(ids(picks)).size).toBe(picks.length);
        for (const { productId } of picks) mayBeShown(productId, shop, { days, returned });

        const usual = usualOf(bought, model(shop), TODAY);
        expect(usual.length).toBeLessThanOrEqual(MAX_PICKS);
        expect(new Set(ids(usual)).size).toBe(usual.length);
        for (const { productId, variantId } of usual) {
          mayBeShown(productId, shop, { days, returned });
          expect(variantId).toBe(10 * productId);
          expect(shop.soldOutVariants).not.toContain(variantId);
          expect(days[productId]?.length).toBeGreaterThan(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a reason", () => {
  const words = { today: TODAY, titleOf: (productId: number) => `Tea ${productId}` };

  test.each([
    [
      { kind: "again", times: 4, everyDays: 31, lastDay: 971 },
      "Bought 4 times, about every 31 days, last 29 days ago",
    ],
    [
      { kind: "goes-with", productId: 1, together: 12, ordersWith: 40, lift: 6 },
      "12 of 40 orders with Tea 1 had it too, 6 times more than by chance",
    ],
    [{ kind: "alike", percent: 12 }, "12% of the most similar customers bought it in their latest order"], // prettier-ignore
    [
      { kind: "segment-likes", buyers: 24, members: 120, times: 3.1, days: 365 },
      "Bought by 24 of 120 buyers in this segment in 365 days, 3.1 times as often as in the shop",
    ],
    [
      { kind: "best-seller", handle: "everyone", units: 40, days: 365 },
      "40 sold to all customers in 365 days; newer orders count more",
    ],
  ] as const)("%j is said in words", (reason, text) => {
    expect(reasonText(reason, words)).toBe(text);
  });
});

describe("what is usual", () => {
  test("is what is bought again and again, what is due first, in the variant bought last", () => {
    const bought = history({
      1: [900, 930, 960],
      2: [920, 950, 980],
      3: [870, 935, 999],
      4: [500, 530, 560],
      5: [960],
    });
    expect(usualOf(bought, model({}), TODAY)).toEqual([
      { productId: 1, variantId: 10, everyDays: 30, dueDay: 990 },
      { productId: 2, variantId: 20, everyDays: 30, dueDay: 1010 },
    ]);
  });

  test("leaves out a variant that is sold out, whatever others there are", () => {
    const bought = history({ 1: [900, 930, 960] });
    expect(usualOf(bought, model({ soldOutVariants: [10] }), TODAY)).toEqual([]);
    expect(usualOf({ ...bought, variantOf: new Map() }, model({}), TODAY)).toEqual([]);
  });
});

describe("what a shopper is told", () => {
  const kinds = { 1: "tea", 2: "tea", 3: "cup" };
  const shop = model({ kinds });
  const bought = kindsBought(history({ 1: [900] }), shop);

  test.each([
    [2, { kind: "pinned" }, "chosen"],
    [1, { kind: "again", times: 4, everyDays: 31, lastDay: 971 }, "again"],
    [1, { kind: "again-like-others", everyDays: 31, lastDay: 971, share: 20 }, "again"],
    [3, { kind: "goes-with", productId: 1, together: 12, ordersWith: 40, lift: 6 }, "with"],
    [3, { kind: "goes-next", productId: 1, together: 12, ordersWith: 40, lift: 6 }, "with"],
    [2, { kind: "new", of: "tea", bought: 2 }, "new"],
    [2, { kind: "alike", percent: 12 }, "like"],
    [3, { kind: "alike", percent: 12 }, "popular"],
    [4, { kind: "segment-likes", buyers: 24, members: 120, times: 3.1, days: 365 }, "popular"],
    [2, { kind: "best-seller", handle: "everyone", units: 40, days: 365 }, "like"],
  ] as const)("of product %i, %j: %s", (productId, reason, told) => {
    expect(shopperReason({ productId, reason }, bought, shop)).toBe(told);
  });
});
