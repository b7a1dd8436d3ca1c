import type { ActionFunctionArgs } from "@remix-run/node";
import { db, shopify } from "#app/services.server.ts";
import { receiveWebhook } from "#app/sync/receive-webhook.server.ts";

/**
 * Verified, recorded, answered; the work is done later, from what the Admin API says. A forged one is 401, one that
 * cannot be read 400. Shopify repeats whatever is not answered with 2xx, so one of an unknown shop is taken and dropped.
 */
export async function action({ request }: ActionFunctionArgs) {
  const webhook = await shopify.authenticate.webhook(request).catch(notJson);
  const { shop: domain, topic, webhookId, triggeredAt, payload } = webhook;
  const received = await receiveWebhook(
    db,
    { domain, topic, webhookId, triggeredAt, payload },
    Date.now(),
  );
  return new Response(null, { status: received === "malformed" ? 400 : 200 });
}

/** Only an address to post to. */
export const loader = () => new Response(null, { status: 405, headers: { Allow: "POST" } });

function notJson(thrown: unknown): never {
  throw thrown instanceof SyntaxError ? new Response(null, { status: 400 }) : thrown;
}
