import { createHmac, randomBytes } from "node:crypto";

import type { AppConfig } from "../store/app-config.ts";

const SECONDS = 60;

const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString("base64url");

/** A session token as Shopify's admin makes them: HS256 with the app's secret, good for a minute of the real clock. */
export function sessionToken(
  app: Pick<AppConfig, "clientId" | "secret">,
  domain: string,
  { now = Date.now(), userId = 1 }: { now?: number; userId?: number } = {},
): string {
  const seconds = Math.floor(now / 1000);
  const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({
    iss: `https://${domain}/admin`,
    dest: `https://${domain}`,
    aud: app.clientId,
    sub: String(userId),
    exp: seconds + SECONDS,
    nbf: seconds,
    iat: seconds,
    jti: randomBytes(16).toString("hex"),
    sid: randomBytes(16).toString("hex"),
  })}`;
  return `${body}.${createHmac("sha256", app.secret).update(body).digest("base64url")}`;
}
