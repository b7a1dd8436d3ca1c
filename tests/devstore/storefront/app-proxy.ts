import { createHmac } from "node:crypto";
import type { Store } from "../store/open-store.ts";

/** What Shopify says itself; a visitor's own say of it is dropped. */
const OWN = ["shop", "path_prefix", "timestamp", "logged_in_customer_id", "signature"];
/** Headers that travel to the app. Cookies never do, in either direction. */
const PASSED = ["accept", "accept-language", "content-type", "user-agent"];

/**
 * A request below the app's proxy path (`/apps/regulars/…`) goes to the app, signed, with who is signed in; null when the path
 * is not below it. What the app answers goes back as it is, redirects too. An app that does not answer is a 502.
 * @see https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export async function throughProxy(
  request: Request,
  place: { readonly store: Store; readonly path: string; readonly customerId: number | null },
): Promise<Response | null> {
  const { store, path } = place;
  const { proxy, secret } = store.shops.app;
  if (proxy === null) return null;
  const prefix = `/${proxy.prefix}/${proxy.subpath}`;
  if (path !== prefix && !path.startsWith(`${prefix}/`)) return null;

  const url = new URL(proxy.url);
  url.pathname = `${url.pathname.replace(/\/$/, "")}${path.slice(prefix.length)}`;
  for (const [name, value] of new URL(request.url).searchParams) {
    if (!OWN.includes(name)) url.searchParams.append(name, value);
  }
  const said = {
    shop: store.domain,
    logged_in_customer_id: String(place.customerId ?? ""),
    path_prefix: prefix,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  url.searchParams.set("signature", signatureOf(url.searchParams, secret));

  const headers = new Headers({ "x-shopify-shop-domain": store.domain });
  for (const name of PASSED) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const isBare = request.method === "GET" || request.method === "HEAD";
  try {
    const answer = await fetch(url, {
      method: request.method,
      headers,
      redirect: "manual",
      ...(isBare ? {} : { body: await request.arrayBuffer() }),
    });
    return back(answer, await answer.arrayBuffer());
  } catch {
    return new Response("There was an error in the third-party application.", { status: 502 });
  }
}

/** Parameters sorted, repeated ones joined by commas, written one after the other: signed by the app's secret, in hex. */
function signatureOf(parameters: URLSearchParams, secret: string): string {
  const names = [...new Set(parameters.keys())].sort();
  const text = names.map((name) => `${name}=${parameters.getAll(name).join(",")}`).join("");
  return createHmac("sha256", secret).update(text).digest("hex");
}

function back(answer: Response, body: ArrayBuffer): Response {
  const headers = new Headers();
  for (const name of ["content-type", "location", "cache-control"]) {
    const value = answer.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const hasBody = body.byteLength > 0 && ![204, 304].includes(answer.status);
  return new Response(hasBody ? body : null, { status: answer.status, headers });
}
