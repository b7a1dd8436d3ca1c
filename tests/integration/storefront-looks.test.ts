import { mkdirSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "#tests/devstore/server.ts";
import { blockStates, renderState, shopOfStates } from "#tests/support/block-states.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import type { StorefrontShop } from "#tests/support/storefront-shop.ts";

/** With BLOCK_PICTURES=folder every look is taken instead of two opposite ones, and pictures are kept to be looked at. */
const pictures = process.env.BLOCK_PICTURES;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let shop: StorefrontShop;
let server: Server;
let browser: Browser;
let origin: string;
beforeAll(async () => {
  shop = shopOfStates();
  ({ server, origin } = await serve(shop.shops, 0));
  browser = await launchBrowser();
  if (pictures) mkdirSync(pictures, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  shop.close();
});

/** All blocks in all their states, below one another on one page of the theme. */
function pageOfStates(locale: string): string {
  const sections = [...Map.groupBy(blockStates, ({ block }) => block)].map(([block, states]) => {
    const looks = states.map((state) => {
      const html = renderState(shop, state, locale).blocks[0]?.html ?? "";
      return `<div lang="${locale}"><p lang="en" dir="ltr"><small>${state.state}</small></p>${html}</div>`;
    });
    const text = looks.join("").replaceAll("<details", "<details open");
    return `<section id="${block}" class="page-width"><h1 lang="en">${block}</h1>${text}</section>`;
  });
  const whole = renderState(shop, { block: "greeting", state: "" }, locale).html;
  return whole
    .replace(/<main[\s\S]*<\/main>/, () => `<main id="main">${sections.join("")}</main>`)
    .replace("<head>", `<head><base href="${origin}/">`);
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target)))`,
  );
  return Array.isArray(found) ? found.map(String) : ["axe did not run"];
}

type Look = readonly ["light" | "dark", string, number];
const opposites: readonly Look[] = [
  ["light", "en", 1280],
  ["dark", "ar", 390],
];
const everyLook = (["light", "dark"] as const).flatMap((scheme) =>
  ["en", "ar"].flatMap((locale) => [390, 1280].map((width): Look => [scheme, locale, width])),
);

test.each(pictures ? everyLook : opposites)(
  "in a %s scheme, in %s, %i wide no block in any state has a fault that axe finds",
  async (colorScheme, locale, width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    try {
      const page = await context.newPage();
      await page.setContent(pageOfStates(locale), { waitUntil: "networkidle" });
      const overflow: unknown = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow).toBe(0);
      expect(await findings(page)).toEqual([]);
      if (!pictures) return;
      for (const block of new Set(blockStates.map((state) => state.block))) {
        const path = join(pictures, `blocks-${block}-${colorScheme}-${locale}-${width}.png`);
        await page.locator(`#${block}`).screenshot({ path });
      }
    } finally {
      await context.close();
    }
  },
);

test("every block is among those that are looked at, in a state that shows something", () => {
  for (const state of blockStates) {
    expect(
      renderState(shop, state, "en").blocks[0]?.html,
      `${state.block}, ${state.state}`,
    ).toBeTruthy();
  }
});
