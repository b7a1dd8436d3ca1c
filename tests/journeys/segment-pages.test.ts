import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eachDatabase } from "#tests/support/databases.ts";
import {
  IMPORT_MS,
  startMerchantBrowser,
  type MerchantBrowser,
} from "#tests/support/merchant-browser.ts";

const VIEWPORTS = {
  "on a desk": { width: 1440, height: 900 },
  "on a telephone": { width: 390, height: 844 },
};

/** Pages of segments and of models, and what stands on each when it is there. `:segment` and `:customer` are the shop's. */
const PAGES: Readonly<Record<string, RegExp>> = {
  "/app/rfm": /^Agreement with Shopify/,
  "/app/rfm/lifetime": /^Chance to be alive|^Lifetime/,
  "/app/tiers": /^How tiers are earned and kept/,
  "/app/segments/templates": /^What do you want to do/,
  ":segment": /^Shared with other segments|^Overlap/,
  ":segment?day=2026-01-15": /in it at the end of that day/,
  ":customer": /^Moves|^Orders/,
  "/app/recommendations": /^How good they are/,
};

/** One database: what a page looks like does not depend on it. */
eachDatabase((engine) => {
  describe.skipIf(engine.name !== "sqlite")("pages of segments", () => {
    let merchant: MerchantBrowser;
    const places = { ":segment": "", ":customer": "" };

    beforeAll(async () => {
      merchant = await startMerchantBrowser(engine);
      const { page, app, admin } = merchant;
      await page.goto(admin);
      await app.getByText(/^Storefront: .*\d/).waitFor({ timeout: IMPORT_MS });
      await merchant.open("/app/segments");
      places[":segment"] = await hrefOf("Repeat customers");
      await merchant.open(places[":segment"]);
      places[":customer"] = await hrefOf(/^Customer \d+/);
    });
    afterAll(() => merchant.stop());

    /** Where a link of the app's page goes. */
    async function hrefOf(name: string | RegExp): Promise<string> {
      const href = await merchant.app.getByRole("link", { name }).first().getAttribute("href");
      return new URL(href ?? "", merchant.web.url).pathname;
    }

    describe.each(Object.entries(VIEWPORTS))("%s", (_name, viewport) => {
      beforeAll(() => merchant.page.setViewportSize(viewport));

      test.each(Object.entries(PAGES))(
        "%s has no barrier and is no wider than the screen",
        async (path, says) => {
          const place = path.replace(/^:\w+/, (name) => places[name as keyof typeof places]);
          await merchant.open(place);
          await merchant.app.getByText(says).first().waitFor();
          expect(await merchant.barriers()).toEqual([]);
          expect(await overflowOf(merchant)).toBeLessThanOrEqual(0);
        },
      );
    });

    test("a past day is compared with that day's purchases where a telephone is held", async () => {
      await merchant.open(`${places[":segment"]}?day=2026-01-15`);
      await merchant.app.getByRole("button", { name: /^Compare with/ }).click();
      await merchant.app.getByText(/^The segment was made after that day|^Equal/).waitFor();
      expect(await merchant.barriers()).toEqual([]);
    });

    test("no page complained in the browser", () => {
      expect(merchant.complaints).toEqual([]);
    });
  });
});

/** By how many pixels the app's page is wider than what shows it. */
const overflowOf = ({ page, web }: MerchantBrowser): Promise<number> =>
  page
    .frames()
    .find((frame) => frame.url().startsWith(web.url))
    ?.evaluate(() => document.documentElement.scrollWidth - window.innerWidth) ??
  Promise.reject(new Error("the app is not there"));
