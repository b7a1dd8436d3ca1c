import { expect, test } from "vitest";

import { moneyOf } from "./order-money.ts";
import type { LineRow, RefundRow } from "./shop-rows.ts";

const line = (quantity: number, unitPriceMinor: number, discountMinor = 0): LineRow => ({
  id: 1,
  productId: 1,
  variantId: 1,
  title: "Mug",
  sku: null,
  vendor: null,
  quantity,
  currentQuantity: quantity,
  unitPriceMinor,
  discountMinor,
});
const refund = (totalMinor: number, subtotalMinor: number, shippingMinor = 0): RefundRow => ({
  id: 1,
  at: 0,
  totalMinor,
  shippingMinor,
  lines: subtotalMinor ? [{ lineItemId: 1, quantity: 1, subtotalMinor }] : [],
});

test("tax within prices is no part of the total's sum; on top it is", () => {
  const order = { lines: [line(2, 1190, 190)], shippingMinor: 490, refunds: [] };
  expect(moneyOf(order, { included: true, rate: 0.19 })).toMatchObject({
    subtotal: 2190,
    discount: 190,
    tax: 350,
    total: 2680,
  });
  expect(moneyOf(order, { included: false, rate: 0.08 })).toMatchObject({
    tax: 175,
    total: 2190 + 490 + 175,
  });
});

test("a refund of a line takes the line out of what the order is now; goodwill takes nothing out", () => {
  const lines = [line(2, 1000)];
  const included = { included: true, rate: 0 };
  expect(
    moneyOf({ lines, shippingMinor: 490, refunds: [refund(1000, 1000)] }, included),
  ).toMatchObject({
    currentSubtotal: 1000,
    currentTotal: 1490,
    refunded: 1000,
    status: "PARTIALLY_REFUNDED",
  });
  expect(moneyOf({ lines, shippingMinor: 490, refunds: [refund(300, 0)] }, included)).toMatchObject(
    {
      currentTotal: 2490,
      refunded: 300,
    },
  );
  expect(
    moneyOf({ lines, shippingMinor: 490, refunds: [refund(2490, 2000, 490)] }, included),
  ).toMatchObject({
    currentTotal: 0,
    status: "REFUNDED",
  });
});
