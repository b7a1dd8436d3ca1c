import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Room } from "../room.ts";
import type { Store } from "../store/open-store.ts";
import { EXTENSION_ASSETS, extensionFolder } from "./app-blocks.ts";
import { throughProxy } from "./app-proxy.ts";
import { cartJson } from "./cart-json.ts";
import { cartsOf } from "./carts.ts";
import { decoded } from "./paths.ts";
import { productPicture } from "./pictures.ts";
import { renderStorefront } from "./render-storefront.ts";
import { themeFolder, THEME_ASSETS, type GivenBlock } from "./sections.ts";
import { act } from "./acts.ts";
import { cookie, readSession } from "./session.ts";

const givenBlocks = z.array(
  z.object({ name: z.string(), settings: z.record(z.string(), z.unknown()).default({}) }),
);

/** The storefront: `/s/{name}/…`. */
export const room: Room = async (request, shops) => {
  const url = new URL(request.url);
  const match = /^\/s\/([a-z0-9-]+)(\/.*)?$/.exec(url.pathname);
  if (!match?.[1]) return null;
  const store = shops.byName(match[1]);
  if (!store) return new Response("There is no such shop.", { status: 404 });
  const path = match[2] ?? "/";
  const { customerId } = readSession(request);
  return (
    (await file(path)) ??
    (await throughProxy(request, { store, path, customerId })) ??
    (await act(request, { store, path, root: `/s/${match[1]}` })) ??
    answerPage(request, store, path)
  );
};

/** Pictures and stylesheets. */
async function file(path: string): Promise<Response | null> {
  const picture = /^\/images\/([^/]+)\.svg$/.exec(path);
  if (picture?.[1]) {
    return new Response(productPicture(decoded(picture[1])), {
      headers: { "content-type": "image/svg+xml", "cache-control": "max-age=86400" },
    });
  }
  for (const [prefix, folder] of [
    [THEME_ASSETS, themeFolder],
    [EXTENSION_ASSETS, extensionFolder],
  ] as const) {
    const name = path.startsWith(`/${prefix}/`) ? path.slice(prefix.length + 2) : "";
    if (/^[a-z-]+\.css$/.test(name)) {
      const css = await readFile(join(folder, "assets", name), "utf8").catch(() => null);
      if (css !== null) return new Response(css, { headers: { "content-type": "text/css" } });
    }
  }
  return null;
}

function answerPage(request: Request, store: Store, path: string): Response {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Method Not Allowed", { status: 405 });
  }
  const url = new URL(request.url);
  const session = readSession(request);
  const { customerId } = session;
  const cart = cartsOf(store).read(session.cartId);
  if (path === "/cart.js") return Response.json(cartJson(store, { ...cart, customerId }));
  const asked = url.searchParams.get("locale");
  const locale = asked ?? session.locale ?? store.locale;
  const page = renderStorefront(store, {
    path: `${path}${url.search}`,
    customerId,
    locale,
    cart,
    designMode: url.searchParams.has("design_mode"),
    ...placedBy(url.searchParams),
  });
  const headers = new Headers({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'self'; img-src 'self' data: https:; script-src 'none'",
    "x-devstore-limits": page.limits.toString(),
    "x-devstore-blocks": page.blocks
      .map(({ name, html }) => `${name}=${String(Buffer.byteLength(html))}`)
      .join("; "),
  });
  if (asked !== null && /^[a-z-]{2,10}$/i.test(asked)) {
    headers.append("set-cookie", cookie(`/s/${store.domain.split(".")[0] ?? ""}`, "locale", asked));
  }
  return new Response(page.html, { status: page.status, headers });
}

/** In the theme editor blocks may be placed by the address: `?design_mode&place=[{"name":"offer","settings":{…}}]`. */
function placedBy(query: URLSearchParams): { place?: readonly GivenBlock[] } {
  const text = query.get("place");
  if (text === null || !query.has("design_mode")) return {};
  try {
    const parsed = givenBlocks.safeParse(JSON.parse(text));
    return parsed.success ? { place: parsed.data } : {};
  } catch {
    return {};
  }
}
