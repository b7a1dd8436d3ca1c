import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedAppUrl } from "#tests/devstore/admin/signed-url.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import {
  credentials,
  sessionToken,
  startDevstore,
  type RunningDevstore,
} from "#tests/support/devstore.ts";
import { freePort } from "#tests/support/postgres-server.ts";
import { startWebApp, USER_AGENT, type WebApp } from "#tests/support/web-app.ts";

const SHOP = "demo.myshopify.com";
const OTHER = "other.myshopify.com";

eachDatabase((engine) => {
  let devstore: RunningDevstore;
  let app: WebApp;

  beforeAll(async () => {
    const port = await freePort();
    devstore = await startDevstore({
      domains: [SHOP, OTHER],
      appUrl: `http://localhost:${port}`,
    });
    app = await startWebApp({
      databaseUrl: await engine.create(),
      devstoreUrl: devstore.origin,
      port,
    });
  });
  afterAll(async () => {
    await (app as WebApp | undefined)?.stop();
    await (devstore as RunningDevstore | undefined)?.stop();
  });

  const ask = (
    path: string,
    token?: string,
    init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {},
  ) =>
    fetch(`${app.url}${path}`, {
      redirect: "manual",
      ...init,
      headers: {
        "user-agent": USER_AGENT,
        ...(token && { authorization: `Bearer ${token}` }),
        ...init.headers,
      },
    });
  const data = (path: string, route: string, token: string) =>
    ask(`${path}${path.includes("?") ? "&" : "?"}_data=${encodeURIComponent(route)}`, token);
  const home = (token: string) => data("/app?index", "routes/app._index", token);

  /** What must never be in an answer: code, and secrets. */
  async function bodyOf(response: Response) {
    const body = await response.text();
    expect(body).not.toMatch(/\bat .*\.(ts|js|mjs):\d+/);
    expect(body).not.toContain(credentials.secret);
    return body;
  }

  // -- session tokens -------------------------------------------------------------------------------------------

  test("the signed address that Shopify opens shows the first page, framed by its admin alone", async () => {
    const app_ = { clientId: credentials.clientId, secret: credentials.secret, url: app.url };
    const response = await fetch(signedAppUrl(app_, SHOP, "/app", { locale: "en" }), {
      headers: { "user-agent": USER_AGENT },
    });
    const body = await bodyOf(response);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toBe(
      `frame-ancestors ${devstore.origin}`,
    );
    expect(body).toContain("Home");
    expect(body).toContain(`${devstore.origin}/app-bridge.js`);
  });

  test("a fresh session token is enough for a page's data", async () => {
    const response = await home(sessionToken(SHOP));
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty("home.figures.customers", 0);
  });

  test("an expired session token is sent back for a new one", async () => {
    const past = Math.floor(Date.now() / 1000) - 3_600;
    const response = await home(sessionToken(SHOP, { exp: past + 60, nbf: past, iat: past }));
    expect(response.status).toBe(401);
    expect(response.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
    await bodyOf(response);
  });

  test.each([
    ["signed with another secret", () => sessionToken(SHOP, {}, "not-the-secret")],
    ["made for another app", () => sessionToken(SHOP, { aud: "another-app" })],
    ["that is no token", () => "nonsense"],
    ["that is not valid yet", () => sessionToken(SHOP, { nbf: now() + 3_600, iat: now() + 3_600 })],
    ["without a signature", () => unsigned(sessionToken(SHOP))],
    ["whose claims were changed", () => forged(sessionToken(SHOP), OTHER)],
  ])("a session token %s opens nothing", async (_, token) => {
    const response = await home(token());
    expect(response.status).toBe(401);
    await bodyOf(response);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  /** `alg: none` */
  const unsigned = (token: string) =>
    `${part({ alg: "none", typ: "JWT" })}.${token.split(".")[1] ?? ""}.`;
  /** Another shop's name under the first one's signature. */
  function forged(token: string, shop: string) {
    const [head = "", , signature = ""] = token.split(".");
    return `${head}.${sessionToken(shop).split(".")[1] ?? ""}.${signature}`;
  }

  test("a page asked for without any token sends the merchant to fetch one", async () => {
    const host = Buffer.from("admin.shopify.com/store/demo").toString("base64");
    const search = new URLSearchParams({ shop: SHOP, host, embedded: "1" });
    const response = await ask(`/app?${search.toString()}`);
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toContain("/auth/session-token");
  });

  test("a shop that Shopify does not know sees a clear page", async () => {
    const response = await home(sessionToken("nobody.myshopify.com"));
    expect(response.status).toBeGreaterThanOrEqual(400);
    await bodyOf(response);
  });

  test("a page that is not there is said in words, and navigation stays", async () => {
    const url = signedAppUrl({ ...credentials, url: app.url }, SHOP, "/app/segments/9999", {
      locale: "en",
    });
    const response = await fetch(url, { headers: { "user-agent": USER_AGENT } });
    expect(response.status).toBe(404);
    const body = await bodyOf(response);
    expect(body).toContain("There is nothing here");
    expect(body).toContain("ui-nav-menu");
  });

  test("what is no number in an address is nowhere, not a fault", async () => {
    const response = await data(
      "/app/segments/1;drop",
      "routes/app.segments.$segmentId",
      sessionToken(SHOP),
    );
    expect(response.status).toBe(404);
  });

  test("a segment of another shop is not there", async () => {
    const form = new URLSearchParams({ name: "Ours", query: "number_of_orders >= 1" });
    const created = await ask(
      "/app/segments/new?_data=routes%2Fapp.segments.new",
      sessionToken(SHOP),
      { method: "POST", body: form },
    );
    const place = created.headers.get("x-remix-redirect") ?? created.headers.get("location") ?? "";
    const id = /segments\/(\d+)/.exec(place)?.[1];
    expect(id).toBeDefined();

    const path = `/app/segments/${id ?? ""}`;
    const route = "routes/app.segments.$segmentId";
    expect((await data(path, route, sessionToken(SHOP))).status).toBe(200);
    expect((await data(path, route, sessionToken(OTHER))).status).toBe(404);
  });

  // -- webhooks -------------------------------------------------------------------------------------------------

  const webhook = (
    body: string,
    {
      isStreamed = false,
      secret = credentials.secret,
      shop = SHOP,
      id = crypto.randomUUID(),
    }: { isStreamed?: boolean; secret?: string; shop?: string; id?: string } = {},
  ) =>
    ask("/webhooks", undefined, {
      method: "POST",
      // a stream is sent without saying how long it is
      ...(isStreamed ? { body: new Blob([body]).stream(), duplex: "half" } : { body }),
      signal: AbortSignal.timeout(10_000),
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": "orders/create",
        "x-shopify-shop-domain": shop,
        "x-shopify-api-version": "2026-10",
        "x-shopify-webhook-id": id,
        "x-shopify-triggered-at": new Date().toISOString(),
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
      },
    });
  const order = JSON.stringify({ id: 1, admin_graphql_api_id: "gid://shopify/Order/1" });

  test("a signed webhook is taken, and taken once when it comes twice", async () => {
    await home(sessionToken(SHOP));
    const id = crypto.randomUUID();
    expect((await webhook(order, { id })).status).toBe(200);
    expect((await webhook(order, { id })).status).toBe(200);
  });

  test("a forged webhook is refused", async () => {
    const response = await webhook(order, { secret: "not-the-secret" });
    expect(response.status).toBe(401);
    expect(await bodyOf(response)).toBe("");
  });

  test.each(["{", "not json", "[1,"])(
    "a signed webhook that is no JSON (%s) is refused",
    async (body) => {
      const response = await webhook(body);
      expect(response.status).toBe(400);
      await bodyOf(response);
    },
  );

  test("a webhook that is no JSON by its type, or has no headers of Shopify's, is refused", async () => {
    const xml = await ask("/webhooks", undefined, {
      method: "POST",
      body: "<order/>",
      headers: { "content-type": "text/xml" },
    });
    expect(xml.status).toBeGreaterThanOrEqual(400);
    expect(xml.status).toBeLessThan(500);
    await bodyOf(xml);
  });

  test("a body of twenty megabytes is refused, and the next delivery is taken", async () => {
    const huge = await webhook(JSON.stringify({ id: 1, note: "x".repeat(20_000_000) })).catch(
      () => null, // the connection may be closed before all of it is sent
    );
    if (huge) expect(huge.status).toBe(413);
    const streamed = await webhook(JSON.stringify({ id: 1, note: "x".repeat(20_000_000) }), {
      isStreamed: true,
    }).catch(() => null);
    expect(streamed?.ok ?? false).toBe(false);
    expect((await webhook(order, { isStreamed: true })).status).toBe(200);
    expect((await webhook(order)).status).toBe(200);
  });

  test("a webhook of a shop that is not installed is taken and dropped", async () => {
    expect((await webhook(order, { shop: "nobody.myshopify.com" })).status).toBe(200);
  });

  test("the webhooks' address cannot be looked at", async () => {
    expect((await ask("/webhooks")).status).toBe(405);
  });

  // -- app proxy ------------------------------------------------------------------------------------------------

  interface Proxied {
    secret?: string;
    at?: number;
    path?: string;
    customer?: string;
  }

  function proxyPath({
    secret = credentials.secret,
    at = Date.now(),
    path = "/proxy",
    customer = "",
  }: Proxied = {}) {
    const search = new URLSearchParams({
      shop: SHOP,
      path_prefix: "/apps/regulars",
      timestamp: String(Math.floor(at / 1000)),
      logged_in_customer_id: customer,
    });
    const text = [...search]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join("");
    search.set("signature", createHmac("sha256", secret).update(text).digest("hex"));
    return `${path}?${search.toString()}`;
  }

  const choose = (
    given: Proxied,
    form: Record<string, string> = { choice: "off", return_to: "/products/tea" },
  ) =>
    ask(proxyPath({ path: "/proxy/choice", customer: "7000001", ...given }), undefined, {
      method: "POST",
      body: new URLSearchParams(form),
    });

  test("a storefront's signed question is answered", async () => {
    await home(sessionToken(SHOP));
    const response = await ask(proxyPath());
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ installed: true });
  });

  test("a customer's choice is kept, and they are back on the shop's page they were on", async () => {
    await home(sessionToken(SHOP));
    const response = await choose({});
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/products/tea");
    const away = await choose({}, { choice: "on", return_to: "https://evil.example/" });
    expect(away.headers.get("location")).toBe("/");
  });

  test.each([
    ["a guest's is nobody's", { customer: "" }, undefined, 303],
    ["one that is forged is refused", { secret: "not-the-secret" }, undefined, 400],
    ["one that is stale is refused", { at: Date.now() - 3_600_000 }, undefined, 400],
    ["one that is neither is refused", {}, { choice: "maybe", return_to: "/" }, 400],
  ] as const)("of choices, %s", async (_, given, form, status) => {
    const response = await choose(given, form);
    expect(response.status).toBe(status);
    await bodyOf(response);
  });

  test("the choices' address cannot be looked at", async () => {
    expect((await ask("/proxy/choice")).status).toBe(405);
  });

  test.each([
    ["forged", () => proxyPath({ secret: "not-the-secret" })],
    ["stale", () => proxyPath({ at: Date.now() - 3_600_000 })],
    ["without a signature", () => `/proxy?shop=${SHOP}`],
  ])("a storefront's question that is %s is refused", async (_, path) => {
    const response = await ask(path());
    expect(response.status).toBe(400);
    await bodyOf(response);
  });

  // -- what is said of all this -------------------------------------------------------------------------------------

  test("no log line holds a token, a signature or a query string", () => {
    const log = app.log();
    expect(log).toContain('"path":"/app"');
    for (const secret of [credentials.secret, "id_token", "hmac=", "signature=", "eyJ", "shpat_"]) {
      expect(log).not.toContain(secret);
    }
  });
});
