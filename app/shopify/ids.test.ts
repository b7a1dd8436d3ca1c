import fc from "fast-check";
import { expect, test } from "vitest";
import { gid, IdInvalid, numericId, typeOfId } from "./ids.ts";

test("an id survives the way to Shopify and back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) => {
      expect(numericId(gid("Customer", id))).toBe(id);
      expect(numericId(`${gid("MailingAddress", id)}?model_name=CustomerAddress`)).toBe(id);
      expect(typeOfId(gid("Order", id))).toBe("Order");
    }),
  );
});

test.each([
  "",
  "123",
  "gid://shopify/Order/",
  "gid://shopify/Order/12x",
  "gid://shopify/Order/9007199254740993",
  "gid://other/Order/1",
  "gid://shopify/Order/0",
])("%j is no id of Shopify's", (text) => {
  expect(() => numericId(text)).toThrow(IdInvalid);
});
