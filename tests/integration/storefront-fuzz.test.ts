import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  renderStorefront,
  type RenderedPage,
} from "#tests/devstore/storefront/render-storefront.ts";
import { StorefrontShop } from "#tests/support/storefront-shop.ts";
import { readHtml } from "#tests/support/well-formed.ts";

/** As many as FUZZ says, or enough to notice what is grossly wrong. */
const numRuns = Number(process.env.FUZZ ?? 100);
const NOW = Date.parse("2026-11-21T12:00:00Z");
const PAST = "2026-01-01T00:00:00Z";
const FUTURE = "2027-01-01T00:00:00Z";
const CUSTOMER = 1;

let shop: StorefrontShop;
let forSale: Set<number>;
beforeAll(() => {
  shop = new StorefrontShop();
  shop.store.setMeta("clockOffset", NOW - Date.now());
  for (let id = 1; id <= 24; id++) {
    const title = id % 5 === 0 ? `<x-evil>"' x-evil='1" {{ 1 }} ${id}` : `Product ${id}`;
    shop.product(id, {
      ...{ title, stock: id % 7 === 0 ? 0 : 3, published: id % 11 !== 0, picture: id % 3 !== 0 },
    });
  }
  shop.customer(CUSTOMER);
  shop.store.run("UPDATE customers SET first_name = ? WHERE id = 1", `<x-evil> " x-evil="1`);
  forSale = new Set(Array.from({ length: 24 }, (_, n) => n + 1).filter((id) => id % 7 && id % 11));
});
afterAll(() => {
  shop.close();
});

const hostile = fc.oneof(
  fc.constantFrom("<x-evil>", `" x-evil="1`, "' x-evil='1", "</ul></div><x-evil>", "<!--", "]]>"),
  fc.constantFrom(
    "{{ 'now' | date: '%s' }}",
    "{% if %}",
    "&lt;x-evil&gt;",
    "\u202e",
    "javascript:1",
  ),
  fc.constantFrom(
    "",
    " ",
    "null",
    "true",
    "-1",
    "0",
    "1e309",
    "NaN",
    "1;2",
    "soon",
    "A".repeat(400),
  ),
  fc.string({ maxLength: 20 }),
);
const handle = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("o-one", "o-two", "s-one", "s-two", "everyone") },
  hostile,
);
const json = (good: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 5, arbitrary: good.map((value) => JSON.stringify(value)) },
    fc.json(),
    hostile,
  );
const gids = (kind: string, times: number) =>
  json(
    fc.array(
      fc
        .oneof(
          { weight: 8, arbitrary: fc.integer({ min: 1, max: 27 }) },
          fc.constantFrom(null, "x", 3.5),
        )
        .map((id) => (typeof id === "number" ? `gid://shopify/${kind}/${id * times}` : id)),
      { maxLength: 14 },
    ),
  );
const seconds = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(Date.parse(PAST) / 1000, Date.parse(FUTURE) / 1000, 0) },
  fc.constantFrom<unknown>(null, "soon", -5, "1700000000", [], {}),
);
const config = json(
  fc.record(
    {
      v: fc.constant(2),
      order: fc.oneof(fc.array(handle, { maxLength: 4 }), fc.jsonValue()),
      offers: fc.oneof(
        { weight: 4, arbitrary: fc.array(fc.tuple(handle, seconds, seconds), { maxLength: 4 }) },
        fc.jsonValue(),
      ),
      consent: fc.oneof({ weight: 6, arbitrary: fc.constantFrom("opt-out", "opt-in") }, hostile),
      disclose: fc.oneof(fc.constant(["DE", "US-NY"]), fc.jsonValue()),
      tiers: fc.oneof(fc.constant(["Bronze", "Gold"]), fc.jsonValue()),
    },
    { requiredKeys: ["v"] },
  ),
);
const or = (...good: readonly string[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...good) }, hostile);
const money = or(
  ...["5", "0", "-3", "x"].map((amount) => JSON.stringify({ amount, currency_code: "EUR" })),
  JSON.stringify({ amount: "5", currency_code: "USD" }),
);
const offer = fc.record(
  {
    title: hostile,
    kind: or("percentage", "amount", "amount_each", "free_shipping", "buy_x_get_y"),
    percent: or("10", "12.5", "100", "0", "101", "-5"),
    ...{ amount: money, minimum_amount: money, minimum_quantity: or("2", "0") },
    ...{ buys_quantity: or("2", "0", "-1"), gets_quantity: or("1", "0") },
    ...{ scope: or("all", "some"), products: gids("Product", 1) },
    ...{ once: or("true", "false"), limited: or("true", "false") },
    method: or("automatic", "code", "member_codes"),
    code: or("GOLD10"),
    ...{ starts_at: or(PAST, FUTURE), ends_at: or("", FUTURE, PAST) },
  },
  { requiredKeys: ["kind", "method", "starts_at"] },
);
const segment = fc.record({ products: gids("Product", 1), title: hostile, message: hostile });

const anything = fc.record({
  config,
  offers: fc.record({ "o-one": offer, "o-two": offer }),
  segments: fc.record({ "s-one": segment, "s-two": segment, everyone: segment }),
  tiers: fc.record({
    "t-1": fc.record({
      // Lists of text hold nothing else: Shopify would refuse it.
      benefits: fc.array(hostile, { maxLength: 3 }).map((list) => JSON.stringify(list)),
      collections: gids("Collection", 1),
    }),
  }),
  held: json(fc.array(handle, { maxLength: 5 })),
  picks: gids("Product", 1),
  usual: gids("ProductVariant", 10),
  why: json(fc.dictionary(fc.integer({ min: 1, max: 9 }).map(String), or("again", "with", "new"))),
  codes: json(fc.dictionary(fc.constantFrom("o-one", "o-two"), or("ADA-1"))),
  tier: json(
    fc.record({
      ...{ name: or("Gold"), handle: or("t-1"), next: or("Platinum"), as_of: or(PAST) },
      progress: fc.oneof(fc.integer({ min: -5, max: 120 }), fc.jsonValue()),
      missing: fc.oneof(
        fc.record({ orders: fc.integer({ min: -2, max: 5 }) }),
        fc.record({ amount: fc.oneof(fc.double(), hostile), currency: or("EUR") }),
        fc.jsonValue(),
      ),
    }),
  ),
  choice: or("on", "off"),
  goesWith: gids("Product", 1),
});
type Content = typeof anything extends fc.Arbitrary<infer Value> ? Value : never;

/** What Regulars publishes when all is well. */
const listOf = (kind: string, ids: readonly number[]) =>
  JSON.stringify(ids.map((id) => `gid://shopify/${kind}/${id}`));
const live = {
  kind: "percentage",
  percent: "10",
  method: "automatic",
  starts_at: PAST,
  scope: "all",
};
const shelfOf = (...ids: number[]) => ({
  ...{ title: "", message: "", products: listOf("Product", ids) },
});
const well: Content = {
  config: JSON.stringify({
    ...{ v: 2, order: ["s-one", "s-two"], consent: "opt-out", disclose: [], tiers: ["Gold"] },
    offers: [
      ["o-one", Date.parse(PAST) / 1000, 0],
      ["o-two", Date.parse(PAST) / 1000, Date.parse(FUTURE) / 1000],
    ],
  }),
  offers: { "o-one": live, "o-two": { ...live, method: "member_codes", ends_at: FUTURE } },
  segments: {
    "s-one": shelfOf(1, 2, 3, 4, 5, 6, 8, 9, 10, 12),
    "s-two": shelfOf(9, 10, 12, 13),
    everyone: shelfOf(15, 16, 17, 18, 19, 20),
  },
  tiers: { "t-1": { benefits: '["Gift wrap"]', collections: "[]" } },
  held: '["o-two","o-one","s-one"]',
  picks: listOf("Product", [3, 4, 5, 6, 8]),
  usual: listOf("ProductVariant", [40, 120, 70]),
  why: '{"3":"again","4":"with","5":"new"}',
  codes: '{"o-two":"ADA-1"}',
  tier: '{"name":"Gold","handle":"t-1","next":"Platinum","progress":40,"missing":{"orders":2}}',
  choice: "on",
  goesWith: listOf("Product", [4, 13, 15, 19]),
};
/** Everything by chance, or some of it in the midst of what is well. */
const content = fc
  .tuple(anything, fc.subarray(Object.keys(well)))
  .map(([given, kept]): Content => ({
    ...given,
    ...Object.fromEntries(Object.entries(well).filter(([key]) => kept.includes(key))),
  }));

const asked = fc.record({
  customerId: fc.constantFrom(CUSTOMER, CUSTOMER, CUSTOMER, null, 404),
  locale: fc.constantFrom("en", "de", "fr", "es", "ja", "ar"),
  path: fc.constantFrom("/", "/products/product-1", "/cart"),
  designMode: fc.boolean(),
  preview: fc.oneof(fc.constantFrom("", "guest", "s-one", "o-one", "Gold"), hostile),
  heading: fc.oneof(fc.constant(""), hostile),
});

function publish(given: Content): void {
  const on = (key: string, type: string, text: string) => {
    shop.metafield("CUSTOMER", CUSTOMER, key, type, text);
  };
  shop.config(given.config);
  for (const [name, fields] of Object.entries(given.offers)) shop.metaobject("offer", name, fields);
  for (const [name, fields] of Object.entries(given.segments)) {
    shop.metaobject("segment", name, fields);
  }
  for (const [name, fields] of Object.entries(given.tiers)) shop.metaobject("tier", name, fields);
  on("segments", "list.single_line_text_field", given.held);
  on("picks", "list.product_reference", given.picks);
  on("usual", "list.variant_reference", given.usual);
  for (const key of ["why", "codes", "tier"] as const) on(key, "json", given[key]);
  on("choice", "single_line_text_field", given.choice);
  shop.metafield("PRODUCT", 1, "goes_with", "list.product_reference", given.goesWith);
  shop.metafield("PRODUCT", 2, "goes_with", "list.product_reference", given.picks);
}

/** Whether any promise may be made to the customer at all, worked out from what was published and nothing of Liquid's. */
function mayPromise({ config: text, held, offers, choice }: Content): boolean {
  const { consent, offers: listed } = { consent: null, offers: null, ...Object(parsed(text)) } as {
    consent: unknown;
    offers: unknown;
  };
  const said = choice.trim();
  if (said === "off" || (consent !== "opt-out" && said !== "on")) return false;
  const handles: unknown = parsed(held);
  if (!Array.isArray(handles) || !Array.isArray(listed)) return false;
  return Object.entries(offers).some(([name, fields]) => {
    const isListed = listed.some(
      (entry: unknown) =>
        Array.isArray(entry) &&
        entry[0] === name &&
        Number(entry[1]) * 1000 <= NOW &&
        (entry[2] === 0 || Number(entry[2]) * 1000 > NOW),
    );
    const ends = fields.ends_at?.trim() ?? "";
    const isLive = Date.parse(fields.starts_at) <= NOW && (ends === "" || Date.parse(ends) > NOW);
    const isKnown = ["automatic", "code", "member_codes"].includes(fields.method);
    return handles.includes(name) && isListed && isLive && isKnown;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const htmlOf = (page: RenderedPage, name: string) =>
  page.blocks.filter((block) => block.name === name).map((block) => block.html);

test(
  "whatever is published, blocks are whole, escaped, true and never show a product twice",
  () => {
    fc.assert(
      fc.property(content, asked, (given, { preview, heading, ...who }) => {
        shop.store.transaction(() => {
          publish(given);
        });
        const settings = { preview_as: preview, heading };
        const page = renderStorefront(shop.store, {
          ...who,
          cart: { lines: [{ variantId: 20, quantity: 1 }], codes: [] },
          place: [
            ...["greeting", "tier", "usual", "why"].map((name) => ({ name, settings })),
            { name: "offer", settings: { ...settings, style: "banner" } },
            ...["goes_with", "shopper", "more"].map((source) => ({
              ...{ name: "shelf", settings: { ...settings, source } },
            })),
          ],
        });

        for (const { name, html } of page.blocks) {
          const { elements, faults } = readHtml(html);
          expect(faults, `${name}: ${html}`).toEqual([]);
          expect(html).not.toMatch(/Liquid error|Translation missing|\[object/);
          for (const { tagName, attrs } of elements) {
            expect(["x-evil", "script", "style", "iframe", "object"]).not.toContain(tagName);
            for (const attribute of attrs) {
              expect(attribute.name).not.toMatch(/^on|x-evil/);
              if (["href", "action", "src"].includes(attribute.name)) {
                expect(attribute.value).toMatch(/^\/s\/shelf\//);
              }
            }
          }
        }
        expect(page.limits.metaobjectHandles).toBeLessThanOrEqual(4);

        const shown = [...htmlOf(page, "shelf"), ...htmlOf(page, "usual")].flatMap((html) =>
          [...html.matchAll(/href="[^"]*\/product-(\d+)[?"]/g)].map((match) => Number(match[1])),
        );
        expect(shown.filter((id) => !forSale.has(id))).toEqual([]);
        expect(new Set(shown).size, `twice: ${shown.join()}`).toBe(shown.length);

        const promised = htmlOf(page, "offer").join("").includes("regulars-offer");
        const isPreview = who.designMode && preview.trim().startsWith("o-");
        if (promised && !isPreview) {
          expect(who.customerId).toBe(CUSTOMER);
          expect(mayPromise(given)).toBe(true);
        }
        if (!who.designMode && who.customerId !== CUSTOMER) {
          for (const name of ["tier", "usual", "offer"]) expect(htmlOf(page, name)).toEqual([""]);
        }
      }),
      { numRuns },
    );
  },
  60_000 + 200 * numRuns,
);
