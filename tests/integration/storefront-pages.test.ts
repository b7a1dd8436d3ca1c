import type { Server } from "node:http";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve } from "#tests/devstore/server.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { StorefrontShop } from "#tests/support/storefront-shop.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let shop: StorefrontShop;
let server: Server;
let browser: Browser;
let root: string;

beforeAll(async () => {
  shop = new StorefrontShop();
  for (let id = 1; id <= 14; id++) shop.product(id, { picture: id !== 5 });
  const started = Date.parse("2026-01-01T00:00:00Z") / 1000;
  shop.config({
    order: ["s-aaaaaa", "s-bbbbbb"],
    offers: [
      ["o-aaaaaa", started, 0],
      ["o-bbbbbb", started, 0],
    ],
    disclose: ["DE"],
  });
  const running = { starts_at: "2026-01-01T00:00:00Z", scope: "all", title: "For regulars" };
  shop.segment("everyone", { products: [1, 2, 3, 4, 5, 6] });
  shop.segment("s-aaaaaa", { products: [7, 8, 9, 10] });
  shop.segment("s-bbbbbb", { products: [] });
  shop.offer("o-aaaaaa", {
    ...running,
    ...{ kind: "percentage", percent: "10", method: "code", code: "HELLO" },
    ends_at: "2999-01-01T00:00:00Z",
  });
  shop.offer("o-bbbbbb", { ...running, kind: "free_shipping", method: "automatic" });
  shop.customer(1, {
    segments: ["o-aaaaaa", "s-aaaaaa"],
    ...{ picks: [5, 11, 12, 13], usual: [140, 90], why: { 5: "new", 11: "with" } },
    tier: { name: "Silver", next: "Gold", progress: 60, missing: { orders: 2 } },
  });
  shop.customer(2, { segments: ["o-bbbbbb", "s-bbbbbb"], choice: "off" });
  shop.goesWith(1, [2, 3, 4]);
  let origin: string;
  ({ server, origin } = await serve(shop.shops, 0));
  root = `${origin}/s/shelf`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  shop.close();
});

interface Look {
  readonly customerId?: number;
  readonly locale?: string;
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
}

async function visiting(look: Look, visit: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: 800 },
    colorScheme: look.colorScheme ?? "light",
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    if (look.customerId) await page.goto(`${root}/account/login?customer_id=${look.customerId}`);
    if (look.locale) await page.goto(`${root}/?locale=${look.locale}`);
    await visit(page);
  } finally {
    await context.close();
  }
}

/** What axe finds wrong with the page, by rule and place. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target)))`,
  );
  return Array.isArray(found) ? found.map(String) : ["axe did not run"];
}

const looks: readonly (readonly [string, Look])[] = [
  ["a guest", {}],
  ["a member with picks and a code, in the dark", { customerId: 1, colorScheme: "dark" }],
  ["a member with an automatic offer, on a telephone", { customerId: 2, width: 390 }],
  ["a member from right to left", { customerId: 1, locale: "ar", width: 390 }],
  ["a member in German", { customerId: 1, locale: "de" }],
];

describe.each(looks)("%s", (_, look) => {
  test.each(["/", "/products/product-1", "/cart"])(
    "%s has nothing that axe objects to, no script, and does not scroll sideways",
    async (path) => {
      await visiting(look, async (page) => {
        await page.goto(`${root}${path}`);
        expect(await page.locator("script").count()).toBe(0);
        const overflow: unknown = await page.evaluate(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect(overflow).toBe(0);
        expect(await findings(page)).toEqual([]);
      });
    },
  );
});

test.each(["/account", "/collections/all", "/nowhere"])(
  "%s: axe objects to nothing",
  async (path) => {
    await visiting({ customerId: 1 }, async (page) => {
      await page.goto(`${root}${path}`);
      expect(await findings(page)).toEqual([]);
    });
  },
);

test("a shopper signs in, fills the cart, orders, and sees the order", async () => {
  await visiting({}, async (page) => {
    await page.goto(`${root}/account`);
    await page.getByRole("link", { name: "Ada Byron" }).first().click();
    await page.goto(`${root}/products/product-2`);
    await page.getByLabel("Quantity").fill("3");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByLabel("Discount code").fill("NOPE");
    await page.getByRole("button", { name: "Apply" }).click();
    expect(await page.getByText("is not a code of this shop").isVisible()).toBe(true);
    expect(await (await page.request.get(`${root}/cart.js`)).json()).toMatchObject({
      ...{ item_count: 3, original_total_price: 3006, total_price: 3006 },
      discount_codes: [{ code: "NOPE", applicable: false }],
    });
    await page.getByRole("link", { name: "Check out" }).click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Place order" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Thank you");
    expect(await page.getByText("€30.06").isVisible()).toBe(true);
    expect(shop.store.get("SELECT customer_id, total_minor FROM orders")).toEqual({
      customer_id: 1,
      total_minor: 3006,
    });
    expect(await page.getByRole("link", { name: "Cart (0)" }).isVisible()).toBe(true);
  });
});

test("more than there is in stock is refused with a reason, and the cart kept", async () => {
  await visiting({ customerId: 2 }, async (page) => {
    await page.goto(`${root}/products/product-3`);
    await page.getByLabel("Quantity").fill("900");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("link", { name: "Check out" }).click();
    await page.getByRole("button", { name: "Place order" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("sold out");
    expect(await page.getByRole("link", { name: "Cart (900)" }).isVisible()).toBe(true);
  });
});

describe("addresses that nobody was given", () => {
  test.each([
    "/products/none",
    "/collections/none",
    "/nowhere",
    "/orders/x",
    "/cart/none",
    "/%E0%A4%A",
  ])("%s is a page that says so", async (path) => {
    const response = await fetch(`${root}${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get("x-devstore-limits")).toMatch(/^metaobject-handles=\d+\/20/);
  });

  test("a picture is drawn for any name, and no file outside the theme is served", async () => {
    for (const name of ["teapot", "%E0%A4%A", "%3Cscript%3E"]) {
      const response = await fetch(`${root}/images/${name}.svg`);
      expect(response.headers.get("content-type")).toBe("image/svg+xml");
      expect(await response.text()).not.toContain("<script");
    }
    expect((await fetch(`${root}/assets/..%2f..%2froom.css`)).status).toBe(404);
  });

  test("a return address elsewhere is not followed, and an unknown customer not signed in", async () => {
    for (const path of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
      const url = `${root}/discount/X?redirect=${encodeURIComponent(path)}`;
      const response = await fetch(url, { redirect: "manual" });
      expect(response.headers.get("location")).toBe("/s/shelf/");
    }
    const response = await fetch(`${root}/account/login?customer_id=999`, { redirect: "manual" });
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});
