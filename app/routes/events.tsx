import { json, type ActionFunctionArgs } from "@remix-run/node";
import { findShop } from "#app/purchases/shops.server.ts";
import { config, db } from "#app/services.server.ts";
import { isSigned } from "#app/sync/outside-events/event-key.server.ts";
import { takeEventFile } from "#app/sync/outside-events/take-events.server.ts";

/**
 * Events from a shop's own systems: a CSV file as the body, signed with the shop's key. Whoever is not known or does
 * not sign rightly gets one and the same answer.
 */
export async function action({ request }: ActionFunctionArgs) {
  const body = new Uint8Array(await request.arrayBuffer());
  const signature = request.headers.get("X-Regulars-Signature") ?? "";
  const shop = await findShop(db, request.headers.get("X-Regulars-Shop") ?? "");
  const isKnown = shop?.uninstalledAt === null;
  if (!isKnown || !isSigned({ body, signature }, shop, config.encryptionKeys)) {
    return json({ kind: "refused", reason: "the signature is not right" }, { status: 401 });
  }
  const text = new TextDecoder().decode(body);
  const taken = await takeEventFile(db, { shop, text, now: Date.now() });
  return json(taken, { status: taken.kind === "taken" ? 200 : 422 });
}

/** Only an address to post to. */
export const loader = () => new Response(null, { status: 405, headers: { Allow: "POST" } });
