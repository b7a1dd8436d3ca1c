import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readChoiceForm } from "./choice.ts";

const form = { choice: "off", returnTo: "/products/tea?variant=1#top", customerId: "7" };

describe("a choice made on the storefront", () => {
  test("is read with who made it and where they were", () => {
    expect(readChoiceForm(form)).toEqual({
      ...{ kind: "read", choice: "off", customerId: 7 },
      returnTo: "/products/tea?variant=1#top",
    });
  });

  test.each([null, ""])("is nobody's when Shopify names no customer (%j)", (customerId) => {
    expect(readChoiceForm({ ...form, customerId })).toMatchObject({ customerId: null });
  });

  test.each(["7 or 1=1", "-7", "0", "99999999999999999999"])(
    "is refused when the customer is %j",
    (customerId) => {
      expect(readChoiceForm({ ...form, customerId })).toMatchObject({ kind: "invalid" });
    },
  );

  test.each([null, "", "ON", "maybe"])("is refused when it is %j", (choice) => {
    expect(readChoiceForm({ ...form, choice })).toMatchObject({ kind: "invalid" });
  });

  test.each([
    ["//evil.example/x", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/\t/evil.example", "/"],
    [null, "/"],
    ["/a\r\nSet-Cookie: x=1", "/aSet-Cookie:%20x=1"],
  ])("goes back to the shop, whatever the form says (%j)", (returnTo, path) => {
    expect(readChoiceForm({ ...form, returnTo })).toMatchObject({ returnTo: path });
  });

  test("never goes anywhere else", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (returnTo) => {
        const read = readChoiceForm({ ...form, returnTo });
        const back = read.kind === "read" ? read.returnTo : "";
        expect(new URL(back, "https://shop.example/account").origin).toBe("https://shop.example");
      }),
    );
  });
});
