import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";
import { start, stopProcess } from "../processes.ts";
import type { Demo } from "./options.ts";

export interface Store {
  url: string;
  /** What the store holds, counted from its own tables. */
  summary: () => Promise<StoreSummary>;
  /** A session token as Shopify's admin would give the merchant's browser. */
  sessionToken: () => Promise<string>;
  /** A page of the storefront, for a guest or a signed-in customer. */
  storefront: (path: string, customerId?: number) => Promise<string>;
  /** What one unit of a product costs in the cart, without and with the offers that this shopper gets, in minor units. */
  cartTotal: (handle: string, customerId?: number) => Promise<CartTotal>;
  stop: () => Promise<void>;
}

export interface CartTotal {
  withoutOffer: number;
  withOffer: number;
  discounts: string[];
}

export type StoreSummary = Record<string, unknown>;

/** Starts the development store and waits until it is filled and answers. */
export async function startStore(demo: Demo): Promise<Store> {
  const child = start({
    name: "store",
    script: "tests/devstore/main.ts",
    args: demo.storeFlags,
    env: demo.environment,
  });
  await ready(child);
  const url = demo.storeUrl;
  return {
    url,
    summary: async () =>
      readJson(`${url}/__devstore/summary?shop=${demo.shop}`, z.record(z.string(), z.unknown())),
    async sessionToken() {
      const Token = z.object({ token: z.string() });
      return (await readJson(`${url}/session-token?store=${demo.shopName}`, Token)).token;
    },
    async storefront(path, customerId) {
      const cookie =
        customerId === undefined
          ? undefined
          : await signIn(`${url}/s/${demo.shopName}`, customerId);
      const response = await fetch(`${url}/s/${demo.shopName}${path}`, {
        headers: cookie ? { cookie } : {},
      });
      if (!response.ok) throw new Error(`the storefront answered ${response.status} for ${path}`);
      return response.text();
    },
    async cartTotal(handle, customerId) {
      const storefront = `${url}/s/${demo.shopName}`;
      const jar = new Map<string, string>();
      const visit = async (path: string, init: RequestInit = {}) => {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
        const response = await fetch(`${storefront}${path}`, {
          redirect: "manual",
          headers: { cookie },
          ...init,
        });
        for (const set of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          if (name !== undefined && value !== undefined) jar.set(name, value);
        }
        return response.text();
      };
      if (customerId !== undefined) await visit(`/account/login?customer_id=${customerId}`);
      const form = await visit(`/products/${handle}`);
      const [, variantId = ""] = /name="id"[^>]*value="(\d+)"/.exec(form) ?? [];
      await visit("/cart/add", {
        method: "POST",
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
        body: new URLSearchParams({ id: variantId, quantity: "1" }),
      });
      const cart = CartJson.parse(JSON.parse(await visit("/cart.js")));
      return {
        withoutOffer: cart.original_total_price,
        withOffer: cart.total_price,
        discounts: [
          ...new Set(cart.items.flatMap((item) => item.discounts.map(({ title }) => title))),
        ],
      };
    },
    stop: () => stopProcess(child),
  };
}

const CartJson = z.object({
  original_total_price: z.number(),
  total_price: z.number(),
  items: z.array(z.object({ discounts: z.array(z.object({ title: z.string() })) })),
});

/** What a page's shelf and offer line say: the headings, the products' titles, the offer's words. */
export function shelfOf(html: string): {
  shelf: string | null;
  products: string[];
  offer: string | null;
} {
  const words = (markup: string | undefined) =>
    markup
      ?.replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim() ?? null;
  const shelf = /<div class="regulars-shelf"[\s\S]*?<\/ul>\s*<\/div>/.exec(html)?.[0] ?? "";
  return {
    shelf: words(/regulars-shelf__heading[^>]*>([\s\S]*?)<\/h2>/.exec(shelf)?.[1]),
    products: [...shelf.matchAll(/<li[\s\S]*?<\/li>/g)].map(([item]) => words(item) ?? ""),
    offer: words(/class="regulars-offer"[^>]*>([\s\S]*?)<\/p>/.exec(html)?.[1]),
  };
}

async function ready(child: ChildProcess) {
  if (!child.stdout) throw new Error("the development store has no output");
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('{"devstore"')) return;
  }
  throw new Error("the development store ended before it was ready; its own words are above");
}

async function signIn(storefront: string, customerId: number): Promise<string> {
  const response = await fetch(`${storefront}/account/login?customer_id=${customerId}`, {
    redirect: "manual",
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function readJson<Shape extends z.ZodType>(
  url: string,
  shape: Shape,
): Promise<z.infer<Shape>> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return shape.parse(JSON.parse(text));
}
