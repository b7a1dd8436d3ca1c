import type { Store } from "../store/open-store.ts";
import { emptyBasket, Page, type Basket } from "./page.ts";
import { basketText, cookie, readSession, withVariant, type Session } from "./session.ts";
import { placeBasket } from "./till.ts";

interface Place {
  readonly store: Store;
  readonly path: string;
  readonly root: string;
}

/** What a shopper does rather than looks at: signing in, filling the cart, ordering. Null when the request is none of it. */
export async function act(request: Request, place: Place): Promise<Response | null> {
  const { path } = place;
  const session = readSession(request);
  const query = new URL(request.url).searchParams;
  const discount = /^\/discount\/([^/]+)$/.exec(path)?.[1];
  if (request.method === "GET") {
    if (path === "/account/login") return signIn(place, query);
    if (path === "/account/logout") return back(place, "/", cookie(place.root, "customer", null));
    if (discount !== undefined) {
      const basket = withCode(session.basket, decodeURIComponent(discount));
      return keep(place, basket, local(query.get("redirect")));
    }
    return null;
  }
  if (request.method !== "POST") return null;
  const form = new URLSearchParams(await request.text());
  switch (path) {
    case "/cart/add":
      return add(place, session, form);
    case "/cart/discount":
      return keep(place, withCode(session.basket, form.get("code") ?? ""), "/cart");
    case "/cart/clear":
      return keep(place, emptyBasket, "/cart");
    case "/checkout":
      return order(place, session);
    default:
      return null;
  }
}

function signIn(place: Place, query: URLSearchParams): Response {
  const id = Number(query.get("customer_id") ?? "");
  const known = place.store.get(
    "SELECT id FROM customers WHERE id = ?",
    Number.isSafeInteger(id) ? id : -1,
  );
  if (!known) return back(place, "/account");
  return back(place, local(query.get("return_to")), cookie(place.root, "customer", String(id)));
}

function add(place: Place, session: Session, form: URLSearchParams): Response {
  const variantId = Number(form.get("id"));
  const quantity = Math.trunc(Number(form.get("quantity") ?? 1));
  const known = place.store.get(
    "SELECT id FROM variants WHERE id = ?",
    Number.isSafeInteger(variantId) ? variantId : -1,
  );
  if (!known || !(quantity > 0)) return new Response("No such variant", { status: 422 });
  return keep(place, withVariant(session.basket, variantId, quantity), "/cart");
}

function order(place: Place, session: Session): Response {
  const { customerId, basket } = session;
  if (basket.lines.length === 0) return back(place, "/cart");
  const page = new Page(place.store, { customerId, basket, locale: "en", designMode: false });
  const orderId = placeBasket(page);
  return keep(place, emptyBasket, `/orders/${orderId}`);
}

/** A code once, the latest last; Shopify takes five. */
function withCode(basket: Basket, code: string): Basket {
  const trimmed = code.trim().slice(0, 255);
  if (trimmed === "") return basket;
  const others = basket.codes.filter((one) => one.toLowerCase() !== trimmed.toLowerCase());
  return { ...basket, codes: [...others, trimmed].slice(-5) };
}

function keep(place: Place, basket: Basket, to: string): Response {
  return back(place, to, cookie(place.root, "basket", basketText(basket)));
}

function back(place: Place, to: string, setCookie?: string): Response {
  const headers = new Headers({ location: `${place.root}${to}` });
  if (setCookie !== undefined) headers.append("set-cookie", setCookie);
  return new Response(null, { status: 303, headers });
}

/** A path of this storefront to go on to; anything else is its home. */
function local(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : "/";
}
