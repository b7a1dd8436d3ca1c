import { describe, expect, test } from "vitest";
import { netMinorOf } from "#app/purchases/order.ts";
import { orderFromShopify, type LineItemNode, type OrderNode } from "./order-from-shopify.ts";

const dayOf = (at: number) => Math.floor(at / 86_400_000);
const goodsOnly = { countsShipping: false, countsTax: false };

function given(
  currencyCode: OrderNode["currencyCode"],
  amounts: Partial<Record<keyof OrderNode, string>>,
): OrderNode {
  const money = (name: keyof OrderNode) => ({
    shopMoney: { amount: amounts[name] ?? "0.0" },
  });
  return {
    id: "gid://shopify/Order/1",
    customer: { id: "gid://shopify/Customer/2" },
    processedAt: "2026-03-10T12:00:00Z",
    updatedAt: "2026-03-11T12:00:00Z",
    cancelledAt: null,
    test: false,
    app: null,
    retailLocation: null,
    taxesIncluded: false,
    currencyCode,
    originalTotalPriceSet: money("originalTotalPriceSet"),
    currentSubtotalPriceSet: money("currentSubtotalPriceSet"),
    currentTotalTaxSet: money("currentTotalTaxSet"),
    currentShippingPriceSet: money("currentShippingPriceSet"),
    currentTotalDiscountsSet: money("currentTotalDiscountsSet"),
    totalRefundedSet: money("totalRefundedSet"),
    refundDiscrepancySet: money("refundDiscrepancySet"),
    refunds: [],
  };
}

describe("what an order counts for", () => {
  test("tax is taken out of the subtotal exactly where the shop's prices hold it", () => {
    const node = given("EUR", { currentSubtotalPriceSet: "119.00", currentTotalTaxSet: "19.00" });
    expect(orderFromShopify(node, [], dayOf).subtotalMinor).toBe(11_900);
    expect(orderFromShopify({ ...node, taxesIncluded: true }, [], dayOf).subtotalMinor).toBe(
      10_000,
    );
  });

  test("money given back beyond what was taken back makes it less; money kept back does not make it more", () => {
    const node = given("EUR", {
      currentSubtotalPriceSet: "50.00",
      totalRefundedSet: "8.00",
      refundDiscrepancySet: "-8.00",
    });
    expect(netMinorOf(orderFromShopify(node, [], dayOf), goodsOnly)).toBe(4200);
    const fee = given("EUR", { currentSubtotalPriceSet: "50.00", refundDiscrepancySet: "5.00" });
    expect(netMinorOf(orderFromShopify(fee, [], dayOf), goodsOnly)).toBe(5000);
  });

  test("shipping and tax count only where the merchant says so", () => {
    const order = orderFromShopify(
      given("EUR", {
        currentSubtotalPriceSet: "10.00",
        currentShippingPriceSet: "4.90",
        currentTotalTaxSet: "1.90",
      }),
      [],
      dayOf,
    );
    expect(netMinorOf(order, goodsOnly)).toBe(1000);
    expect(netMinorOf(order, { countsShipping: true, countsTax: false })).toBe(1490);
    expect(netMinorOf(order, { countsShipping: true, countsTax: true })).toBe(1680);
  });

  test.each([
    ["JPY", "1200.0", 1200],
    ["EUR", "12.34", 1234],
    ["KWD", "12.345", 12_345],
  ] as const)(
    "money of %s is read as decimal text, never as a float",
    (currency, amount, minor) => {
      expect(
        orderFromShopify(given(currency, { originalTotalPriceSet: amount }), [], dayOf).totalMinor,
      ).toBe(minor);
    },
  );
});

test("a guest, a deleted product and a fee are nulls, not zeros", () => {
  const line: LineItemNode = {
    id: "gid://shopify/LineItem/7",
    quantity: 2,
    currentQuantity: 1,
    originalTotalSet: { shopMoney: { amount: "22.20" } },
    discountAllocations: [
      { allocatedAmountSet: { shopMoney: { amount: "1.11" } } },
      { allocatedAmountSet: { shopMoney: { amount: "1.11" } } },
    ],
    product: null,
    variant: null,
  };
  const order = orderFromShopify({ ...given("EUR", {}), customer: null }, [line], dayOf);
  expect(order.customerId).toBeNull();
  expect(order.lineItems).toEqual([
    {
      lineItemId: 7,
      productId: null,
      variantId: null,
      quantity: 2,
      currentQuantity: 1,
      totalMinor: 1998,
    },
  ]);
});
