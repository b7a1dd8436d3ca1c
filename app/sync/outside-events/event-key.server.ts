import { createHmac, timingSafeEqual } from "node:crypto";
import type { Shop } from "#app/purchases/shop.ts";

/**
 * The key with which a shop's own systems sign the events they send. It is made from the app's own key, so that none
 * is stored, and is another after the app was installed anew.
 */
export const eventKey = (shop: Pick<Shop, "domain" | "installedAt">, appKey: Uint8Array): string =>
  createHmac("sha256", appKey)
    .update(`events:${shop.domain}:${shop.installedAt}`)
    .digest("base64url");

/** Whether this is the HMAC-SHA256 of a body, in hexadecimal, by the key of the shop. */
export function isSigned(
  { body, signature }: { body: Uint8Array; signature: string },
  shop: Pick<Shop, "domain" | "installedAt">,
  appKeys: readonly Uint8Array[],
): boolean {
  const given = Buffer.from(signature, "hex");
  return appKeys.some((appKey) => {
    const right = createHmac("sha256", eventKey(shop, appKey)).update(body).digest();
    return given.length === right.length && timingSafeEqual(given, right);
  });
}
