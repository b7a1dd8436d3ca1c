import { completeCheckout } from "../checkout/cart.ts";
import { OrderRefused } from "../checkout/order-rows.ts";
import type { Store } from "../store/open-store.ts";
import { cartsOf } from "./carts.ts";
import { decoded } from "./paths.ts";
import { renderStorefront } from "./render-storefront.ts";
import { cookie, readSession, type Session } from "./session.ts";

interface Place {
  readonly store: Store;
  readonly path: string;
  readonly root: string;
}

/** What a shopper does rather than looks at: signing in, filling the cart, ordering. Null when the request is none of it. */
export async function act(request: Request, place: Place): Promise<Response | null> {
  const { path } = place;
  const session = readSession(request);
  if (request.method === "GET") {
    const query = new URL(request.url).searchParams;
    if (path === "/account/login") return signIn(place, query);
    if (path === "/account/logout") return goTo(place, "/", [cookie(place.root, "customer", null)]);
    const code = /^\/discount\/([^/]+)$/.exec(path)?.[1];
    if (code === undefined) return null;
    return enterCode(place, session, {
      code: decoded(code),
      to: local(place, query.get("redirect")),
    });
  }
  if (request.method !== "POST") return null;
  const form = await formOf(request);
  switch (path) {
    case "/cart/add":
      return add(place, session, form);
    case "/cart/discount":
      return enterCode(place, session, { code: form.get("code") ?? "", to: "/cart" });
    case "/cart/clear":
      cartsOf(place.store).forget(session.cartId);
      return goTo(place, "/cart");
    case "/checkout":
      return order(place, session, form);
    default:
      return null;
  }
}

function signIn(place: Place, query: URLSearchParams): Response {
  const id = Number(query.get("customer_id") ?? "");
  if (!isKnown(place, "customers", id)) return goTo(place, "/account");
  return goTo(place, local(place, query.get("return_to")), [
    cookie(place.root, "customer", String(id)),
  ]);
}

function add(place: Place, session: Session, form: URLSearchParams): Response {
  const variantId = Number(form.get("id") ?? "");
  const quantity = Math.min(Math.trunc(Number(form.get("quantity") ?? 1)), 999);
  if (!isKnown(place, "variants", variantId) || !(quantity > 0)) {
    return new Response("There is no such variant, or nothing of it was asked for.", {
      status: 422,
    });
  }
  cartsOf(place.store).add(session.cartId, variantId, quantity);
  return goTo(place, "/cart", [cookie(place.root, "cart", session.cartId)]);
}

function enterCode(
  place: Place,
  session: Session,
  { code, to }: { code: string; to: string },
): Response {
  cartsOf(place.store).addCode(session.cartId, code.trim().slice(0, 255));
  return goTo(place, to, [cookie(place.root, "cart", session.cartId)]);
}

/** A refusal shows the checkout again and says why. */
function order(place: Place, session: Session, form: URLSearchParams): Response {
  const carts = cartsOf(place.store);
  const cart = carts.read(session.cartId);
  const { customerId } = session;
  const email = form.get("email")?.trim() ?? "";
  try {
    const placed = completeCheckout(place.store, { ...cart, customerId, email: email || null });
    carts.forget(session.cartId);
    return goTo(place, `/orders/${placed.orderId}`);
  } catch (error) {
    if (!(error instanceof OrderRefused)) throw error;
    const page = renderStorefront(place.store, {
      path: `/checkout?email=${encodeURIComponent(email)}`,
      ...{ customerId, cart, problem: error.message },
      locale: session.locale ?? place.store.locale,
    });
    return new Response(page.html, {
      status: 422,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  }
}

function isKnown(place: Place, table: "customers" | "variants", id: number): boolean {
  if (!Number.isSafeInteger(id)) return false;
  return place.store.get(`SELECT id FROM ${table} WHERE id = ?`, id) !== undefined;
}

function goTo(place: Place, to: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: `${place.root}${to}` });
  for (const one of cookies) headers.append("set-cookie", one);
  return new Response(null, { status: 303, headers });
}

/** A path of this storefront to go on to, from its root or as a page's own address; anything else is its home. */
function local({ root }: Place, given: string | null): string {
  const path = given?.startsWith(`${root}/`) ? given.slice(root.length) : given;
  return path !== null && /^\/(?![/\\])/.test(path) ? path : "/";
}

/** A form as browsers send it, plain or in parts as `{% form 'product' %}` asks for. Files are no part of ours. */
async function formOf(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) return new URLSearchParams(await request.text());
  const form = new URLSearchParams();
  for (const [name, value] of await request.formData()) {
    if (typeof value === "string") form.append(name, value);
  }
  return form;
}
