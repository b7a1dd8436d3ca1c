import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds by which clocks may differ. */
const tolerance = 10;

/**
 * Why a session token is no good for this shop and app, or null when it is: HS256 by the app's secret, `aud` its key,
 * `dest` the shop, `nbf` <= now < `exp`.
 */
export function sessionTokenFault(
  token: string,
  given: { secret: string; clientId: string; domain: string; now: number },
): string | null {
  const [head, body, signature, ...rest] = token.split(".");
  if (!head || !body || !signature || rest.length > 0) return "malformed token";
  if (claims(head).alg !== "HS256") return "unexpected algorithm";
  const expected = createHmac("sha256", given.secret).update(`${head}.${body}`).digest();
  const actual = Buffer.from(signature, "base64url");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    return "signature verification failed";
  const claim = claims(body);
  const seconds = Math.floor(given.now / 1000);
  if (claim.aud !== given.clientId) return "audience mismatch";
  if (claim.dest !== `https://${given.domain}`) return "destination mismatch";
  if (claim.iss !== `https://${given.domain}/admin`) return "issuer mismatch";
  if (typeof claim.exp !== "number" || claim.exp <= seconds - tolerance) return "token has expired";
  if (typeof claim.nbf !== "number" || claim.nbf > seconds + tolerance)
    return "token is not active yet";
  return null;
}

/** The user's number of a session token whose signature was verified. */
export function userOf(token: string): number {
  const sub = Number(claims(token.split(".")[1] ?? "").sub);
  return Number.isSafeInteger(sub) ? sub : 1;
}

function claims(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
