import axe from "axe-core";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { launchBrowser, ordinaryUserAgent } from "./browser.ts";
import type { Engine } from "./databases.ts";
import { startDevstoreProcess } from "./devstore-process.ts";
import { freePort } from "./postgres-server.ts";
import { startWebApp, startWorkerApp, type WebApp } from "./web-app.ts";

/** How long the shop may take from the first click to a published storefront. */
export const IMPORT_MS = 60_000;

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

/** A merchant before Shopify's admin, with the app beside a development store of 200 customers. */
export interface MerchantBrowser {
  web: WebApp;
  browser: Browser;
  page: Page;
  /** The app, inside the admin. */
  app: FrameLocator;
  /** Where Shopify's admin is. */
  admin: string;
  /** Where its shoppers are. */
  storefront: string;
  /** Of the app. */
  databaseUrl: string;
  /** What the browser found fault with. */
  complaints: string[];
  /** Opens a page of the app by its path, past the admin's menu. */
  open: (path: string) => Promise<void>;
  /** What axe finds wrong with the app's page as it stands. */
  barriers: () => Promise<string[]>;
  stop: () => Promise<void>;
}

export async function startMerchantBrowser(engine: Engine): Promise<MerchantBrowser> {
  const stops: (() => Promise<void>)[] = [];
  const port = await freePort();
  const today = new Date().toISOString().slice(0, 10);
  const devstore = await startDevstoreProcess({
    appUrl: `http://localhost:${port}`,
    flags: ["--generate", "200", "--today", today, "--grant", "read_all_orders"],
  });
  stops.push(devstore.stop);
  const databaseUrl = await engine.create();
  const options = { databaseUrl, devstoreUrl: devstore.url, port };
  const web = await startWebApp(options);
  stops.push(web.stop);
  stops.push((await startWorkerApp(options)).stop);
  const browser = await launchBrowser();
  stops.push(() => browser.close());
  const page = await browser.newPage({
    userAgent: await ordinaryUserAgent(browser),
    viewport: { width: 1440, height: 900 },
  });
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on("pageerror", (fault) => complaints.push(String(fault)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  const admin = `${devstore.url}/store/demo`;
  return {
    ...{ web, browser, page, admin, complaints, databaseUrl },
    storefront: `${devstore.url}/s/demo`,
    app: page.frameLocator("iframe"),
    open: async (path) => {
      await page.goto(`${admin}/open?path=${encodeURIComponent(path)}`);
    },
    barriers: () => barriersOf(page, web.url),
    stop: async () => {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

async function barriersOf(page: Page, url: string): Promise<string[]> {
  const frame = page.frames().find((one) => one.url().startsWith(url));
  if (!frame) throw new Error("the app is not there");
  await frame.addScriptTag({ content: axe.source });
  return frame.evaluate(async (tags) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations } = await inPage.run({ runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ""}`);
  }, RULES);
}
