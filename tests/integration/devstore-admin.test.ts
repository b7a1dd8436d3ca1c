import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { generateShop } from "#tests/devstore/data/generate.ts";
import { serve } from "#tests/devstore/server.ts";
import { sessionTokenFault } from "#tests/devstore/oauth/session-token.ts";
import { readAppConfig } from "#tests/devstore/store/app-config.ts";
import { Shops } from "#tests/devstore/store/open-store.ts";
import { launchBrowser } from "#tests/support/browser.ts";

const SECRET = "secret";
const KEY = "key";
const SHOP = "demo.myshopify.com";

/** A minimal embedded app: what the stand-in has to serve, without any framework between. */
function appPage(bridge: string, path: string): string {
  return `<!doctype html><html><head><title>App</title><script src="${bridge}" data-api-key="${KEY}"></script></head><body>
    <ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/segments">Segments</a><a href="/app/offers">Offers</a></ui-nav-menu>
    <ui-title-bar title="Page ${path}"><button variant="primary" id="create">Create</button></ui-title-bar>
    <ui-save-bar id="bar"><button variant="primary" id="save">Save</button><button id="discard">Discard</button></ui-save-bar>
    <ui-modal id="modal"><ui-title-bar title="Sure?"><button variant="primary" id="yes">Yes</button></ui-title-bar><div><p>Really end it?</p></div></ui-modal>
    <h1>${path}</h1><p id="said"></p>
    <a id="customer" href="shopify://admin/customers/7000000000001">A customer</a>
    <a id="product" href="shopify://admin/products/8000000000001" target="_top">A product</a>
    <script>
      const say = (text) => { document.getElementById("said").textContent = text; };
      addEventListener("shopify:navigate", (event) => { history.pushState(null, "", event.target.getAttribute("href")); document.querySelector("h1").textContent = location.pathname; });
      for (const id of ["create", "save", "discard", "yes"]) document.getElementById(id).onclick = () => say(id);
    </script></body></html>`;
}

let appServer: Server;
let shops: Shops;
let storeServer: Server;
let origin = "";
let directory = "";
let browser: Browser;
let page: Page;
let bearers: string[] = [];
let isTokenRefused = false;

async function answerApp(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? "/", "http://app");
  await Promise.resolve();
  if (url.pathname === "/app/data") {
    bearers.push(incoming.headers.authorization ?? "");
    if (isTokenRefused) {
      isTokenRefused = false;
      outgoing.writeHead(401, { "x-shopify-retry-invalid-session-request": "1" }).end();
    } else outgoing.writeHead(200, { "content-type": "text/plain" }).end("data");
    return;
  }
  outgoing.writeHead(200, { "content-type": "text/html" });
  if (url.pathname === "/auth/session-token") {
    outgoing.end(`<script data-api-key="${KEY}" src="${origin}/app-bridge.js"></script>`);
    return;
  }
  const text =
    url.pathname === "/bounce" && !url.searchParams.has("returned")
      ? `<script>location.href = "/auth/session-token?shopify-reload=" + encodeURIComponent(location.origin + "/app/back?returned=1")</script>`
      : appPage(`${origin}/app-bridge.js`, url.pathname);
  outgoing.end(text);
}

const app = () => page.frameLocator("#app");
const inApp = <Answer>(work: string): Promise<Answer> => {
  const frame = page.frame("app-iframe");
  if (!frame) throw new Error("the app's frame is missing");
  return frame.evaluate(work);
};

beforeAll(async () => {
  appServer = createServer((incoming, outgoing) => void answerApp(incoming, outgoing));
  await new Promise<void>((resolve) => appServer.listen(0, "localhost", resolve));
  const address = appServer.address();
  const port = typeof address === "object" ? address?.port : 0;
  directory = mkdtempSync(join(tmpdir(), "regulars-admin-"));
  const toml = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));
  shops = new Shops(
    directory,
    readAppConfig(toml, { clientId: KEY, secret: SECRET, url: `http://localhost:${String(port)}` }),
  );
  await generateShop(shops.open(SHOP), { seed: 7, customers: 200, today: "2026-11-21" });
  ({ server: storeServer, origin } = await serve(shops, 0));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  storeServer.close();
  storeServer.closeAllConnections();
  appServer.close();
  appServer.closeAllConnections();
  shops.close();
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(async () => {
  bearers = [];
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
});

describe("the admin page", () => {
  test("opens the app with Shopify's signed parameters", async () => {
    const answer = await fetch(`${origin}/store/demo/apps/regulars/app/segments?page=2`);
    const src =
      /<iframe[^>]*src="([^"]+)"/.exec(await answer.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
    const url = new URL(src);
    expect(url.pathname).toBe("/app/segments");
    const given = Object.fromEntries(url.searchParams);
    expect(given).toMatchObject({ embedded: "1", shop: SHOP, locale: "en", page: "2" });
    expect(Buffer.from(given.host ?? "", "base64").toString()).toBe("admin.shopify.com/store/demo");
    const { hmac, ...signed } = given;
    const text = Object.entries(signed)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
    expect(hmac).toBe(createHmac("sha256", SECRET).update(text).digest("hex"));
    const valid = { secret: SECRET, clientId: KEY, domain: SHOP, now: Date.now() };
    expect(sessionTokenFault(given.id_token ?? "", valid)).toBeNull();
    expect(sessionTokenFault(given.id_token ?? "", { ...valid, now: Date.now() + 90_000 })).toBe(
      "token has expired",
    );
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
  });

  test("draws the app's title, buttons and navigation, and keeps the address in step", async () => {
    await page.goto(`${origin}/store/demo`);
    await page.getByRole("heading", { name: "Page /" }).waitFor();
    const menu = page.getByRole("list", { name: "Regulars" });
    await menu.getByRole("link", { name: "Segments" }).click();
    await app().getByRole("heading", { name: "/app/segments" }).waitFor();
    await page.waitForURL(`${origin}/store/demo/apps/regulars/app/segments`);
    expect(await menu.getByRole("link", { name: "Segments" }).getAttribute("aria-current")).toBe(
      "page",
    );
    await page.getByRole("button", { name: "Create" }).click();
    await app().getByText("create", { exact: true }).waitFor();
    await page.reload();
    await app().getByRole("heading", { name: "/app/segments" }).waitFor();
  });

  test("gives requests of the app a session token, and another when the app refuses one", async () => {
    await page.goto(`${origin}/store/demo/apps/regulars/app`);
    await app().getByRole("heading", { name: "/app" }).waitFor();
    isTokenRefused = true;
    expect(await inApp<string>(`fetch("/app/data").then((answer) => answer.text())`)).toBe("data");
    expect(bearers).toHaveLength(2);
    expect(bearers[0]).not.toBe(bearers[1]);
    for (const bearer of bearers) {
      const token = bearer.replace("Bearer ", "");
      expect(
        sessionTokenFault(token, { secret: SECRET, clientId: KEY, domain: SHOP, now: Date.now() }),
      ).toBeNull();
    }
  });

  test("the bounce page comes back with a session token", async () => {
    await page.goto(`${origin}/store/demo/apps/regulars/bounce`);
    await app().getByRole("heading", { name: "/app/back" }).waitFor();
    expect(await inApp<string>("location.search")).toContain("id_token=");
    await page.waitForURL(`${origin}/store/demo/apps/regulars/app/back?returned=1`);
  });

  test("shows toasts, the save bar, a modal and progress", async () => {
    await page.goto(`${origin}/store/demo/apps/regulars/app`);
    await app().getByRole("heading", { name: "/app" }).waitFor();
    await inApp(`shopify.toast.show("Segment saved")`);
    await page.getByRole("status").getByText("Segment saved").waitFor();
    await inApp(`shopify.saveBar.show("bar")`);
    await page.getByRole("button", { name: "Save" }).click();
    await app().getByText("save", { exact: true }).waitFor();
    await inApp(`shopify.saveBar.hide("bar")`);
    await page.getByRole("button", { name: "Discard" }).waitFor({ state: "hidden" });
    await inApp(`shopify.modal.show("modal")`);
    await app().getByRole("dialog", { name: "Sure?" }).getByText("Really end it?").waitFor();
    await app().getByRole("button", { name: "Yes" }).click();
    await app().getByText("yes", { exact: true }).waitFor();
    await inApp(`shopify.modal.hide("modal")`);
    await app().getByRole("dialog").waitFor({ state: "detached" });
    await inApp(`shopify.loading(true)`);
    await page.getByRole("progressbar").waitFor();
  });

  test("the resource picker searches and answers with what was chosen, or with nothing", async () => {
    await page.goto(`${origin}/store/demo/apps/regulars/app`);
    await app().getByRole("heading", { name: "/app" }).waitFor();
    const title =
      shops.byDomain(SHOP)?.get<{ title: string }>("SELECT title FROM products ORDER BY id LIMIT 1")
        ?.title ?? "";
    const picked = inApp<{ id: string; title: string }[]>(
      `shopify.resourcePicker({ type: "product", multiple: true })`,
    );
    await page.getByRole("searchbox").fill(title);
    await page.getByRole("checkbox", { name: title }).check();
    await page.getByRole("button", { name: "Select" }).click();
    expect(await picked).toMatchObject([{ id: "gid://shopify/Product/8000000000001", title }]);
    const nothing = inApp<unknown>(
      `shopify.resourcePicker({ type: "product" }).then((answer) => answer ?? "nothing")`,
    );
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await nothing).toBe("nothing");
  });

  test("links to the admin open the store's own pages", async () => {
    await page.goto(`${origin}/store/demo/apps/regulars/app`);
    await app().getByRole("link", { name: "A product" }).click();
    await page.waitForURL(`${origin}/store/demo/products/8000000000001`);
    await page.goBack();
    await app().getByRole("link", { name: "A customer" }).click();
    await page.waitForURL(`${origin}/store/demo/customers/7000000000001`);
    await page.getByRole("table", { name: "Orders" }).waitFor();
    const answer = await fetch(`${origin}/store/demo/customers/1`);
    expect(answer.status).toBe(404);
  });

  test("fits a narrow screen, with the navigation behind a button", async () => {
    await page.setViewportSize({ width: 375, height: 700 });
    await page.goto(`${origin}/store/demo/apps/regulars/app`);
    await app().getByRole("heading", { name: "/app" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      375,
    );
    await page.getByRole("button", { name: "Menu" }).click();
    await page
      .getByRole("list", { name: "Regulars" })
      .getByRole("link", { name: "Offers" })
      .click();
    await app().getByRole("heading", { name: "/app/offers" }).waitFor();
    await page.getByRole("navigation").waitFor({ state: "hidden" });
  });
});
