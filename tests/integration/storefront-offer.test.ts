import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { renderStorefront, type Asked } from "#tests/devstore/storefront/render-storefront.ts";
import { StorefrontShop } from "#tests/support/storefront-shop.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const seconds = (moment: string) => Date.parse(moment) / 1000;
const euros = (amount: string) => JSON.stringify({ amount, currency_code: "EUR" });
const STARTED = "2026-11-01T00:00:00+01:00";
const running = {
  ...{ title: "Champions", kind: "percentage", percent: "10.0", scope: "all" },
  ...{ method: "automatic", starts_at: STARTED },
};
const listed = (handle: string, ends = 0, starts = STARTED) => [handle, seconds(starts), ends];

let shop: StorefrontShop;
let member: number;
beforeEach(() => {
  shop = new StorefrontShop();
  shop.store.setMeta("clockOffset", NOON - Date.now());
  shop.config({ order: ["s-aaaaaa"], offers: [listed("o-aaaaaa")] });
  shop.offer("o-aaaaaa", running);
  member = shop.customer(1, { segments: ["o-aaaaaa", "s-aaaaaa"] });
});
afterEach(() => {
  shop.close();
});

const page = (asked: Partial<Asked> = {}) =>
  renderStorefront(shop.store, {
    ...{ path: "/", customerId: member, place: [{ name: "offer" }, { name: "shelf" }] },
    ...asked,
  });
const offer = (asked: Partial<Asked> = {}): string =>
  page(asked).blocks.find((block) => block.name === "offer")?.html ?? "(no block)";
const words = (html: string): string =>
  html
    .replaceAll(/<\/?bdi>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
const told = (fields: object, asked: Partial<Asked> = {}): string => {
  shop.offer("o-aaaaaa", { ...running, ...fields });
  return words(offer(asked));
};

describe("who is told", () => {
  test("a customer who holds the offer, in words", () => {
    expect(words(offer())).toBe("10% off for you Applied at checkout");
  });

  test("no guest, and no customer without the offer", () => {
    expect(offer({ customerId: null })).toBe("");
    expect(offer({ customerId: shop.customer(2, { segments: ["s-aaaaaa"] }) })).toBe("");
    expect(offer({ customerId: shop.customer(3) })).toBe("");
    expect(offer({ customerId: 404 })).toBe("");
  });

  test("nobody who said no; in a shop that asks first nobody who did not say yes", () => {
    const held = { segments: ["o-aaaaaa"] };
    const no = shop.customer(2, { ...held, choice: "off" });
    const yes = shop.customer(3, { ...held, choice: "on" });
    expect(offer({ customerId: no })).toBe("");
    expect(offer({ customerId: yes })).not.toBe("");
    shop.config({ offers: [listed("o-aaaaaa")], consent: "opt-in" });
    expect(offer()).toBe("");
    expect(offer({ customerId: no })).toBe("");
    expect(offer({ customerId: yes })).not.toBe("");
  });

  test("of two offers held, the one that the shop put first", () => {
    shop.offer("o-bbbbbb", { ...running, percent: "25" });
    shop.config({ offers: [listed("o-bbbbbb"), listed("o-aaaaaa")] });
    const customerId = shop.customer(2, { segments: ["o-aaaaaa", "o-bbbbbb"] });
    expect(words(offer({ customerId }))).toContain("25% off");
    expect(words(offer())).toContain("10% off");
  });

  test("one that runs before one that does not yet, though the shop put it second", () => {
    const later = "2026-12-24T00:00:00Z";
    shop.offer("o-bbbbbb", { ...running, starts_at: later });
    shop.config({ offers: [listed("o-bbbbbb", 0, later), listed("o-aaaaaa")] });
    const customerId = shop.customer(2, { segments: ["o-bbbbbb", "o-aaaaaa"] });
    expect(words(offer({ customerId }))).toContain("10% off");
  });

  test("the hundredth offer of a shop, though a loop turns only fifty times", () => {
    const others = Array.from({ length: 99 }, (_, index) => listed(`o-x${index}`));
    shop.config({ offers: [...others, listed("o-aaaaaa")] });
    expect(words(offer())).toContain("10% off");
  });

  test("with one metaobject, however many offers a customer holds", () => {
    const handles = Array.from({ length: 15 }, (_, index) => `o-y${index}`);
    shop.config({ offers: handles.map((handle) => listed(handle)) });
    const customerId = shop.customer(2, { segments: handles });
    // The offer's, and the shelf's below it.
    expect(page({ customerId }).limits.metaobjectHandles).toBe(2);
  });

  test("nobody of an offer that the shop tells of no more", () => {
    shop.config({ offers: [] });
    expect(offer()).toBe("");
  });
});

describe("when", () => {
  test.each(["config", "metaobject"])("not before it starts, by its %s", (where) => {
    const at = (moment: string) => {
      shop.config({
        offers: [listed("o-aaaaaa", 0, where === "config" ? moment : STARTED)],
      });
      shop.offer("o-aaaaaa", {
        ...running,
        starts_at: where === "metaobject" ? moment : STARTED,
      });
    };
    at("2026-11-21T12:05:00Z");
    expect(offer()).toBe("");
    at("2026-11-21T11:59:00Z");
    expect(offer()).not.toBe("");
  });

  test.each([
    ["config", seconds("2026-11-21T12:05:00Z"), ""],
    ["metaobject", 0, "2026-11-21T12:05:00Z"],
  ])(
    "no longer once it has ended, by its %s, though nothing was published since",
    (_, ends, ends_at) => {
      shop.config({ offers: [listed("o-aaaaaa", ends)] });
      shop.offer("o-aaaaaa", ends_at ? { ...running, ends_at } : running);
      expect(offer()).not.toBe("");
      shop.store.setMeta("clockOffset", NOON + 6 * 60_000 - Date.now());
      expect(offer()).toBe("");
    },
  );

  test("the last day is the one before the end, in the shop's own zone", () => {
    const ends = { ends_at: "2026-11-30T23:00:00Z" };
    expect(told(ends)).toContain("Until November 30, 2026");
    expect(told(ends, { locale: "de" })).toContain("Bis 30. November 2026");
    expect(told({ ends_at: "2026-11-30T22:59:59Z" })).toContain("Until November 30, 2026");
  });
});

describe("what", () => {
  test.each([
    ["10", "10%", "10 %"],
    ["10.0", "10%", "10 %"],
    ["12.5", "12.5%", "12,5 %"],
    ["100", "100%", "100 %"],
  ])("%s per cent reads %s, in German %s", (percent, english, german) => {
    expect(told({ percent })).toContain(`${english} off for you`);
    expect(told({ percent }, { locale: "de" })).toContain(`${german} Rabatt für dich`);
  });

  test.each([
    [{ kind: "amount", amount: euros("5.00") }, "€5.00 off for you"],
    [{ kind: "amount_each", amount: euros("0.50") }, "€0.50 off each item for you"],
    [{ kind: "free_shipping" }, "Free shipping for you"],
    [
      { kind: "free_shipping", amount: euros("10.00") },
      "Free shipping for you, where shipping costs up to €10.00",
    ],
    [
      { kind: "buy_x_get_y", buys_quantity: "2", gets_quantity: "1", percent: "100" },
      "Buy 2, get 1 free",
    ],
    [
      { kind: "buy_x_get_y", buys_quantity: "2", gets_quantity: "1", percent: "50" },
      "Buy 2, get 1 at 50% off",
    ],
    [
      { kind: "buy_x_get_y", minimum_amount: euros("50"), gets_quantity: "1", percent: "100" },
      "Spend €50.00, get 1 free",
    ],
    [
      { kind: "buy_x_get_y", minimum_amount: euros("50"), gets_quantity: "2", percent: "25" },
      "Spend €50.00, get 2 at 25% off",
    ],
  ])("%j is %s", (fields, text) => {
    expect(told({ percent: undefined, ...fields })).toBe(`${text} Applied at checkout`);
  });

  test.each([
    [{ minimum_amount: euros("50") }, "From €50.00"],
    [{ minimum_quantity: "1" }, "From 1 item"],
    [{ minimum_quantity: "3" }, "From 3 items"],
    [{ once: "true" }, "Once per customer"],
    [{ limited: "true" }, "While it lasts"],
    [{ scope: "some" }, "On selected products"],
  ])("%j says %s", (fields, text) => {
    expect(told(fields)).toContain(`10% off for you ${text} Applied`);
    expect(told({ ...fields, once: "false", limited: "false" })).not.toContain("Once");
  });

  test("counts as the language counts", () => {
    const pieces = (minimum_quantity: string) => told({ minimum_quantity }, { locale: "ar" });
    expect(pieces("2")).toContain("قطعتين");
    expect(pieces("5")).toContain("5 قطع");
    expect(pieces("11")).toContain("11 قطعة");
  });

  test("named products are said by name, three at most, and the one on the page as this", () => {
    for (let id = 1; id <= 5; id++) shop.product(id, { title: `Tea <${id}>` });
    shop.product(6, { stock: 0 });
    const fields = { scope: "some", products: [6, 1, 2, 3, 4] };
    expect(told(fields)).toContain(
      "On selected products: Tea &lt;1&gt;, Tea &lt;2&gt;, Tea &lt;3&gt; …",
    );
    expect(told(fields, { path: "/products/product-2" })).toContain("On this product");
    expect(told(fields, { path: "/products/product-5" })).toContain("On selected products");
  });
});

describe("how", () => {
  test("with a code, as text that can be selected and is never turned around, and a link that uses it", () => {
    expect(told({ method: "code", code: "GOLD10" })).toBe(
      "10% off for you Code at checkout: GOLD10 Use it",
    );
    expect(offer()).toContain('dir="ltr" translate="no">GOLD10</code>');
    expect(offer()).toContain('href="/s/shelf/discount/GOLD10?redirect=%2Fs%2Fshelf%2F"');
  });

  test("with a code of the customer's own, and not without it", () => {
    const own = { segments: ["o-aaaaaa"], codes: { "o-aaaaaa": "ADA-7Q", "o-other": "NO" } };
    const customerId = shop.customer(2, own);
    expect(told({ method: "member_codes" }, { customerId })).toContain("ADA-7Q");
    expect(told({ method: "member_codes", code: "SHARED" })).toBe("");
  });

  test("as a banner with its title", () => {
    const html = renderStorefront(shop.store, {
      ...{ path: "/", customerId: member },
      place: [{ name: "offer", settings: { style: "banner" } }],
    }).blocks[0]?.html;
    expect(words(html ?? "")).toBe("Champions 10% off for you Applied at checkout");
    expect(html).toContain("regulars-offer--banner");
  });
});

describe("where a price that was made for somebody must be said to be", () => {
  const LINE = "SET BY AN ALGORITHM";
  const living = (id: number, country: string, province: string | null) => {
    shop.customer(id, { segments: ["o-aaaaaa"] });
    shop.store.run(
      "INSERT INTO addresses (customer_id, country_code, province_code) VALUES (?, ?, ?)",
      ...[id, country, province],
    );
    return id;
  };
  const discloses = (...disclose: string[]) => {
    shop.config({ offers: [listed("o-aaaaaa")], disclose });
  };

  test("nowhere unless the shop chose so", () => {
    expect(words(offer())).not.toContain(LINE);
  });

  test("in a country, whoever it is", () => {
    discloses("FR", "DE");
    expect(words(offer())).toContain(LINE);
    discloses("FR");
    expect(words(offer())).not.toContain(LINE);
  });

  test("in a region, to who lives there and to who does not say where", () => {
    shop.store.setMeta("country", "US");
    discloses("US-NY");
    expect(words(offer({ customerId: living(2, "US", "NY") }))).toContain(LINE);
    expect(words(offer({ customerId: living(3, "US", "CA") }))).not.toContain(LINE);
    expect(words(offer({ customerId: living(4, "US", null) }))).toContain(LINE);
    expect(words(offer())).toContain(LINE);
    shop.store.setMeta("country", "DE");
    expect(words(offer())).not.toContain(LINE);
    expect(words(offer({ customerId: 2 }))).toContain(LINE);
  });
});

describe("a promise in doubt is not made", () => {
  test.each([
    ["no percentage", { percent: undefined }],
    ["nothing off", { percent: "0" }],
    ["a surcharge", { percent: "-5" }],
    ["more than all", { percent: "101" }],
    ["no number", { percent: "ten<script>" }],
    ["a kind unknown", { kind: "<b>gift</b>" }],
    ["an amount of nothing", { kind: "amount", amount: euros("0") }],
    ["an amount below nothing", { kind: "amount", amount: euros("-1") }],
    ["an amount that is none", { kind: "amount", amount: "5" }],
    ["pieces without a number", { kind: "buy_x_get_y", percent: "100", buys_quantity: "2" }],
    ["a way unknown", { method: "<b>gift</b>" }],
    ["no way", { method: undefined }],
    ["a code without one", { method: "code" }],
    ["an empty code", { method: "code", code: "  " }],
    ["an endless code", { method: "code", code: "A".repeat(10_000) }],
    ["no start", { starts_at: undefined }],
    ["an unreadable start", { starts_at: "soon" }],
    ["an unreadable end", { ends_at: "<script>alert(1)</script>" }],
  ])("%s", (_, fields) => {
    expect(told(fields)).toBe("");
  });

  test.each([
    ...["[]", "{}", "nope", '{"offers":"o-aaaaaa"}', '{"offers":["o-aaaaaa",null,[],{}]}'],
    '{"consent":"opt-out","offers":[["o-aaaaaa"]]}',
    '{"consent":"opt-out","offers":[["o-aaaaaa","soon",0]]}',
    '{"consent":"opt-out","offers":[["o-aaaaaa",1700000000,-1]]}',
    '{"consent":"maybe","offers":[["o-aaaaaa",1700000000,0]]}',
    '{"offers":[["o-aaaaaa",1700000000,0]]}',
  ])("a config of %s", (text) => {
    shop.config(text);
    expect(offer()).toBe("");
  });

  test("an offer that is not published, and an app switched off", () => {
    shop.config({ offers: [listed("o-absent")] });
    expect(offer({ customerId: shop.customer(2, { segments: ["o-absent"] }) })).toBe("");
    shop.enable(false);
    expect(offer()).toBe("(no block)");
  });

  test("a hostile code is only text", () => {
    const code = `"><script>alert('x')</script>`;
    told({ method: "code", code });
    expect(offer()).not.toMatch(/<script/);
    expect(offer()).toContain("&#34;&gt;&lt;script&gt;");
  });
});

describe("in the theme editor", () => {
  const editing = (preview_as: string, designMode = true) =>
    words(
      renderStorefront(shop.store, {
        ...{ path: "/", customerId: null, designMode },
        place: [{ name: "offer", settings: { preview_as } }],
      }).blocks[0]?.html ?? "",
    );

  test("an offer is shown by its handle, to come or not, and to nobody else", () => {
    shop.offer("o-aaaaaa", { ...running, starts_at: "2027-01-01T00:00:00Z" });
    expect(editing("o-aaaaaa")).toContain("10% off");
    expect(editing(" o-aaaaaa ")).toContain("10% off");
    expect(editing("o-aaaaaa", false)).toBe("");
  });

  test("what has nothing to show says so", () => {
    expect(editing("")).toContain("Nothing to show");
    expect(editing("guest")).toContain("Nothing to show");
    expect(editing("o-absent")).toContain("Nothing to show");
  });
});

test("the offer line weighs less than 1.5 KB with everything that it can say", () => {
  told({
    ...{ method: "code", code: "A-LONGER-CODE-2026", minimum_amount: euros("50") },
    ...{ once: "true", limited: "true", scope: "some", ends_at: "2026-12-24T23:00:00Z" },
  });
  expect(Buffer.byteLength(offer())).toBeLessThan(1536);
});
