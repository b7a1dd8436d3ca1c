import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCustomer } from "#tests/devstore/checkout/customers.ts";
import { credentials, startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";

interface Heard {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly cookie: string | undefined;
}

describe("the storefront", () => {
  let devstore: RunningDevstore;
  let app: Server;
  let customerId: number;
  let shop: string;
  const heard: Heard[] = [];

  beforeAll(async () => {
    app = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        heard.push({
          method: request.method ?? "",
          url: new URL(request.url ?? "/", "http://app.invalid"),
          body: Buffer.concat(pieces).toString(),
          cookie: request.headers.cookie,
        });
        if (request.method === "POST") response.writeHead(303, { location: "/s/demo/account" });
        else response.writeHead(200, { "content-type": "application/json", "set-cookie": "a=b" });
        response.end(request.method === "POST" ? "" : '{"here":true}');
      });
    });
    await new Promise<void>((resolve) => app.listen(0, "localhost", resolve));
    const address = app.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    devstore = await startDevstore({ appUrl: `http://localhost:${String(port)}` });
    customerId = createCustomer(devstore.store, { firstName: "Aya" });
    shop = `${devstore.origin}/s/demo`;
    devstore.store.run(
      `INSERT INTO products (id, title, handle, published_at, created_at, updated_at) VALUES (1, 'Pen', 'pen', 1, 0, 0)`,
    );
    devstore.store.run(
      `INSERT INTO variants (id, product_id, price_minor, inventory_quantity, created_at, updated_at) VALUES (11, 1, 1000, 9, 0, 0)`,
    );
  });
  afterAll(async () => {
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
    await devstore.stop();
  });

  const signedIn = (): Record<string, string> => ({
    cookie: `customer=${String(customerId)}; cart=1`,
  });

  /** As an app verifies it: all but the signature, sorted, written one after the other. */
  function isSigned(url: URL): boolean {
    const said = new URLSearchParams(url.searchParams);
    const signature = said.get("signature");
    said.delete("signature");
    const text = [...new Set(said.keys())]
      .sort()
      .map((name) => `${name}=${said.getAll(name).join(",")}`)
      .join("");
    return createHmac("sha256", credentials.secret).update(text).digest("hex") === signature;
  }

  it("sends what is below the proxy's path to the app, signed, with who is signed in, and no cookies", async () => {
    const answer = await fetch(
      `${shop}/apps/regulars/status?tag=a&tag=b&logged_in_customer_id=1&signature=mine`,
      { headers: signedIn() },
    );
    expect(await answer.json()).toEqual({ here: true });
    expect(answer.headers.get("set-cookie")).toBeNull();
    const last = heard.at(-1);
    expect(last?.url.pathname).toBe("/proxy/status");
    expect(last?.cookie).toBeUndefined();
    expect(Object.fromEntries(last?.url.searchParams ?? [])).toMatchObject({
      shop: "demo.myshopify.com",
      path_prefix: "/apps/regulars",
      logged_in_customer_id: String(customerId),
    });
    expect(last?.url.searchParams.getAll("tag")).toEqual(["a", "b"]);
    expect(isSigned(last?.url ?? new URL("http://none.invalid"))).toBe(true);
  });

  it("posts forms to the app, of guests with nobody's id, and hands its redirects back", async () => {
    const answer = await fetch(`${shop}/apps/regulars/choice`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ choice: "off" }),
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/s/demo/account"]);
    expect(heard.at(-1)).toMatchObject({ method: "POST", body: "choice=off" });
    expect(heard.at(-1)?.url.searchParams.get("logged_in_customer_id")).toBe("");
    expect((await fetch(`${shop}/apps/another`)).status).toBe(404);
  });

  it("takes a product's form into the cart, plain or in parts", async () => {
    const form = new FormData();
    form.set("id", "11");
    form.set("quantity", "2");
    for (const body of [form, new URLSearchParams({ id: "11" })])
      await fetch(`${shop}/cart/add`, {
        method: "POST",
        redirect: "manual",
        headers: signedIn(),
        body,
      });
    const cart = await fetch(`${shop}/cart.js`, { headers: signedIn() });
    expect(await cart.json()).toMatchObject({ item_count: 3, total_price: 3000 });
  });

  it("pays for sending what the shop asks for it", async () => {
    await fetch(`${devstore.origin}/__devstore/checkout`, {
      method: "POST",
      body: JSON.stringify({ shippingMinor: 490 }),
    });
    const cart = await fetch(`${shop}/cart.js`, { headers: signedIn() });
    expect(await cart.json()).toMatchObject({ total_price: 3000 });
    const page = await (await fetch(`${shop}/checkout`, { headers: signedIn() })).text();
    expect(page).toContain("€34.90");
  });

  it("places blocks by address in the editor alone, and says how much they weigh", async () => {
    const place = encodeURIComponent(JSON.stringify([{ name: "greeting" }]));
    const names = (answer: Response): string[] =>
      (answer.headers.get("x-devstore-blocks") ?? "")
        .split("; ")
        .map((part) => part.split("=")[0] ?? "");
    const edited = await fetch(`${shop}/?design_mode&place=${place}`, { headers: signedIn() });
    const usual = await fetch(`${shop}/?place=${place}`, { headers: signedIn() });
    expect(names(edited).filter((name) => name !== "greeting" && name !== "")).toEqual([]);
    expect(names(usual)).toEqual(names(await fetch(`${shop}/`, { headers: signedIn() })));
    expect(edited.headers.get("x-devstore-limits")).toMatch(
      /^metaobject-handles=\d+\/20; longest-loop=\d+\/50; loop-turns=\d+$/,
    );
  });
});
