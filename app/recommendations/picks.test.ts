import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_PICKS, picksFor, type Companion, type Pick, type ShopModel } from "./picks.ts";
import { reasonText } from "./reason.ts";

const TODAY = 1000;
const bestSeller = (handle: string, productId: number): Pick => ({
  productId,
  reason: { kind: "best-seller", handle, units: 5, days: 365 },
});

function model({
  soldOut = [] as number[],
  companions = {} as Record<number, Companion[]>,
  shelves = {} as Record<string, number[]>,
}): ShopModel {
  return {
    isOffered: (productId) => !soldOut.includes(productId),
    companionsOf: (productId) => companions[productId] ?? [],
    shelfOf: (handle) => (shelves[handle] ?? []).map((id) => bestSeller(handle, id)),
  };
}
const goesWith = (productId: number, together = 4): Companion => ({
  ...{ productId, together, ordersWith: 10, lift: 3 },
});
const history = (days: Record<number, number[]>, handles: string[] = []) => ({
  daysByProduct: new Map(Object.entries(days).map(([id, all]) => [Number(id), all])),
  handles,
});
const ids = (picks: readonly Pick[]) => picks.map(({ productId }) => productId);

describe("a customer's shelf", () => {
  test("begins with what is bought again and again and is due", () => {
    const bought = history({ 1: [900, 930, 961], 2: [900] });
    const picks = picksFor(bought, model({ companions: { 1: [goesWith(7)] } }), 992);
    expect(ids(picks)).toEqual([1, 7]);
    expect(picks[0]?.reason).toEqual({ kind: "again", times: 3, everyDays: 31, lastDay: 961 });
  });

  test("leaves out a habit that is not due yet, and one that is over", () => {
    const bought = history({ 1: [930, 960, 990], 2: [100, 130, 160] });
    expect(picksFor(bought, model({}), TODAY)).toEqual([]);
  });

  test("goes on with what goes with the latest purchases", () => {
    const companions = { 1: [goesWith(7, 4)], 2: [goesWith(8, 4), goesWith(9, 9)] };
    const bought = history({ 1: [400], 2: [990] });
    expect(ids(picksFor(bought, model({ companions }), TODAY))).toEqual([9, 8, 7]);
  });

  test("ends with the best sellers of the first segment that has any", () => {
    const shelves = { "s-b": [5, 1, 6], everyone: [9] };
    const bought = history({ 1: [990] }, ["s-a", "s-b"]);
    expect(ids(picksFor(bought, model({ shelves }), TODAY))).toEqual([5, 6]);
  });

  test("is empty for who never bought", () => {
    expect(picksFor(history({}, ["s-a"]), model({ shelves: { everyone: [1] } }), TODAY)).toEqual(
      [],
    );
  });

  test("never holds what is sold out, a product twice, or what was just bought", () => {
    const product = fc.nat(20);
    const someDays = fc
      .uniqueArray(fc.integer({ min: 900, max: TODAY }), { minLength: 1, maxLength: 6 })
      .map((days) => days.toSorted((a, b) => a - b));
    const shops = fc.record({
      soldOut: fc.uniqueArray(product, { maxLength: 8 }),
      companions: fc.dictionary(
        fc.nat(20).map(String),
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
    const bought = fc.dictionary(fc.nat(20).map(String), someDays, { maxKeys: 8 });
    fc.assert(
      fc.property(shops, bought, (shop, days) => {
        const picks = picksFor(history(days, ["s-a"]), model(shop), TODAY);
        expect(picks.length).toBeLessThanOrEqual(MAX_PICKS);
        expect(new Set(ids(picks)).size).toBe(picks.length);
        for (const { productId, reason } of picks) {
          expect(shop.soldOut).not.toContain(productId);
          const own = days[productId];
          if (!own) continue;
          expect(reason.kind).toBe("again");
          expect(own.length).toBeGreaterThanOrEqual(3);
          expect(TODAY - (own.at(-1) ?? TODAY)).toBeGreaterThan(3);
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
    [
      { kind: "best-seller", handle: "everyone", units: 40, days: 365 },
      "40 sold to all customers in 365 days; newer orders count more",
    ],
  ] as const)("%j is said in words", (reason, text) => {
    expect(reasonText(reason, words)).toBe(text);
  });
});
