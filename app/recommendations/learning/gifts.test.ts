import { expect, test } from "vitest";
import { giftOrders } from "./gifts.ts";

const types = ["Tea", "Tea", "Cups", "Gift wrapping", "Cups", "Tea"];

test("an order is a gift when half of it is", () => {
  const isGift = giftOrders(types);
  expect(isGift([0, 3])).toBe(true);
  expect(isGift([3])).toBe(true);
  expect(isGift([0, 1, 3])).toBe(false);
  expect(isGift([0])).toBe(false);
});

test("in a shop of gifts no order is one", () => {
  expect(giftOrders(["Gifts", "Gifts", "Cups"])([0, 1])).toBe(false);
});
