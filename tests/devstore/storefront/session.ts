import { randomUUID } from "node:crypto";

/** What the storefront knows of a browser, from cookies that reach no further than one shop's storefront. */
export interface Session {
  /** Whose cart it is; made up for a browser that has none yet. */
  readonly cartId: string;
  readonly customerId: number | null;
  readonly locale: string | null;
}

export function readSession(request: Request): Session {
  const cookies = new Map(
    (request.headers.get("cookie") ?? "").split(";").flatMap((pair) => {
      const [name, value] = pair.trim().split("=");
      return name && value ? [[name, value] as const] : [];
    }),
  );
  const customerId = Number(cookies.get("customer") ?? "");
  return {
    cartId: cookies.get("cart") ?? randomUUID(),
    customerId: Number.isSafeInteger(customerId) && customerId > 0 ? customerId : null,
    locale: cookies.get("locale") ?? null,
  };
}

/** Set-Cookie for one value; null forgets it. */
export function cookie(root: string, name: string, value: string | null): string {
  const age = value === null ? "; Max-Age=0" : "";
  return `${name}=${value ?? ""}; Path=${root}; HttpOnly; SameSite=Lax${age}`;
}
