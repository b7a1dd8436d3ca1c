import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#app/db/database.server.ts";
import { ordinaryUserAgent } from "#tests/support/browser.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import {
  IMPORT_MS,
  startMerchantBrowser,
  type MerchantBrowser,
} from "#tests/support/merchant-browser.ts";

/** From a click to what Shopify's checkout and storefront hold. */
const PUBLISH_MS = 40_000;
const OFFER = "Come back to us";
const OF_TIER = "Thank you for so many orders";
const BENEFIT = "Free gift wrap";

/** An offer's whole life in a browser, from the merchant's and from the shoppers' side: each test goes on where the one before ended. */
eachDatabase((engine) => {
  let merchant: MerchantBrowser;
  let page: Page;
  let app: FrameLocator;

  beforeAll(async () => {
    merchant = await startMerchantBrowser(engine);
    ({ page, app } = merchant);
  });
  afterAll(() => merchant.stop());

  const heading = (name: string | RegExp) => app.getByRole("heading", { name, level: 1 });
  const goTo = (name: string) => page.getByRole("link", { name, exact: true }).click();
  const press = (name: string) => app.getByRole("button", { name, exact: true }).click();

  const barriers = () => merchant.barriers();

  /** The offer whose page is open, whatever its guards ask to be confirmed. */
  async function activate() {
    await app.getByText("Before it goes out").waitFor({ timeout: 30_000 });
    const confirmations = app.getByLabel("I know, and mean it");
    for (let each = 0; each < (await confirmations.count()); each++) {
      await confirmations.nth(each).check();
    }
    await press("Activate");
    await app.getByText("Live", { exact: true }).waitFor({ timeout: PUBLISH_MS });
    await app.getByText(/later Shopify knew its members/).waitFor({ timeout: PUBLISH_MS });
  }

  /** What a signed-in customer reads of their tier on their account's page. */
  async function tierToldTo(customerId: number) {
    const { browser, storefront } = merchant;
    const shopper = await browser.newPage({ userAgent: await ordinaryUserAgent(browser) });
    await shopper.goto(`${storefront}/account/login?customer_id=${customerId}`);
    await shopper.goto(`${storefront}/account`);
    const told = await shopper.locator(".regulars-tier").allInnerTexts();
    await shopper.close();
    return told.join("\n");
  }

  /** What a shopper is promised on a product's page, and what a checkout takes off. Null: a guest. */
  async function shopAs(customerId: number | null, productHandle: string) {
    const { browser, storefront } = merchant;
    const context = await browser.newContext({ userAgent: await ordinaryUserAgent(browser) });
    const shopper = await context.newPage();
    if (customerId !== null)
      await shopper.goto(`${storefront}/account/login?customer_id=${customerId}`);
    await shopper.goto(`${storefront}/products/${productHandle}`);
    const isPromised = (await shopper.locator(".regulars-offer").count()) > 0;
    await shopper.locator(".product__form button").click();
    const cart = (await (await context.request.get(`${storefront}/cart.js`)).json()) as {
      original_total_price: number;
      total_price: number;
    };
    await context.close();
    return { isPromised, share: 1 - cart.total_price / cart.original_total_price };
  }

  /** Read where the app keeps it: who of an offer's members was drawn for it, who was held out, and a product to buy. */
  async function cast(title: string) {
    const { db, close } = openDatabase(merchant.databaseUrl);
    const assigned = await db
      .selectFrom("offerAssignments as assigned")
      .innerJoin("offers", "offers.offerId", "assigned.offerId")
      .select(["assigned.customerId", "assigned.isHeldOut"])
      .where("offers.title", "=", title)
      .orderBy("assigned.customerId")
      .execute();
    const outsider = await db
      .selectFrom("customerTiers")
      .select("customerId")
      .where("tierId", "is", null)
      .limit(1)
      .executeTakeFirst();
    const product = await db
      .selectFrom("products")
      .select("handle")
      .where("isAvailable", "=", 1)
      .where("status", "=", "ACTIVE")
      .where("publishedAt", "is not", null)
      .orderBy("minPriceMinor", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    await close();
    return {
      member: assigned.find(({ isHeldOut }) => isHeldOut === 0)?.customerId ?? NaN,
      heldOut: assigned.find(({ isHeldOut }) => isHeldOut === 1)?.customerId ?? NaN,
      outsider: outsider?.customerId ?? NaN,
      productHandle: product.handle,
    };
  }

  test("the shop is imported, and its segments are there", { timeout: IMPORT_MS }, async () => {
    await page.goto(merchant.admin);
    await heading("Home").waitFor();
    await app.getByText(/^Storefront: .*\d/).waitFor({ timeout: IMPORT_MS });
  });

  test("a merchant designs an offer for who is at risk, and is stopped by the margin guard", async () => {
    await goTo("Segments");
    await app.getByRole("link", { name: "At risk", exact: true }).click();
    await heading("At risk").waitFor();
    await app.getByRole("link", { name: "Create offer" }).click();
    await heading("Create offer").waitFor();
    expect(await app.getByLabel("Segment", { exact: true }).locator("option:checked").innerText()).toMatch(/^At risk/); // prettier-ignore
    await app.getByLabel("Percentage", { exact: true }).fill("500");
    await press("Save draft");
    await app.getByText("From 1 to 100 per cent, with two decimals at most").waitFor();
    await app.getByText("This is needed").waitFor();

    await app.getByLabel("Name").fill(OFFER);
    await app.getByLabel("Percentage", { exact: true }).fill("95");
    await app.getByLabel("Kept from it, to compare").fill("50");
    await app.getByLabel("Quiet days").fill("0");
    await app.getByText(/^95% off everything for the \d+ members of At risk/).waitFor();
    await app.getByText("Stops it").waitFor();
    await app.getByText(/^It would leave/).waitFor();
    expect(await barriers()).toEqual([]);

    await press("Save draft");
    await heading(OFFER).waitFor();
    await app.getByText("Stops it").waitFor();
    expect(await app.getByRole("button", { name: "Activate" }).isDisabled()).toBe(true);
    expect(await barriers()).toEqual([]);
  });

  test("the merchant mends it and activates it; it is shown once Shopify knows its members", async () => {
    await app.getByRole("link", { name: "Edit" }).click();
    await heading(`Edit ${OFFER}`).waitFor();
    await app.getByLabel("Percentage", { exact: true }).fill("10");
    await app.getByText("Stops it").waitFor({ state: "detached" });
    await press("Save draft");
    await heading(OFFER).waitFor();
    await activate();
    await app.getByText("Held out, to compare").waitFor();
    expect(await barriers()).toEqual([]);
  }, 120_000);

  test("a member is promised it and gets it; who is held out and a guest are not and do not", async () => {
    const { member, heldOut, productHandle } = await cast(OFFER);
    expect([member, heldOut]).not.toContain(NaN);
    await expect
      .poll(() => shopAs(member, productHandle), { timeout: PUBLISH_MS })
      .toEqual({ isPromised: true, share: expect.closeTo(0.1, 3) as number });
    const nothing = { isPromised: false, share: 0 };
    expect(await shopAs(heldOut, productHandle)).toEqual(nothing);
    expect(await shopAs(null, productHandle)).toEqual(nothing);
  }, 60_000);

  test("paused, it is gone from the storefront and from the checkout", async () => {
    const { member, productHandle } = await cast(OFFER);
    await press("Pause");
    await app.getByText("Paused", { exact: true }).waitFor();
    expect(await barriers()).toEqual([]);
    await expect
      .poll(() => shopAs(member, productHandle), { timeout: PUBLISH_MS })
      .toEqual({ isPromised: false, share: 0 });
  }, 60_000);

  test("offers stand by their phase", async () => {
    await goTo("Offers");
    await app.getByRole("tab", { name: /^Paused/ }).click();
    await app.getByRole("link", { name: OFFER }).waitFor();
    await app.getByText("10% off everything").waitFor();
    expect(await barriers()).toEqual([]);
  });

  test("a merchant makes tiers, and says what the highest gives", async () => {
    await goTo("Tiers");
    await heading("Tiers").waitFor();
    await press("Save");
    await app.getByText("Who is in which tier").waitFor({ timeout: PUBLISH_MS });
    await app.getByText("Customers are being put into their tiers").waitFor({
      ...{ state: "detached", timeout: PUBLISH_MS },
    });
    expect(await barriers()).toEqual([]);
    await app.getByRole("link", { name: "What tiers give" }).click();
    await heading("What tiers give").waitFor();
    await app.getByLabel("A line for members").first().fill(BENEFIT);
    await app.getByRole("button", { name: "Add", exact: true }).first().click();
    await app.getByText(BENEFIT, { exact: true }).waitFor();
    expect(await barriers()).toEqual([]);

    await app.getByRole("button", { name: "Add an offer for members" }).first().click();
    await heading("Create offer").waitFor();
    await app.getByLabel("Name").fill(OF_TIER);
    await app.getByLabel("Percentage", { exact: true }).fill("20");
    await app.getByLabel("Kept from it, to compare").fill("0");
    await app.getByLabel("Quiet days").fill("0");
    await app.getByText(/^20% off everything for the \d+ members? of Tier: Gold/).waitFor();
    await press("Save draft");
    await heading(OF_TIER).waitFor();
    await activate();
  }, 120_000);

  test("who is in the tier reads what it gives and has its offer; others and guests do not", async () => {
    const { member, outsider, productHandle } = await cast(OF_TIER);
    expect([member, outsider]).not.toContain(NaN);
    await expect
      .poll(() => shopAs(member, productHandle), { timeout: PUBLISH_MS })
      .toEqual({ isPromised: true, share: expect.closeTo(0.2, 3) as number });
    await expect.poll(() => tierToldTo(member), { timeout: PUBLISH_MS }).toContain(BENEFIT);
    const nothing = { isPromised: false, share: 0 };
    expect(await shopAs(outsider, productHandle)).toEqual(nothing);
    expect(await tierToldTo(outsider)).not.toContain(BENEFIT);
    expect(await shopAs(null, productHandle)).toEqual(nothing);

    await press("Pause");
    await app.getByText("Paused", { exact: true }).waitFor();
    await expect
      .poll(() => shopAs(member, productHandle), { timeout: PUBLISH_MS })
      .toEqual(nothing);
  }, 90_000);

  test("no page complained in the browser", () => {
    expect(merchant.complaints.filter((text) => !text.includes("422"))).toEqual([]);
  });
});
