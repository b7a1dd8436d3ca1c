import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { renderStorefront, type Asked } from "#tests/devstore/storefront/render-storefront.ts";
import { StorefrontShop } from "#tests/support/storefront-shop.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const running = {
  title: "Champions",
  offer: "o-aaaaaa",
  offer_percent: "10.0",
  offer_method: "automatic",
  starts_at: "2026-11-01T00:00:00+01:00",
};

let shop: StorefrontShop;
let member: number;
beforeEach(() => {
  shop = new StorefrontShop();
  shop.store.setMeta("clockOffset", NOON - Date.now());
  shop.config({ v: 1, order: ["s-aaaaaa"], offers: [["o-aaaaaa", "s-aaaaaa"]] });
  shop.segment("s-aaaaaa", running);
  member = shop.customer(1, { segments: ["s-aaaaaa", "o-aaaaaa"] });
});
afterEach(() => {
  shop.close();
});

const offer = (asked: Partial<Asked> = {}): string =>
  renderStorefront(shop.store, { path: "/", customerId: member, ...asked }).blocks.find(
    (block) => block.name === "offer",
  )?.html ?? "(no block)";
const words = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

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

  test("of two offers held, the one that the shop put first", () => {
    const second = { ...running, offer: "o-bbbbbb", offer_percent: "25" };
    shop.segment("s-bbbbbb", second);
    shop.config({
      offers: [
        ["o-bbbbbb", "s-bbbbbb"],
        ["o-aaaaaa", "s-aaaaaa"],
      ],
    });
    const customerId = shop.customer(2, { segments: ["o-aaaaaa", "o-bbbbbb"] });
    expect(words(offer({ customerId }))).toContain("25% off");
    expect(words(offer())).toContain("10% off");
  });

  test("one that runs before one that does not yet, though the shop put it second", () => {
    shop.segment("s-bbbbbb", { ...running, offer: "o-bbbbbb", starts_at: "2026-12-24T00:00:00Z" });
    shop.config({
      offers: [
        ["o-bbbbbb", "s-bbbbbb"],
        ["o-aaaaaa", "s-aaaaaa"],
      ],
    });
    const customerId = shop.customer(2, { segments: ["o-bbbbbb", "o-aaaaaa"] });
    expect(words(offer({ customerId }))).toContain("10% off");
  });

  test("the hundredth offer of a shop, though a loop turns only fifty times", () => {
    const others = Array.from({ length: 99 }, (_, index) => [`o-x${index}`, "s-absent"]);
    shop.config({ offers: [...others, ["o-aaaaaa", "s-aaaaaa"]] });
    expect(words(offer())).toContain("10% off");
  });

  test("a page reads three offers at most, however many a customer holds", () => {
    const handles = Array.from({ length: 15 }, (_, index) => `o-y${index}`);
    shop.config({ offers: handles.map((handle) => [handle, `s-y${handle}`]) });
    const customerId = shop.customer(2, { segments: handles });
    const page = renderStorefront(shop.store, { path: "/", customerId });
    expect(page.limits.metaobjectHandles).toBe(4);
  });

  test("nobody, when the segment now carries another offer", () => {
    shop.segment("s-aaaaaa", { ...running, offer: "o-cccccc" });
    expect(offer()).toBe("");
  });
});

describe("when", () => {
  test("not before it starts, and from that moment on", () => {
    shop.segment("s-aaaaaa", { ...running, starts_at: "2026-11-21T12:05:00Z" });
    expect(offer()).toBe("");
    shop.segment("s-aaaaaa", { ...running, starts_at: "2026-11-21T11:59:00Z" });
    expect(offer()).not.toBe("");
  });

  test("no longer once it has ended, though nothing was published since", () => {
    shop.segment("s-aaaaaa", { ...running, ends_at: "2026-11-21T12:05:00Z" });
    expect(offer()).not.toBe("");
    shop.store.setMeta("clockOffset", NOON + 6 * 60_000 - Date.now());
    expect(offer()).toBe("");
  });

  test("the last day is the one before the end, in the shop's own zone", () => {
    shop.segment("s-aaaaaa", { ...running, ends_at: "2026-11-30T23:00:00Z" });
    expect(words(offer())).toContain("Until November 30, 2026");
    expect(words(offer({ locale: "de" }))).toContain("Bis 30. November 2026");
    shop.segment("s-aaaaaa", { ...running, ends_at: "2026-11-30T22:59:59Z" });
    expect(words(offer())).toContain("Until November 30, 2026");
  });
});

describe("how", () => {
  test("with a code, as text that can be selected and is never turned around", () => {
    shop.segment("s-aaaaaa", { ...running, offer_method: "code", code: "GOLD10" });
    expect(words(offer())).toBe("10% off for you Code at checkout: GOLD10");
    expect(offer()).toContain('dir="ltr" translate="no">GOLD10</code>');
  });

  test.each([
    ["10", "10%", "10 %"],
    ["10.0", "10%", "10 %"],
    ["12.5", "12.5%", "12,5 %"],
    ["100", "100%", "100 %"],
  ])("%s per cent reads %s, in German %s", (offer_percent, english, german) => {
    shop.segment("s-aaaaaa", { ...running, offer_percent });
    expect(words(offer())).toContain(`${english} off for you`);
    expect(words(offer({ locale: "de" }))).toContain(`${german} Rabatt für dich`);
  });

  test("in English for a language without texts, on a page that reads from the right", () => {
    expect(words(offer({ locale: "ar" }))).toBe("10% off for you Applied at checkout");
  });
});

describe("a promise in doubt is not made", () => {
  test.each([
    ["no percentage", { offer_percent: undefined }],
    ["nothing off", { offer_percent: "0" }],
    ["a surcharge", { offer_percent: "-5" }],
    ["more than all", { offer_percent: "101" }],
    ["no number", { offer_percent: "ten<script>" }],
    ["a way unknown", { offer_method: "<b>gift</b>" }],
    ["no way", { offer_method: undefined }],
    ["a code without one", { offer_method: "code" }],
    ["an empty code", { offer_method: "code", code: "  " }],
    ["an endless code", { offer_method: "code", code: "A".repeat(10_000) }],
    ["no start", { starts_at: undefined }],
    ["an unreadable start", { starts_at: "soon" }],
    ["an unreadable end", { ends_at: "<script>alert(1)</script>" }],
    ["another's offer", { offer: "o-zzzzzz" }],
    ["no offer", { offer: undefined }],
  ])("%s", (_, fields) => {
    shop.segment("s-aaaaaa", { ...running, ...fields });
    expect(offer()).toBe("");
  });

  test.each(["[]", "{}", "nope", '{"offers":"o-aaaaaa"}', '{"offers":["o-aaaaaa",null,[],{}]}'])(
    "a config of %s",
    (text) => {
      shop.config(text);
      expect(offer()).toBe("");
    },
  );

  test("a segment that is not published, and an app switched off", () => {
    shop.config({ offers: [["o-aaaaaa", "s-absent"]] });
    expect(offer()).toBe("");
    shop.enable(false);
    expect(offer()).toBe("(no block)");
  });

  test("a hostile code is only text", () => {
    const code = `"><script>alert('x')</script>`;
    shop.segment("s-aaaaaa", { ...running, offer_method: "code", code });
    expect(offer()).not.toMatch(/<script/);
    expect(offer()).toContain("&#34;&gt;&lt;script&gt;");
  });
});

test("the offer line weighs less than 1 KB", () => {
  shop.segment("s-aaaaaa", {
    ...running,
    offer_method: "code",
    code: "A-LONGER-CODE-2026",
    ends_at: "2026-12-24T23:00:00Z",
  });
  expect(Buffer.byteLength(offer())).toBeLessThan(1024);
});
