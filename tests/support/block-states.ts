import {
  renderStorefront,
  type Asked,
  type RenderedPage,
} from "#tests/devstore/storefront/render-storefront.ts";
import type { GivenBlock } from "#tests/devstore/storefront/sections.ts";
import { StorefrontShop } from "./storefront-shop.ts";

/** A block as one shopper sees it. */
interface BlockState {
  readonly block: string;
  readonly state: string;
  readonly settings?: GivenBlock["settings"];
  readonly customerId?: number;
  readonly path?: string;
  readonly cart?: Asked["cart"];
  readonly designMode?: boolean;
}

const STARTED = "2026-01-01T00:00:00Z";
const euros = (amount: string) => JSON.stringify({ amount, currency_code: "EUR" });

const offers: Readonly<Record<string, Record<string, string | readonly number[]>>> = {
  percentage: { kind: "percentage", percent: "12.5", ends_at: "2999-01-01T00:00:00Z" },
  amount: { kind: "amount", amount: euros("5"), minimum_amount: euros("40"), once: "true" },
  each: { kind: "amount_each", amount: euros("0.5"), scope: "some", products: [1, 2, 3, 4] },
  shipping: { kind: "free_shipping", minimum_quantity: "3", limited: "true" },
  pieces: {
    ...{ kind: "buy_x_get_y", buys_quantity: "2", gets_quantity: "1", percent: "100" },
    ...{ scope: "some", method: "code", code: "TEA-FOR-TWO" },
  },
  spend: {
    ...{ kind: "buy_x_get_y", minimum_amount: euros("50"), gets_quantity: "1", percent: "50" },
    ...{ scope: "some", method: "member_codes" },
  },
};
const offerNames = Object.keys(offers);
const holderOf = (name: string) => 100 + offerNames.indexOf(name);

/** A shop in which every block can be seen in every state. */
export function shopOfStates(): StorefrontShop {
  const shop = new StorefrontShop();
  const titles = [
    "Teapot for four",
    "Oolong, 100 g",
    "Cup and saucer",
    "A very long name of a thing",
  ];
  for (let id = 1; id <= 24; id++) {
    shop.product(id, { title: titles[id - 1] ?? `Product ${id}`, picture: id !== 3 });
  }
  shop.variant(2000, 2, { priceMinor: 2400 });
  shop.store.run("UPDATE variants SET title = '250 g' WHERE id = 2000");
  shop.config({
    order: ["s-aaaaaa"],
    offers: offerNames.map((name) => [`o-${name}`, Date.parse(STARTED) / 1000, 0]),
    disclose: ["DE"],
    tiers: ["Bronze", "Silver", "Gold"],
  });
  shop.segment("everyone", { products: Array.from({ length: 20 }, (_, n) => n + 1) });
  shop.segment("s-aaaaaa", { products: [11, 12, 13, 14, 15, 16, 17, 18] });
  for (const [name, fields] of Object.entries(offers)) {
    const usual = { title: "A thank-you for regulars", scope: "all", method: "automatic" };
    shop.offer(`o-${name}`, { ...usual, starts_at: STARTED, ...fields });
    shop.customer(holderOf(name), {
      segments: [`o-${name}`, "s-aaaaaa"],
      codes: { [`o-${name}`]: "ADA-7QX2" },
    });
  }
  shop.customer(1, {
    ...{ segments: ["s-aaaaaa"], picks: [1, 2, 3, 4, 5], usual: [2000, 30, 10] },
    why: { 1: "again", 2: "with", 3: "like", 4: "new", 5: "chosen" },
    tier: {
      ...{ name: "Silver", handle: "t-2", next: "Gold", progress: 62.4 },
      as_of: "2026-11-20T12:00:00Z",
      missing: { amount: "38.5", currency: "EUR" },
    },
  });
  shop.customer(2, {
    tier: { name: "Silver", next: "Gold", progress: 50, missing: { orders: 1 } },
    choice: "off",
  });
  shop.customer(3, {
    tier: { name: "", next: "Bronze", progress: 0, missing: { orders: 3 } },
    segments: ["s-aaaaaa"],
  });
  shop.customer(4, { tier: { name: "Gold", next: null, progress: 100 } });
  shop.store.run("UPDATE customers SET first_name = NULL WHERE id = 4");
  shop.metaobject("tier", "t-2", {
    benefits: '["Gift wrap for nothing","A call on your birthday"]',
  });
  shop.goesWith(1, [5, 6, 7, 8]);
  shop.goesWith(2, [9, 10, 11]);
  return shop;
}

export const blockStates: readonly BlockState[] = [
  { block: "greeting", state: "guest" },
  { block: "greeting", state: "by name", customerId: 1 },
  { block: "greeting", state: "without a name", customerId: 4 },
  ...offerNames.map((name) => ({
    ...{ block: "offer", state: `${name}, line`, customerId: holderOf(name) },
    settings: { style: "line" },
  })),
  ...["percentage", "spend"].map((name) => ({
    ...{ block: "offer", state: `${name}, banner`, customerId: holderOf(name) },
    settings: { style: "banner" },
  })),
  { block: "offer", state: "nothing, in the editor", designMode: true },
  { block: "shelf", state: "guest" },
  { block: "shelf", state: "picks", customerId: 1, settings: { leave_usual: false } },
  { block: "shelf", state: "picks, less what is bought again", customerId: 1 },
  { block: "shelf", state: "segment", customerId: 3, settings: { limit: 8 } },
  { block: "shelf", state: "more", customerId: 1, settings: { source: "more" } },
  {
    ...{ block: "shelf", state: "goes with a product", path: "/products/product-1" },
    settings: { source: "goes_with", heading: "Brew it well" },
  },
  {
    ...{
      block: "shelf",
      state: "goes with a cart",
      path: "/cart",
      settings: { source: "goes_with" },
    },
    cart: {
      lines: [
        { variantId: 10, quantity: 1 },
        { variantId: 20, quantity: 2 },
      ],
      codes: [],
    },
  },
  { block: "tier", state: "an amount to go", customerId: 1 },
  { block: "tier", state: "an order to go", customerId: 3 },
  { block: "tier", state: "the highest", customerId: 4 },
  { block: "usual", state: "due", customerId: 1 },
  { block: "why", state: "guest" },
  { block: "why", state: "on", customerId: 1 },
  { block: "why", state: "off", customerId: 2 },
];

export function renderState(
  shop: StorefrontShop,
  { block, settings = {}, path = "/", ...asked }: BlockState,
  locale: string,
): RenderedPage {
  return renderStorefront(shop.store, {
    ...{ path, locale, ...asked },
    place: [{ name: block, settings }],
  });
}
