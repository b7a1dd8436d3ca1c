import { emptyBasket, type Basket } from "./page.ts";

/** What the storefront remembers of a browser, in cookies that reach no further than one shop's storefront. */
export interface Session {
  readonly customerId: number | null;
  readonly locale: string | null;
  readonly basket: Basket;
}

const LINES_A_BASKET = 100;

export function readSession(request: Request): Session {
  const cookies = new Map(
    (request.headers.get("cookie") ?? "").split(";").flatMap((pair) => {
      const [name, value] = pair.trim().split("=");
      return name && value !== undefined ? [[name, value] as const] : [];
    }),
  );
  const customerId = Number(cookies.get("customer") ?? "");
  return {
    customerId: Number.isSafeInteger(customerId) && customerId > 0 ? customerId : null,
    locale: cookies.get("locale") ?? null,
    basket: basketFrom(cookies.get("basket")),
  };
}

/** Set-Cookie for one value; null forgets it. */
export function cookie(root: string, name: string, value: string | null): string {
  const age = value === null ? "; Max-Age=0" : "";
  return `${name}=${value ?? ""}; Path=${root}; HttpOnly; SameSite=Lax${age}`;
}

export function basketText(basket: Basket): string {
  return encodeURIComponent(
    JSON.stringify([basket.lines.map((line) => [line.variantId, line.quantity]), basket.codes]),
  );
}

/** Puts more of a variant into the basket. */
export function withVariant(basket: Basket, variantId: number, quantity: number): Basket {
  const before = basket.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
  const others = basket.lines.filter((line) => line.variantId !== variantId);
  const line = { variantId, quantity: Math.min(before + quantity, 999) };
  return { ...basket, lines: [...others, line].slice(-LINES_A_BASKET) };
}

function basketFrom(text: string | undefined): Basket {
  if (text === undefined) return emptyBasket;
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text));
    const [lines, codes] = list(value);
    return { lines: list(lines).flatMap(lineFrom), codes: list(codes).map(String) };
  } catch {
    return emptyBasket;
  }
}

function lineFrom(entry: unknown) {
  const [variantId, quantity] = list(entry);
  if (typeof variantId !== "number" || typeof quantity !== "number") return [];
  return variantId > 0 && quantity > 0 ? [{ variantId, quantity }] : [];
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
