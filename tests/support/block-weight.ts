import { readFileSync } from "node:fs";
import { join } from "node:path";
import { extensionFolder } from "#tests/devstore/storefront/app-blocks.ts";
import { renderStorefront, type Asked } from "#tests/devstore/storefront/render-storefront.ts";
import { shopOfStates } from "./block-states.ts";

/** What all blocks at once add to a page, for a customer of whom everything is known. */
interface TemplateWeight {
  template: string;
  /** Of HTML, without the markup of pictures, and of that. */
  htmlBytes: number;
  pictureBytes: number;
  cssBytes: number;
  scriptBytes: number;
  /** Besides pictures, which load when they come into view. */
  requests: number;
  /** At most: a loop that ends early counts whole. */
  loopTurns: number;
  metaobjects: number;
}

/** One block at its usual settings, without the markup of pictures; shelves have four products. */
interface BlockWeight {
  block: string;
  htmlBytes: number;
}

export interface StorefrontWeight {
  templates: TemplateWeight[];
  blocks: BlockWeight[];
}

const BLOCKS = [
  { name: "greeting" },
  { name: "offer", settings: { style: "banner" } },
  { name: "tier" },
  { name: "usual" },
  { name: "shelf", settings: { source: "goes_with" } },
  { name: "shelf" },
  { name: "shelf", settings: { source: "more" } },
  { name: "why" },
];
const TEMPLATES: readonly (readonly [string, string])[] = [
  ["index", "/"],
  ["product", "/products/product-9"],
  ["collection", "/collections/all"],
  ["cart", "/cart"],
  ["account", "/account"],
];
const CUSTOMER = 500;

/** Weighs the blocks as the development store renders them. The same wherever and whenever it is done. */
export function weighBlocks(): StorefrontWeight {
  const shop = shopOfStates();
  try {
    // As much as is ever published: what this customer holds comes last.
    const others = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, n) => `${prefix}-x${n}`);
    shop.config({
      order: [...others("s", 199), "s-aaaaaa"],
      offers: [...others("o", 99), "o-spend"].map((handle) => [handle, 1_750_000_000, 0]),
      disclose: [...others("US", 49), "DE"],
      tiers: ["Bronze", "Silver", "Gold"],
    });
    shop.segment("s-aaaaaa", { products: Array.from({ length: 50 }, (_, n) => n + 1) });
    shop.customer(CUSTOMER, {
      ...{ segments: ["o-spend", "s-aaaaaa"], codes: { "o-spend": "ADA-7QX2" } },
      ...{ picks: [1, 2, 4, 5, 6, 7, 8, 10], usual: [200, 210, 220, 230] },
      why: { 1: "again", 2: "with", 4: "like", 5: "new", 6: "popular", 7: "with", 8: "with" },
      tier: {
        ...{ name: "Silver", handle: "t-2", next: "Gold", progress: 60 },
        missing: { orders: 2 },
      },
    });
    shop.goesWith(9, [3, 14, 15, 16, 17]);
    const render = (path: string, place: Asked["place"]) =>
      renderStorefront(shop.store, {
        ...{ path, place, customerId: CUSTOMER, locale: "en" },
        cart: { lines: [{ variantId: 90, quantity: 1 }], codes: [] },
      });
    const templates = TEMPLATES.map(([template, path]): TemplateWeight => {
      const page = render(path, BLOCKS);
      const without = render(path, []);
      const html = page.blocks.map((block) => block.html).join("");
      const sheets = new Set(page.blocks.flatMap((block) => block.stylesheet ?? []));
      return {
        template,
        ...bytesOf(html),
        cssBytes: [...sheets].reduce((sum, file) => sum + asset(file).length, 0),
        scriptBytes: bytes((html.match(/<script[\s\S]*?<\/script>/g) ?? []).join("")),
        requests: sheets.size,
        loopTurns: page.limits.loopTurns - without.limits.loopTurns,
        metaobjects: page.limits.metaobjectHandles - without.limits.metaobjectHandles,
      };
    });
    const blocks = BLOCKS.map((one): BlockWeight => {
      const html = render("/products/product-9", [one])
        .blocks.map((block) => block.html)
        .join("");
      const kind = one.settings?.source ?? one.settings?.style;
      return {
        block: kind ? `${one.name}, ${kind}` : one.name,
        htmlBytes: bytesOf(html).htmlBytes,
      };
    });
    return { templates, blocks };
  } finally {
    shop.close();
  }
}

const PICTURES = /<img[^>]*>/g;
const bytes = (text: string) => Buffer.byteLength(text);
const bytesOf = (html: string) => ({
  htmlBytes: bytes(html.replaceAll(PICTURES, "")),
  pictureBytes: bytes((html.match(PICTURES) ?? []).join("")),
});
const asset = (file: string) => readFileSync(join(extensionFolder, "assets", file));
