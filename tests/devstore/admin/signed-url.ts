import { createHmac, randomBytes } from "node:crypto";

import type { AppConfig } from "../store/app-config.ts";
import { sessionToken } from "./session-token.ts";

/**
 * Where the admin's iframe opens the app, with what identifies the merchant, signed over all of it. `path` is below the app's
 * url and may have a query of its own.
 */
export function signedAppUrl(
  app: Pick<AppConfig, "clientId" | "secret" | "url">,
  domain: string,
  path: string,
  { locale, now = Date.now() }: { locale: string; now?: number },
): string {
  const url = new URL(app.url);
  const [pathname = "", query = ""] = path.split("?", 2);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${pathname.replace(/^\/+/, "")}`;
  url.search = query;
  const given = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${shortName(domain)}`)
      .toString("base64")
      .replace(/=+$/, ""),
    id_token: sessionToken(app, domain, { now }),
    locale,
    session: randomBytes(32).toString("hex"),
    shop: domain,
    timestamp: String(Math.floor(now / 1000)),
  };
  for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
  url.searchParams.delete("hmac");
  const text = [...url.searchParams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  url.searchParams.set(
    "hmac",
    createHmac("sha256", app.secret).update(text.join("&")).digest("hex"),
  );
  return url.href;
}

/** `demo` of `demo.myshopify.com`. */
export const shortName = (domain: string): string => domain.replace(/\.myshopify\.com$/, "");
