import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  credentials,
  installedClient,
  startDevstore,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let devstore: RunningDevstore;
let listener: Server;
let received: Received[];
let answers: number[];

beforeEach(async () => {
  received = [];
  answers = [];
  listener = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString("utf8")));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "localhost", resolve));
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  devstore = await startDevstore({ appUrl: `http://localhost:${String(address.port)}` });
  await installedClient(devstore.origin);
});
afterEach(async () => {
  await devstore.stop();
  listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
});

async function control(name: string, body: object): Promise<void> {
  expect(
    (
      await fetch(`${devstore.origin}/__devstore/${name}`, {
        method: "POST",
        body: JSON.stringify(body),
      })
    ).status,
  ).toBe(200);
}
async function idle(): Promise<void> {
  expect((await fetch(`${devstore.origin}/__devstore/webhooks/idle`)).status).toBe(200);
}
const order = (id: number): object => ({
  topic: "orders/create",
  payload: {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
    updated_at: "2026-01-01T00:00:00Z",
    email: "a@example.com",
  },
});

it("signs what it sends, and sends only the fields that the toml asks for", async () => {
  await control("webhooks/emit", order(1));
  await idle();
  expect(received).toHaveLength(1);
  const [{ headers, body }] = received as [Received];
  expect(JSON.parse(body)).toEqual({
    id: 1,
    admin_graphql_api_id: "gid://shopify/Order/1",
    updated_at: "2026-01-01T00:00:00Z",
  });
  expect(headers["x-shopify-hmac-sha256"]).toBe(
    createHmac("sha256", credentials.secret).update(body).digest("base64"),
  );
  expect(headers).toMatchObject({
    "x-shopify-topic": "orders/create",
    "x-shopify-shop-domain": "demo.myshopify.com",
    "x-shopify-api-version": "2026-10",
  });
  expect(headers["x-shopify-webhook-id"]).toMatch(/^[\da-f-]{36}$/);
});

it("tries again under the same id until it is taken", async () => {
  answers = [500, 302];
  await control("webhooks", { retryScale: 0.0001 });
  await control("webhooks/emit", order(1));
  await expect.poll(() => received.length).toBe(3);
  expect(new Set(received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
});

it("gives up after eight retries", async () => {
  answers = Array<number>(20).fill(500);
  await control("webhooks", { retryScale: 0 });
  await control("webhooks/emit", order(1));
  await expect
    .poll(
      () => devstore.store.get<{ status: string }>("SELECT status FROM webhook_deliveries")?.status,
    )
    .toBe("failed");
  expect(received).toHaveLength(9);
});

it("doubles, drops and shuffles on demand, the same for the same seed", async () => {
  await control("webhooks", { doubleRate: 1 });
  await control("webhooks/emit", order(1));
  await idle();
  expect(received).toHaveLength(2);
  expect(received[0]?.headers["x-shopify-webhook-id"]).toBe(
    received[1]?.headers["x-shopify-webhook-id"],
  );
  received.length = 0;
  const run = async (): Promise<unknown[]> => {
    received.length = 0;
    await control("webhooks", { doubleRate: 0, dropRate: 0.5, reorder: true, seed: 7 });
    for (let id = 1; id <= 12; id++) await control("webhooks/emit", order(id));
    await idle();
    return received
      .map(({ body }) => (JSON.parse(body) as { id: number }).id)
      .sort((a, b) => a - b);
  };
  const first = await run();
  expect(first.length).toBeLessThan(12);
  expect(await run()).toEqual(first);
});

it("sends nothing while it is paused, and everything afterwards", async () => {
  await control("webhooks", { paused: true });
  await control("webhooks/emit", order(1));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(received).toHaveLength(0);
  await control("webhooks", { paused: false });
  await idle();
  expect(received).toHaveLength(1);
});

it("sends compliance webhooks on demand, and app/uninstalled as the last of an installation", async () => {
  const now = Date.now();
  devstore.store.run(
    "INSERT INTO customers (id, email, created_at, updated_at) VALUES (5, 'a@example.com', ?, ?)",
    now,
    now,
  );
  await control("uninstall", {});
  await control("webhooks/emit", order(1));
  await control("compliance", { topic: "customers/redact", customerId: 5 });
  await idle();
  expect(received.map(({ headers }) => headers["x-shopify-topic"]).sort()).toEqual([
    "app/uninstalled",
    "customers/redact",
  ]);
  const redact = received.find(({ headers }) => headers["x-shopify-topic"] === "customers/redact");
  expect(JSON.parse(redact?.body ?? "")).toMatchObject({
    shop_domain: "demo.myshopify.com",
    customer: { id: 5 },
    orders_to_redact: [],
  });
});

it("tells of the end of a bulk operation", async () => {
  const ask = await installedClient(devstore.origin);
  await ask(
    'mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { bulkOperation { id } } }',
  );
  await expect.poll(() => received.length).toBe(1);
  expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
    status: "completed",
    type: "query",
    error_code: null,
  });
});
