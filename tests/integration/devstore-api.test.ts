import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  askForToken,
  credentials,
  installedClient,
  sessionToken,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

const demo = "demo.myshopify.com";
const second = "second.myshopify.com";
const shopName = "{ shop { name } }";

let devstore: RunningDevstore;

beforeEach(async () => {
  devstore = await startDevstore({ domains: [demo, second], granted: [] });
});
afterEach(() => devstore.stop());

async function control(name: string, body: object): Promise<void> {
  const response = await fetch(`${devstore.origin}/__devstore/${name}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

async function bearer(token: string, query = shopName): Promise<Response> {
  return fetch(`${devstore.origin}/shops/${demo}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token },
    body: JSON.stringify({ query }),
  });
}

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly refresh_token_expires_in: number;
}

describe("tokens", () => {
  it("are exchanged for a session token: an hour, and a refresh token of ninety days", async () => {
    const tokens = (await (await askForToken(devstore.origin, demo)).json()) as Tokens;
    expect(tokens.expires_in).toBe(3600);
    expect(tokens.refresh_token_expires_in).toBe(90 * 24 * 3600);
    expect(tokens.scope.split(",")).toContain("read_orders");
    expect((await bearer(tokens.access_token)).status).toBe(200);
  });

  it("never expire when no expiring one is asked for", async () => {
    const tokens: unknown = await (
      await askForToken(devstore.origin, demo, { expiring: "0" })
    ).json();
    expect(Object.keys(tokens as object).sort()).toEqual(["access_token", "scope"]);
  });

  it.each([
    ["another secret's signature", sessionToken(demo, {}, "other")],
    ["another app", sessionToken(demo, { aud: "other" })],
    ["another shop", sessionToken(second)],
    ["an hour ago", sessionToken(demo, { exp: Math.floor(Date.now() / 1000) - 3600 })],
    ["not yet", sessionToken(demo, { nbf: Math.floor(Date.now() / 1000) + 3600 })],
    ["no token at all", "x.y"],
  ])("are refused for a session token of %s", async (_case, token) => {
    const answer = await askForToken(devstore.origin, demo, { subject_token: token });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_subject_token" });
  });

  it("rotate: a refresh token works once", async () => {
    const first = (await (await askForToken(devstore.origin, demo)).json()) as Tokens;
    const refresh = { grant_type: "refresh_token", refresh_token: first.refresh_token };
    const renewed = await askForToken(devstore.origin, demo, refresh);
    expect(renewed.status).toBe(200);
    const next = (await renewed.json()) as Tokens;
    expect(next.refresh_token).not.toBe(first.refresh_token);
    const again = await askForToken(devstore.origin, demo, refresh);
    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ error: "invalid_grant" });
    expect((await bearer(next.access_token)).status).toBe(200);
  });

  it("stop working when they are too old, revoked, or another shop's, with Shopify's words", async () => {
    const { access_token: token } = (await (
      await askForToken(devstore.origin, second)
    ).json()) as Tokens;
    const refused = await bearer(token);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({
      errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
    });
    const { access_token: own } = (await (
      await askForToken(devstore.origin, demo)
    ).json()) as Tokens;
    await control("tokens", { expire: "access" });
    expect((await bearer(own)).status).toBe(401);
    const { access_token: fresh } = (await (
      await askForToken(devstore.origin, demo)
    ).json()) as Tokens;
    await control("uninstall", { shop: demo });
    expect((await bearer(fresh)).status).toBe(401);
  });

  it("are not given for a wrong secret", async () => {
    const answer = await askForToken(devstore.origin, demo, { client_secret: "guessed" });
    expect(answer.status).toBe(401);
    expect(JSON.stringify(await answer.json())).not.toContain(credentials.secret);
  });
});

describe("access", () => {
  it("is denied for a field whose scope is missing, and names it", async () => {
    await devstore.stop();
    devstore = await startDevstore({
      domains: [demo],
      app: { scopes: ["read_products"] },
      granted: [],
    });
    const ask = await installedClient(devstore.origin);
    const { data, errors } = await ask("{ orders(first: 1) { nodes { id } } }");
    expect(data).toBeNull();
    expect(errors?.[0]).toMatchObject({ extensions: { code: "ACCESS_DENIED" }, path: ["orders"] });
    expect(errors?.[0]?.message).toMatch(
      /^Access denied for orders field\. Required access: `read_orders` access scope/,
    );
  });

  it("shows orders of the last sixty days only, until all of them are granted", async () => {
    const { store } = devstore;
    const day = 86_400_000;
    for (const [id, age] of [
      [1, 10],
      [2, 59],
      [3, 61],
    ] as const) {
      const at = Date.now() - age * day;
      store.run(
        `INSERT INTO orders (id, number, processed_at, created_at, updated_at, subtotal_minor, total_minor, current_subtotal_minor,
           current_tax_minor, current_shipping_minor, current_total_minor) VALUES (?, ?, ?, ?, ?, 100, 100, 100, 0, 0, 100)`,
        id,
        id,
        at,
        at,
        at,
      );
    }
    const ask = await installedClient(devstore.origin);
    const count = async (): Promise<unknown> =>
      (await ask('{ ordersCount { count } third: order(id: "gid://shopify/Order/3") { id } }'))
        .data;
    expect(await count()).toEqual({ ordersCount: { count: 2 }, third: null });
    await control("scopes", { granted: ["read_all_orders"] });
    expect(await count()).toEqual({
      ordersCount: { count: 3 },
      third: { id: "gid://shopify/Order/3" },
    });
  });
});

describe("documents", () => {
  it.each([
    ["{ shop { nonsense } }", "Field 'nonsense' doesn't exist on type 'Shop'", "undefinedField"],
    [
      "{ order { id } }",
      "Field 'order' is missing required arguments: id",
      "missingRequiredArguments",
    ],
    ["{ shop(x: 1) { id } }", "Field 'shop' doesn't accept argument 'x'", "argumentNotAccepted"],
    [
      "query Q($a: ID!) { shop { id } }",
      "Variable $a is declared by Q but not used",
      "variableNotUsed",
    ],
    ['{ order(id: "12") { id } }', "Invalid global id '12'", "argumentLiteralsIncompatible"],
  ])("%s is refused in Shopify's words", async (query, message, code) => {
    const ask = await installedClient(devstore.origin);
    const { errors } = await ask(query);
    expect(errors?.[0]).toMatchObject({ message, extensions: { code } });
  });

  it("say which variable does not fit", async () => {
    const ask = await installedClient(devstore.origin);
    const { errors } = await ask("query Q($id: ID!) { order(id: $id) { id } }", { id: null });
    expect(errors?.[0]).toMatchObject({
      message: "Variable $id of type ID! was provided invalid value",
      extensions: { code: "INVALID_VARIABLE" },
    });
  });
});

describe("cost", () => {
  it("over a thousand is refused", async () => {
    const ask = await installedClient(devstore.origin);
    const lines = Array.from(
      { length: 20 },
      (_, index) =>
        `o${String(index)}: orders(first: 250) { nodes { id customer { id lastOrder { id } } lineItems(first: 5) { nodes { id } } } }`,
    );
    expect((await ask(`{ ${lines.join(" ")} }`)).errors?.[0]?.extensions).toMatchObject({
      code: "MAX_COST_EXCEEDED",
      maxCost: 1000,
    });
  });

  it("drains a bucket as large as the plan's, is THROTTLED when it is empty, and comes back by the plan's rate", async () => {
    devstore.store.setMeta("plan", "advanced");
    const ask: Ask = await installedClient(devstore.origin);
    const first = await ask("{ orders(first: 250) { nodes { id } } }");
    expect(first.extensions?.cost.throttleStatus).toMatchObject({
      maximumAvailable: 4000,
      restoreRate: 200,
    });
    await control("throttle", { mode: "always" });
    const throttled = await ask(shopName);
    expect(throttled.errors?.[0]).toMatchObject({
      message: "Throttled",
      extensions: { code: "THROTTLED" },
    });
    expect(throttled.extensions?.cost.actualQueryCost).toBeNull();
    await control("throttle", { mode: "on", refuseNext: 1 });
    expect((await ask(shopName)).errors?.[0]?.extensions?.code).toBe("THROTTLED");
    expect((await ask(shopName)).errors).toBeUndefined();
  });
});

it("keeps two shops of one process apart", async () => {
  const now = Date.now();
  devstore.store.run(
    "INSERT INTO customers (id, email, created_at, updated_at) VALUES (1, 'a@example.com', ?, ?)",
    now,
    now,
  );
  const customers = "{ customersCount { count } }";
  expect((await (await installedClient(devstore.origin, demo))(customers)).data).toEqual({
    customersCount: { count: 1 },
  });
  expect((await (await installedClient(devstore.origin, second))(customers)).data).toEqual({
    customersCount: { count: 0 },
  });
});

it("walks pages by key in both directions without missing or doubling a row", async () => {
  const { store } = devstore;
  for (let id = 1; id <= 25; id++) {
    store.run(
      "INSERT INTO customers (id, created_at, updated_at) VALUES (?, ?, ?)",
      id,
      1000,
      Math.floor(id / 3) * 1000,
    );
  }
  const ask = await installedClient(devstore.origin);
  const query = `query Page($first: Int, $after: String, $last: Int, $before: String) {
    customers(first: $first, after: $after, last: $last, before: $before, sortKey: UPDATED_AT) {
      nodes { legacyResourceId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  interface Page {
    nodes: { legacyResourceId: string }[];
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string;
      endCursor: string;
    };
  }
  const page = async (variables: object): Promise<Page> =>
    (await ask(query, variables)).data?.customers as Page;
  const forward: string[] = [];
  let at = await page({ first: 4 });
  for (;;) {
    forward.push(...at.nodes.map((node) => node.legacyResourceId));
    if (!at.pageInfo.hasNextPage) break;
    at = await page({ first: 4, after: at.pageInfo.endCursor });
  }
  const back: string[] = [];
  at = await page({ last: 4 });
  for (;;) {
    back.unshift(...at.nodes.map((node) => node.legacyResourceId));
    if (!at.pageInfo.hasPreviousPage) break;
    at = await page({ last: 4, before: at.pageInfo.startCursor });
  }
  expect(forward).toEqual(Array.from({ length: 25 }, (_, index) => String(index + 1)));
  expect(back).toEqual(forward);
});
