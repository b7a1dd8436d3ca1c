import fc from "fast-check";
import { expect, test } from "vitest";
import { cartOf, listMinors, type PastLine, type PastOrder } from "./past-order.ts";

const line = (paidMinor: number, given: Partial<PastLine> = {}): PastLine => ({
  ...{ productId: 1, quantity: 1, priceMinor: null, costMinor: null, paidMinor, ...given },
});
const order = (discountMinor: number, ...lines: PastLine[]): PastOrder => ({
  ...{ orderId: 1, customerId: 1, processedAt: 0, shippingMinor: 0, discountMinor, lines },
});

test("without a discount what was paid is the price, whatever it is today", () => {
  expect(listMinors(order(0, line(900, { priceMinor: 1_000 })))).toEqual([900]);
});

test("with one, today's price tells which line it was on", () => {
  const reduced = line(900, { priceMinor: 1_000 });
  expect(listMinors(order(100, reduced, line(500, { priceMinor: 500 })))).toEqual([1_000, 500]);
});

test("prices that have gone up since take no more than the order says was taken off", () => {
  const lines = [line(900, { priceMinor: 1_300 }), line(500, { priceMinor: 600 }), line(300)];
  expect(listMinors(order(100, ...lines))).toEqual([980, 520, 300]);
});

test("a cart comes to what the order's lines came to, with units of whole prices", () => {
  const catalogue = { collectionsOf: () => [], isGiftCard: () => false };
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(5_000), fc.integer({ min: 1, max: 9 }), fc.nat(900))),
      fc.nat(3_000),
      (given, discountMinor) => {
        const lines = given.map(([paid, quantity, priceMinor]) =>
          line(paid, { quantity, priceMinor }),
        );
        const past = order(discountMinor, ...lines);
        const { cart, sources } = cartOf(past, catalogue);
        const [list, units] = [lines.map(() => 0), lines.map(() => 0)];
        cart.lines.forEach(({ quantity, unitPriceMinor }, at) => {
          const source = sources[at] ?? 0;
          expect(quantity).toBeGreaterThan(0);
          list[source] = (list[source] ?? 0) + quantity * unitPriceMinor;
          units[source] = (units[source] ?? 0) + quantity;
        });
        expect(list).toEqual(listMinors(past));
        expect(units).toEqual(lines.map(({ quantity }) => quantity));
        const off = list.reduce((sum, minor, at) => sum + minor - (lines[at]?.paidMinor ?? 0), 0);
        expect(off).toBeLessThanOrEqual(discountMinor);
      },
    ),
  );
});
