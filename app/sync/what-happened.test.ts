import { expect, test } from "vitest";
import { happenedByOrders, happenedToCustomers } from "./what-happened.ts";

const order = { orderId: 1, customerId: 7, updatedAt: 10, refundedMinor: 0 };
const customer = { customerId: 7, updatedAt: 10, numberOfOrders: 1, amountSpentMinor: 500 };

test("an order that we did not hold is a new order", () => {
  expect(happenedByOrders([], [order])).toEqual(new Map([["order", [7]]]));
});

test("more given back is a refund, another version an edit, the same version news of the customer", () => {
  const at = (change: Partial<typeof order>) =>
    happenedByOrders([order], [{ ...order, ...change }]);
  expect(at({ updatedAt: 11, refundedMinor: 100 })).toEqual(new Map([["refund", [7]]]));
  expect(at({ updatedAt: 11 })).toEqual(new Map([["edit", [7]]]));
  expect(at({})).toEqual(new Map([["customer", [7]]]));
});

test("an order that is gone, or has another customer, touches who had it", () => {
  expect(happenedByOrders([order], [])).toEqual(new Map([["edit", [7]]]));
  const moved = { ...order, updatedAt: 11, customerId: 8 };
  expect(happenedByOrders([order], [moved])).toEqual(new Map([["edit", [7, 8]]]));
  expect(happenedByOrders([], [{ ...order, customerId: null }])).toEqual(new Map());
});

test("a customer's aggregates tell of an order or a refund before the order does", () => {
  const at = (change: Partial<typeof customer>) =>
    happenedToCustomers([customer], [{ ...customer, ...change }]);
  expect(at({})).toEqual(new Map());
  expect(at({ updatedAt: 11 })).toEqual(new Map([["customer", [7]]]));
  expect(at({ updatedAt: 11, numberOfOrders: 2 })).toEqual(new Map([["order", [7]]]));
  expect(at({ updatedAt: 11, amountSpentMinor: 1 })).toEqual(new Map([["refund", [7]]]));
  expect(happenedToCustomers([], [customer])).toEqual(new Map([["customer", [7]]]));
  expect(happenedToCustomers([customer], [])).toEqual(new Map([["customer", [7]]]));
});
