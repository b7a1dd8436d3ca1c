import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { InvoiceLine } from "./book.ts";
import { readInvoices } from "./invoices.ts";

const line = (
  invoice: string,
  code: string,
  quantity: number,
  pounds: number,
  more: Partial<InvoiceLine> = {},
): InvoiceLine => ({
  invoice,
  code,
  description: code,
  quantity,
  at: "2011-01-04 10:00:00",
  priceThousandths: Math.round(pounds * 1000),
  customerId: 1,
  country: "United Kingdom",
  ...more,
});

describe("the invoices of Online Retail", () => {
  test("an invoice is an order, fees and free lines included", () => {
    const { orders } = readInvoices([
      line("1", "85123A", 6, 2.55),
      line("1", "POST", 1, 18),
      line("1", "22423", 1, 0),
    ]);
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({ number: 1, totalMinor: 1530 + 1800 });
    expect(orders[0]?.lines.map(({ isFee }) => isFee)).toEqual([false, true, false]);
  });

  test("a credit note goes back to the latest earlier order with enough of the code", () => {
    const { orders, unmatched } = readInvoices([
      line("1", "85123A", 6, 2.55),
      line("2", "85123a", 12, 2.55),
      line("3", "85123A", 2, 2.95),
      line("C4", "85123A", -5, 2.55),
    ]);
    expect(unmatched).toEqual([]);
    expect(orders.map(({ refundedMinor }) => refundedMinor)).toEqual([0, 5 * 255, 0]);
    expect(orders[1]?.lines[0]?.remaining).toBe(7);
  });

  test("what is left of an order after one credit note bounds the next", () => {
    const { orders, unmatched } = readInvoices([
      line("1", "22423", 4, 10),
      line("C2", "22423", -3, 10),
      line("C3", "22423", -2, 10),
    ]);
    expect(orders[0]?.refundedMinor).toBe(3000);
    expect(unmatched).toMatchObject([
      { invoice: "C3", reason: "not enough left to give back", amountMinor: 2000 },
    ]);
  });

  test("two lines of one credit note are one refund; lines of the same price go first", () => {
    const { orders } = readInvoices([
      line("1", "22423", 4, 10),
      line("1", "22423", 4, 12),
      line("1", "POST", 1, 5),
      line("C2", "22423", -5, 12),
      line("C2", "POST", -1, 5),
    ]);
    expect(orders[0]?.refunds).toHaveLength(1);
    expect(orders[0]?.refunds[0]?.totalMinor).toBe(6500);
    expect(orders[0]?.lines.map(({ remaining }) => remaining)).toEqual([3, 0, 0]);
  });

  test("a credit for less than the goods had cost is money only; for more, the goods go back too", () => {
    const { orders } = readInvoices([
      line("1", "22423", 4, 10),
      line("C2", "22423", -1, 9),
      line("C3", "22423", -1, 11),
    ]);
    expect(orders[0]?.refunds.map(({ totalMinor, lines }) => [totalMinor, lines.length])).toEqual([
      [900, 0],
      [1100, 1],
    ]);
    expect(orders[0]?.lines[0]).toMatchObject({ quantity: 4, remaining: 2, returned: 1 });
  });

  test("no order gives back more money than it took", () => {
    const { orders, unmatched } = readInvoices([line("1", "M", 1, 10), line("C2", "M", -1, 300)]);
    expect(orders[0]?.refunds).toEqual([]);
    expect(unmatched).toMatchObject([{ reason: "more money than the order has left" }]);
  });

  test("a credit note before the purchase, of another customer or of nobody finds nothing", () => {
    const { unmatched } = readInvoices([
      line("C1", "22423", -1, 10),
      line("2", "22423", 4, 10),
      line("C3", "22423", -1, 10, { customerId: 2 }),
      line("C4", "22423", -1, 10, { customerId: null }),
    ]);
    expect(unmatched.map(({ reason }) => reason)).toEqual([
      "never bought before",
      "never bought before",
      "no customer",
    ]);
  });

  test("invoices without a price and written-off stock are no orders", () => {
    const { orders, accounts } = readInvoices([
      line("1", "22423", 4, 0),
      line("2", "22423", -9, 0),
      line("A3", "B", 1, -11062.06),
    ]);
    expect(orders).toEqual([]);
    expect([...accounts.keys()]).toEqual([
      "stock movements: invoices without any price",
      "stock written off, at no price",
      "bad debt adjustments",
    ]);
  });

  test("every row and every thousandth of a pound is in one account, and refunds stay within what was bought", () => {
    const anyLine = fc
      .record({
        number: fc.integer({ min: 1, max: 30 }),
        kind: fc.constantFrom("", "", "", "C", "A"),
        code: fc.constantFrom("22423", "22423a", "22423A", "POST", "M"),
        quantity: fc.integer({ min: 1, max: 9 }),
        thousandths: fc.oneof(
          fc.constant(0),
          fc.constant(1),
          fc.integer({ min: 1, max: 500 }).map((tens) => tens * 10),
        ),
      })
      .map(({ number, kind, code, quantity, thousandths }) =>
        line(`${kind}${number}`, code, kind === "C" ? -quantity : quantity, thousandths / 1000, {
          customerId: number % 3 || null,
        }),
      );
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 60 }), (lines) => {
        const book = readInvoices(lines);
        const accounts = [...book.accounts.values()];
        const money = lines.reduce((sum, one) => sum + one.quantity * one.priceThousandths, 0);
        expect(accounts.reduce((sum, { rows }) => sum + rows, 0)).toBe(lines.length);
        expect(accounts.reduce((sum, { thousandths }) => sum + thousandths, 0)).toBe(money);
        for (const order of book.orders) {
          expect(order.refundedMinor).toBeLessThanOrEqual(order.totalMinor);
          for (const sold of order.lines) {
            const back = order.refunds
              .flatMap(({ lines: taken }) => taken)
              .filter((one) => one.line === sold);
            expect(sold.returned).toBe(back.reduce((sum, one) => sum + one.quantity, 0));
            expect(sold.returned).toBeLessThanOrEqual(sold.quantity - sold.remaining);
            expect(sold.remaining).toBeGreaterThanOrEqual(0);
          }
        }
        const ordered = book.orders.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
        const sales = [...book.accounts]
          .filter(([name]) => name.includes("orders: "))
          .reduce((sum, [, { thousandths }]) => sum + thousandths, 0);
        expect(ordered * 10 + book.roundedOffThousandths).toBe(sales);
      }),
    );
  });
});
