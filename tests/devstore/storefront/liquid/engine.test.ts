import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { StorefrontShop } from "#tests/support/storefront-shop.ts";
import { MetaobjectsDrop } from "../drops/metaobjects-drop.ts";
import { Page } from "../page.ts";
import { productsById } from "../products.ts";
import { LiquidFolder } from "./engine.ts";

let shop: StorefrontShop;
let folder: string;
let serial = 0;

beforeAll(() => {
  shop = new StorefrontShop();
  folder = mkdtempSync(join(tmpdir(), "liquid-"));
  file("locales/en.default.json", {
    cart: { one: "{{ count }} thing", other: "{{ count }} things" },
    only_here: "English",
    hello: "Hello, {{ name }} & co",
    hello_html: "<b>{{ name }}</b>",
  });
  file("locales/pl.json", {
    cart: { one: "rzecz", few: "rzeczy", many: "rzeczy", other: "rzeczy" },
  });
  file("snippets/inner.liquid", "[{{ given }}|{{ hidden }}|{{ shop }}]");
});
afterAll(() => {
  shop.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(path: string, content: unknown): void {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, typeof content === "string" ? content : JSON.stringify(content));
}

let page: Page;
beforeEach(() => {
  page = visit("en");
});
const visit = (locale: string) =>
  new Page(
    shop.store,
    {
      ...{ customerId: null, locale, email: null, designMode: false },
      cart: { lines: [], codes: [] },
    },
    productsById,
  );

function render(source: string, scope: object = {}, globals: object = {}): string {
  const path = `t${++serial}.liquid`;
  file(path, source);
  return new LiquidFolder(folder, "assets").render(path, page, globals, scope);
}

describe("texts", () => {
  test("counts choose the plural of the language", () => {
    expect(render("{{ 'cart' | t: count: 1 }}, {{ 'cart' | t: count: 5 }}")).toBe(
      "1 thing, 5 things",
    );
    page = visit("pl");
    expect(render("{{ 'cart' | t: count: 1 }}, {{ 'cart' | t: count: 3 }}")).toBe("rzecz, rzeczy");
  });

  test("what a language lacks is said in the default one, what nobody has says so", () => {
    page = visit("pl");
    expect(render("{{ 'only_here' | t }}")).toBe("English");
    expect(render("{{ 'nowhere.at_all' | t }}")).toBe("Translation missing: pl.nowhere.at_all");
  });

  test("a text is escaped with what is put into it, unless its key ends in _html", () => {
    const scope = { name: "<i>" };
    expect(render("{{ 'hello' | t: name: name }}", scope)).toBe("Hello, &lt;i&gt; &amp; co");
    expect(render("{{ 'hello_html' | t: name: name }}", scope)).toBe("<b><i></b>");
  });
});

describe("money", () => {
  afterEach(() => {
    shop.store.setMeta("currency", "EUR");
  });

  test.each([
    ["EUR", 1099, "€10.99"],
    ["JPY", 120_000, "¥1,200"],
    ["KWD", 1050, "KWD 10.500"],
  ])("a price of %s is in hundredths", (currency, price, text) => {
    shop.store.setMeta("currency", currency);
    expect(render("{{ price | money }}", { price }).replaceAll("\u00a0", " ")).toBe(text);
  });
});

describe("dates", () => {
  test("are in the shop's zone, and in words of the shopper's language when a named form is asked for", () => {
    const scope = { at: "2026-11-30T23:30:00Z" };
    expect(render("{{ at | date: '%Y-%m-%d %H:%M' }}", scope)).toBe("2026-12-01 00:30");
    expect(render("{{ at | date: format: 'date' }}", scope)).toBe("December 1, 2026");
    page = visit("de");
    expect(render("{{ at | date: format: 'date' }}", scope)).toBe("1. Dezember 2026");
  });

  test("now is the store's clock, and what is no date comes back as it was", () => {
    shop.store.setMeta("clockOffset", Date.parse("2030-01-01T00:00:00Z") - Date.now());
    expect(render("{{ 'now' | date: '%Y' }}")).toBe("2030");
    expect(render("{{ 'soon' | date: '%Y' }}{{ nil | date: '%s' }}")).toBe("soon");
  });
});

describe("what Shopify allows", () => {
  test("a loop turns fifty times, whatever limit it asks for", () => {
    const scope = { items: Array.from({ length: 80 }, (_, index) => index) };
    for (const how of ["", "limit: 70"]) {
      expect(render(`{% for i in items ${how} %}x{% endfor %}`, scope)).toHaveLength(50);
    }
    expect(render("{% for i in items limit: 3 offset: 50 %}{{ i }} {% endfor %}", scope)).toBe(
      "50 51 52 ",
    );
    expect(page.limits.longestLoop).toBe(80);
  });

  test("twenty metaobjects are found on a page, the one after is not, and the first again is", () => {
    for (let n = 1; n <= 21; n++) shop.segment(`s-${n}`, { title: `T${n}` });
    const list = Array.from({ length: 21 }, (_, index) => `s-${index + 1}`);
    const html = render(
      "{% for h in list %}{{ shop.metaobjects['$app:segment'][h].title.value }} {% endfor %}{{ shop.metaobjects['$app:segment']['s-1'].title.value }}",
      { list },
      { shop: { metaobjects: new MetaobjectsDrop(page) } },
    );
    expect(html).toContain("T20  T1");
    expect(html).not.toContain("T21");
    expect(page.limits.toString()).toBe(
      "metaobject-handles=21/20; longest-loop=21/50; loop-turns=21",
    );
  });

  test("a snippet sees what it is given and what every page has, nothing else", () => {
    const html = render("{% render 'inner', given: 1 %}", { hidden: 2 }, { shop: 3 });
    expect(html).toBe("[1||3]");
  });

  test("schema and doc are not printed", () => {
    expect(
      render(
        `a{% doc %}{% render 'x' %}{% enddoc %}b{% schema %}{"a":{"b":"{{ c }}"}}{% endschema %}c`,
      ),
    ).toBe("abc");
  });

  test("a picture's address needs a size", () => {
    expect(() => render("{{ '/a.svg' | image_url }}")).toThrow("width or a height");
    expect(
      render(
        "{{ '/a.svg' | image_url: width: 300 | image_tag: widths: '100, 600', alt: 'a \"b\"' }}",
      ),
    ).toBe(
      '<img src="/a.svg?width=300" srcset="/a.svg?width=100 100w" width="300" height="300" alt="a &quot;b&quot;">',
    );
  });
});

describe("a form", () => {
  test("of a product posts to the cart, with what Shopify writes into it", () => {
    const html = render(
      "{% form 'product', product, class: 'buy', data-a: shade %}<b>{{ shade }}</b>{% endform %}",
      { product: { id: 7 }, shade: 'a"b' },
    );
    expect(html).toBe(
      `<form method="post" action="${page.root}/cart/add" id="product_form_7" accept-charset="UTF-8" class="buy" enctype="multipart/form-data" data-a="a&quot;b">` +
        '<input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓">' +
        '<b>a"b</b><input type="hidden" name="product-id" value="7"></form>',
    );
  });

  test("that is not closed is a fault", () => {
    expect(() => render("{% form 'product', product %}")).toThrow("form is not closed");
  });
});
