import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { renderStorefront, type Asked } from "#tests/devstore/storefront/render-storefront.ts";
import { StorefrontShop } from "#tests/support/storefront-shop.ts";

let shop: StorefrontShop;
beforeEach(() => {
  shop = new StorefrontShop();
  for (let id = 1; id <= 12; id++) shop.product(id);
  shop.config({ tiers: ["Bronze", "Silver", "Gold"] });
  shop.segment("everyone", { products: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] });
});
afterEach(() => {
  shop.close();
});

const show = (name: string, asked: Partial<Asked> & { settings?: object } = {}): string => {
  const { settings, ...rest } = asked;
  const place = [{ name, settings: { ...settings } }];
  return renderStorefront(shop.store, { path: "/", ...rest, place }).blocks[0]?.html ?? "(none)";
};
const words = (html: string): string =>
  html
    .replaceAll(/<\/?bdi>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
const shown = (html: string): number[] =>
  [...html.matchAll(/href="[^"]*\/product-(\d+)[?"]/g)].map((match) => Number(match[1]));

describe("greeting", () => {
  test("by first name to who is signed in, neutral to everybody else", () => {
    const customerId = shop.customer(1);
    expect(words(show("greeting", { customerId }))).toBe("Hello, Ada");
    expect(words(show("greeting", { customerId, locale: "ja" }))).toBe("Adaさん、こんにちは");
    expect(words(show("greeting"))).toBe("Welcome");
    shop.store.run("UPDATE customers SET first_name = '  '");
    expect(words(show("greeting", { customerId }))).toBe("Welcome back");
  });

  test("by no name to who said no, and as a guest sees it in the editor", () => {
    expect(words(show("greeting", { customerId: shop.customer(2, { choice: "off" }) }))).toBe(
      "Welcome back",
    );
    const asGuest = { customerId: shop.customer(3), settings: { preview_as: "guest" } };
    expect(words(show("greeting", { ...asGuest, designMode: true }))).toBe("Welcome");
    expect(words(show("greeting", asGuest))).toBe("Hello, Ada");
  });
});

describe("tier", () => {
  let customers = 100;
  const tiered = (tier: unknown, asked: Partial<Asked> = {}) =>
    show("tier", {
      customerId: shop.customer(++customers, { tier }),
      ...asked,
    });

  test("its name, a progress bar with a label, and what is missing", () => {
    const html = tiered({ name: "Silver", next: "Gold", progress: 62.4, missing: { orders: 1 } });
    expect(words(html)).toBe("Your tier: Silver On the way to Gold 62% 1 more order");
    expect(html).toMatch(/<label[^>]*>[\s\S]*<progress[^>]* max="100" value="62">/);
  });

  test("orders are counted as the language counts, amounts are money of the shopper's currency", () => {
    const missing = (left: object, locale = "en") =>
      words(tiered({ name: "Silver", next: "Gold", progress: 1, missing: left }, { locale }));
    expect(missing({ orders: 5 })).toContain("5 more orders");
    expect(missing({ orders: 5 }, "ar")).toContain("بقيت 5 طلبات");
    expect(missing({ amount: "38.50", currency: "EUR" })).toContain("€38.50 more");
    expect(missing({ amount: "38.50", currency: "USD" })).not.toContain("more");
  });

  test("without a tier yet the way to the first; at the top no way on", () => {
    expect(words(tiered({ next: "Bronze", progress: 0, missing: { orders: 3 } }))).toBe(
      "On the way to Bronze 0% 3 more orders",
    );
    expect(words(tiered({ name: "Gold" }))).toBe("Your tier: Gold");
  });

  test.each([null, [], "Gold", 7, {}, { name: ["x"] }, { progress: 50 }])(
    "%j shows nothing odd",
    (tier) => {
      expect(words(tiered(tier))).not.toMatch(/undefined|object|NaN|%/);
    },
  );

  test("nothing for guests; in the editor any tier of the shop", () => {
    expect(show("tier")).toBe("");
    const editing = { designMode: true, settings: { preview_as: "Silver" } };
    expect(words(show("tier", editing))).toBe(
      "Your tier: Silver On the way to Gold 50% 2 more orders",
    );
    expect(words(show("tier", { ...editing, settings: { preview_as: "Gold" } }))).toBe(
      "Your tier: Gold",
    );
    expect(show("tier", { settings: { preview_as: "Silver" } })).toBe("");
  });
});

describe("buy again", () => {
  test("what is due first, each with a form of its own that names the variant", () => {
    shop.variant(35, 3, { priceMinor: 500 });
    shop.store.run("UPDATE variants SET title = '250 g' WHERE id = 35");
    const html = show("usual", { customerId: shop.customer(1, { usual: [35, 20] }) });
    expect(words(html)).toBe(
      "Buy again Product 3 – 250 g €5.00 Add to cart Product 2 €10.02 Add to cart",
    );
    expect(html).toContain('<form method="post" action="/s/shelf/cart/add">');
    expect(html).toContain('name="id" value="35"');
    expect(html).toContain('aria-label="Add to cart: Product 3 – 250 g"');
  });

  test("neither what is sold out, gone or hidden, nor what is in the cart or on the page", () => {
    shop.product(20, { stock: 0 });
    shop.product(21, { published: false });
    const customerId = shop.customer(1, { usual: [200, 210, 9990, 10, 20, 30, 21] });
    const cart = { lines: [{ variantId: 20, quantity: 1 }], codes: [] };
    expect(shown(show("usual", { customerId, cart, path: "/products/product-1" }))).toEqual([3]);
  });

  test("nothing for guests, and for who said no", () => {
    expect(show("usual")).toBe("");
    expect(show("usual", { customerId: shop.customer(1, { usual: [10], choice: "off" }) })).toBe(
      "",
    );
  });
});

describe("why", () => {
  test("says what picks rest on, reason by reason, and of the customer only what they bought", () => {
    const customerId = shop.customer(1, {
      ...{ picks: [1, 2, 3, 4], why: { 1: "with", 2: "again", 3: "with", 4: "rich", 9: "new" } },
    });
    const said = words(show("why", { customerId }));
    expect(said).toContain("You bought it before: Product 2 It goes with");
    expect(said).toContain("It goes with something you bought: Product 1, Product 3 ");
    expect(said).not.toMatch(/Product 4|Product 9|rich/);
  });

  const form = (html: string) =>
    [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);

  test("has a switch that is a plain form and comes back to the page", () => {
    const html = show("why", { customerId: shop.customer(1), path: "/products/product-2" });
    expect(html).toContain('<form method="post" action="/s/shelf/apps/regulars/choice">');
    expect(form(html)).toEqual([
      ["choice", "off"],
      ["return_to", "/s/shelf/products/product-2"],
    ]);
  });

  test("to who said no it is a switch that turns on, and in a shop that asks first a question", () => {
    expect(form(show("why", { customerId: shop.customer(1, { choice: "off" }) }))[0]).toEqual([
      ...["choice", "on"],
    ]);
    shop.config({ consent: "opt-in" });
    const asked = show("why", { customerId: shop.customer(2) });
    expect(words(asked)).toContain("Until you say yes");
    expect(form(asked)[0]).toEqual(["choice", "on"]);
    expect(words(show("why", { customerId: shop.customer(3, { choice: "on" }) }))).toContain(
      "Stop choosing for me",
    );
  });

  test("tells a guest that nothing is theirs, and has no form", () => {
    expect(words(show("why"))).toContain("You are not signed in");
    expect(show("why")).not.toContain("<form");
  });
});

describe("a shop that asks first", () => {
  test("shows nothing of a customer's own before they say yes, then all of it", () => {
    shop.config({ consent: "opt-in", order: ["s-aaaaaa"] });
    shop.segment("s-aaaaaa", { products: [9, 10] });
    const own = { picks: [7, 8], segments: ["s-aaaaaa"], usual: [60], tier: { name: "Gold" } };
    const silent = shop.customer(1, own);
    const willing = shop.customer(2, { ...own, choice: "on" });
    expect(shown(show("shelf", { customerId: silent }))).toEqual([1, 2, 3, 4]);
    expect(show("usual", { customerId: silent })).toBe("");
    expect(show("tier", { customerId: silent })).toBe("");
    expect(shown(show("shelf", { customerId: willing }))).toEqual([7, 8]);
    expect(show("usual", { customerId: willing })).not.toBe("");
    expect(show("tier", { customerId: willing })).not.toBe("");
  });
});

describe("no product stands twice on a page", () => {
  const together = (asked: Partial<Asked>) =>
    renderStorefront(shop.store, {
      ...{ path: "/", ...asked },
      place: [
        { name: "usual" },
        { name: "shelf", settings: { source: "goes_with" } },
        { name: "shelf" },
        { name: "shelf", settings: { source: "more" } },
      ],
    }).blocks.map(({ html }) => shown(html));

  test("what goes with the product, then picks, then the segment's", () => {
    shop.config({ order: ["s-aaaaaa"] });
    shop.segment("s-aaaaaa", { products: [1, 2, 4, 6, 8, 9, 10, 11] });
    shop.goesWith(1, [2, 3, 12]);
    const customerId = shop.customer(1, {
      ...{ segments: ["s-aaaaaa"], picks: [3, 4, 5, 6], usual: [120, 60] },
    });
    expect(together({ customerId, path: "/products/product-1" })).toEqual([
      [12, 6],
      [2, 3],
      [4, 5],
      [8, 9, 10, 11],
    ]);
  });

  test("a guest's second shelf goes on where the first ends at its longest", () => {
    expect(together({})).toEqual([[], [], [1, 2, 3, 4], [9, 10, 11, 12]]);
  });

  test("what is in the cart is on no shelf; beside it stands what goes with it, of each line some", () => {
    shop.goesWith(1, [2, 5, 6, 7, 8, 9]);
    shop.goesWith(2, [5, 10, 11, 12]);
    const cart = {
      lines: [
        { variantId: 10, quantity: 1 },
        { variantId: 20, quantity: 3 },
      ],
      codes: [],
    };
    const [usual, companions, own] = together({ path: "/cart", cart });
    expect(usual).toEqual([]);
    expect(companions).toEqual([5, 6, 10, 11]);
    // Of what the row could have shown at its longest, nothing; the ninth is past that.
    expect(own).toEqual([3, 4, 9]);
  });

  test("a page without the block of what is bought again may show that on its shelf", () => {
    const customerId = shop.customer(1, { picks: [3, 4], usual: [30] });
    expect(shown(show("shelf", { customerId }))).toEqual([4]);
    expect(shown(show("shelf", { customerId, settings: { leave_usual: false } }))).toEqual([3, 4]);
  });
});

test("in the editor the shelf of any segment can be looked at, and only there", () => {
  shop.config({ order: ["s-aaaaaa"] });
  shop.segment("s-aaaaaa", { products: [9, 10] });
  const settings = { preview_as: "s-aaaaaa" };
  expect(shown(show("shelf", { designMode: true, settings }))).toEqual([9, 10]);
  expect(shown(show("shelf", { settings }))).toEqual([1, 2, 3, 4]);
  expect(shown(show("shelf", { designMode: true, settings: { preview_as: "s-x" } }))).toEqual([
    ...[1, 2, 3, 4],
  ]);
});
