import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { renderStorefront, type Asked } from "#tests/devstore/storefront/render-storefront.ts";
import { StorefrontShop } from "#tests/support/storefront-shop.ts";

let shop: StorefrontShop;
beforeEach(() => {
  shop = new StorefrontShop();
  for (let id = 1; id <= 30; id++) shop.product(id);
  shop.config({ v: 1, order: ["s-first1", "s-second"], offers: [] });
  shop.segment("everyone", { title: "Everyone", products: [1, 2, 3, 4, 5, 6, 7, 8] });
  shop.segment("s-first1", { title: "First", products: [11, 12, 13, 14, 15, 16] });
  shop.segment("s-second", { title: "Second", products: [21, 22, 23, 24, 25, 26] });
});
afterEach(() => {
  shop.close();
});

const shelves = (asked: Asked): string[] =>
  renderStorefront(shop.store, asked)
    .blocks.filter((block) => block.name === "shelf")
    .map((block) => block.html);
const shelf = (asked: Partial<Asked> = {}): string => shelves({ path: "/", ...asked }).at(-1) ?? "";
const shown = (html: string): number[] =>
  [...html.matchAll(/href="[^"]*\/product-(\d+)"/g)].map((match) => Number(match[1]));
const heading = (html: string): string | undefined => /<h2[^>]*>\s*<bdi>([^<]*)</.exec(html)?.[1];

describe("whose products the shelf shows", () => {
  test("a guest sees everyone's", () => {
    expect(shown(shelf())).toEqual([1, 2, 3, 4]);
    expect(heading(shelf())).toBe("Popular right now");
  });

  test("a member of one segment sees that segment's", () => {
    const customerId = shop.customer(1, { segments: ["s-second"] });
    expect(shown(shelf({ customerId }))).toEqual([21, 22, 23, 24]);
    expect(heading(shelf({ customerId }))).toBe("You might like");
  });

  test("of several segments the one that the shop put first decides, not the customer's own order", () => {
    const customerId = shop.customer(1, { segments: ["s-second", "s-first1"] });
    expect(shown(shelf({ customerId }))).toEqual([11, 12, 13, 14]);
  });

  test("the hundredth segment of a shop counts too, though a loop turns only fifty times", () => {
    const others = Array.from({ length: 99 }, (_, index) => `s-x${index}`);
    shop.config({ order: [...others, "s-second"] });
    const customerId = shop.customer(1, { segments: ["s-second"] });
    expect(shown(shelf({ customerId }))).toEqual([21, 22, 23, 24]);
  });

  test("what was picked for a customer comes before their segment's", () => {
    const customerId = shop.customer(1, { segments: ["s-first1"], picks: [30, 29, 28, 27, 26] });
    expect(shown(shelf({ customerId }))).toEqual([30, 29, 28, 27]);
    expect(heading(shelf({ customerId }))).toBe("Picked for you");
  });

  test("a customer with nothing published, or who is gone, sees everyone's", () => {
    expect(shown(shelf({ customerId: shop.customer(1) }))).toEqual([1, 2, 3, 4]);
    expect(shown(shelf({ customerId: 404 }))).toEqual([1, 2, 3, 4]);
  });

  test("a segment that the shop no longer has falls back to everyone's", () => {
    shop.config({ order: ["s-first1"] });
    const customerId = shop.customer(1, { segments: ["s-absent"] });
    expect(shown(shelf({ customerId }))).toEqual([1, 2, 3, 4]);
  });

  test("a shelf sold out altogether gives way to the next", () => {
    shop.product(41, { stock: 0 });
    const customerId = shop.customer(1, { segments: ["s-first1"], picks: [41] });
    expect(shown(shelf({ customerId }))).toEqual([11, 12, 13, 14]);
  });

  test("the product page shows what goes well with its product, and nothing where nothing does", () => {
    shop.goesWith(1, [9, 10, 11]);
    const [companions = "", own = ""] = shelves({ path: "/products/product-1" });
    expect(shown(companions)).toEqual([9, 10, 11]);
    expect(heading(companions)).toBe("Goes well with");
    expect(shown(own)).toEqual([2, 3, 4, 5]);
    expect(shelves({ path: "/products/product-2" })[0]).toBe("");
  });
});

describe("which of them", () => {
  test("deleted, unpublished and sold-out products make room for the spare ones", () => {
    shop.product(41, { stock: 0 });
    shop.product(42, { published: false });
    shop.segment("everyone", { products: [41, 1, 42, 999, 2, 3, 4, 5] });
    expect(shown(shelf())).toEqual([1, 2, 3, 4]);
  });

  test("a draft is not shown, and a product is not shown twice", () => {
    shop.store.run("UPDATE products SET status = 'DRAFT' WHERE id = 2");
    shop.segment("everyone", { products: [2, 1, 1, 3, 1, 4] });
    expect(shown(shelf())).toEqual([1, 3, 4]);
  });

  test("ids that contain one another are different products", () => {
    shop.segment("everyone", { products: [11, 1, 12, 2] });
    expect(shown(shelf())).toEqual([11, 1, 12, 2]);
  });

  test("the product of the page is not recommended on it", () => {
    expect(shown(shelf({ path: "/products/product-2" }))).toEqual([1, 3, 4, 5]);
  });

  test("a product without tracked stock, or sold on when out of stock, is available", () => {
    shop.store.run("UPDATE variants SET inventory_quantity = 0, tracked = 0 WHERE product_id = 1");
    shop.store.run(
      "UPDATE variants SET inventory_quantity = 0, inventory_policy = 'CONTINUE' WHERE product_id = 2",
    );
    expect(shown(shelf())).toEqual([1, 2, 3, 4]);
  });
});

describe("when nothing may be shown", () => {
  test("without anything published there is no heading and no HTML at all", () => {
    shop.store.run("DELETE FROM metaobjects");
    expect(shelf()).toBe("");
  });

  test("in the theme editor the merchant is told why", () => {
    shop.store.run("DELETE FROM metaobjects");
    expect(shelf({ designMode: true })).toContain("Nothing to show for this shopper");
  });

  test("with the switch off no block is there, nor its stylesheet", () => {
    shop.enable(false);
    const page = renderStorefront(shop.store, { path: "/" });
    expect(page.blocks).toEqual([]);
    expect(page.html).not.toContain("regulars");
  });

  test("without the app-data no block is there", () => {
    shop.store.run("DELETE FROM metafields");
    expect(renderStorefront(shop.store, { path: "/" }).blocks).toEqual([]);
  });
});

describe("what was published is not trusted", () => {
  test.each([
    ["text for a list", '"s-first1"'],
    ["a number", "7"],
    ["no JSON", "{{{"],
    ["nothing", "null"],
    ["lists of lists", '[["s-first1"],{"a":1},null]'],
  ])("segments that are %s leave everyone's shelf", (_, text) => {
    const customerId = shop.customer(1);
    shop.metafield("CUSTOMER", 1, "segments", "list.single_line_text_field", text);
    expect(shown(shelf({ customerId }))).toEqual([1, 2, 3, 4]);
  });

  test.each([
    ["no JSON", "nope"],
    ["a list", "[]"],
    ["an order that is text", '{"order":"s-first1 s-second"}'],
    ["an order of objects", '{"order":[{"a":1},null,[]]}'],
  ])("a config that is %s leaves everyone's shelf", (_, text) => {
    shop.config(text);
    const customerId = shop.customer(1, { segments: ["s-first1"] });
    expect(shown(shelf({ customerId }))).toEqual([1, 2, 3, 4]);
  });

  test.each(['["gid://shopify/Product/x",null,5]', '"x"', "[]", "{"])(
    "picks of %s leave the segment's shelf",
    (text) => {
      const customerId = shop.customer(1, { segments: ["s-first1"] });
      shop.metafield("CUSTOMER", 1, "picks", "list.product_reference", text);
      expect(shown(shelf({ customerId }))).toEqual([11, 12, 13, 14]);
    },
  );

  test("a title is text, whatever it says", () => {
    const title = `<script>alert("1")</script> 'x' & "y"`;
    shop.product(41, { title, handle: `"><img src=x onerror=1>` });
    shop.segment("everyone", { title, products: [41] });
    const html = shelf();
    expect(html).toContain("&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &#39;x&#39; &amp;");
    expect(html).not.toMatch(/<script|<img src=x/);
  });

  test("of a segment with more products than a loop may turn, the shelf still shows its first", () => {
    shop.segment("everyone", { products: Array.from({ length: 50 }, (_, index) => 30 - index) });
    const page = renderStorefront(shop.store, { path: "/" });
    const block = page.blocks.find(({ name }) => name === "shelf");
    expect(shown(block?.html ?? "")).toEqual([30, 29, 28, 27]);
    expect(page.limits.longestLoop).toBeLessThanOrEqual(50);
  });
});

describe("how it is said", () => {
  test("in the shopper's language, and in English where there is none", () => {
    expect(heading(shelf({ locale: "de" }))).toBe("Gerade beliebt");
    expect(heading(shelf({ locale: "de-AT" }))).toBe("Gerade beliebt");
    expect(heading(shelf({ locale: "ar" }))).toBe("رائج الآن");
    expect(heading(shelf({ locale: "xx" }))).toBe("Popular right now");
    expect(renderStorefront(shop.store, { path: "/", locale: "ar" }).html).toContain('dir="rtl"');
  });

  test("a price that varies says from where it starts", () => {
    shop.variant(2000, 1, { priceMinor: 900 });
    expect(shelf({ locale: "de" })).toContain("Ab <bdi>€9.00</bdi>");
    expect(shelf()).toContain("From <bdi>€9.00</bdi>");
  });

  test("a product without a picture keeps its place", () => {
    shop.product(41, { picture: false });
    shop.segment("everyone", { products: [41, 1] });
    expect(shelf()).toContain("regulars-tile__blank");
  });

  test("pictures say how large they are, load late and come in several sizes", () => {
    const images = shelf().match(/<img[^>]*>/g) ?? [];
    expect(images).toHaveLength(4);
    for (const image of images) {
      expect(image).toMatch(/ width="\d+" height="\d+"/);
      expect(image).toMatch(/srcset="[^"]* 180w, [^"]* 600w"/);
      expect(image).toContain('loading="lazy"');
      expect(image).toContain('alt=""');
    }
  });

  test("four products weigh less than 3 KB, pictures left out, and bring no script", () => {
    shop.goesWith(1, [9, 10, 11, 12]);
    const page = renderStorefront(shop.store, { path: "/products/product-1" });
    for (const block of page.blocks) {
      const bytes = Buffer.byteLength(block.html.replaceAll(/<img[^>]*>/g, ""));
      expect(bytes).toBeLessThan(3 * 1024);
    }
    expect(page.html).not.toMatch(/<script|javascript:| on[a-z]+=/i);
  });

  test("a page reads three metaobjects at most", () => {
    const customerId = shop.customer(1, { segments: ["s-second", "s-first1"] });
    for (const path of ["/", "/products/product-1", "/cart", "/account", "/collections/all"]) {
      const { limits } = renderStorefront(shop.store, { path, customerId });
      expect(limits.metaobjectHandles).toBeLessThanOrEqual(3);
    }
  });
});
