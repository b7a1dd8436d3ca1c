import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { readChoiceForm } from "#app/purchases/choice.ts";
import { saveChoice } from "#app/purchases/choices.server.ts";
import { findShop } from "#app/purchases/shops.server.ts";
import { db, shopify } from "#app/services.server.ts";

/**
 * A customer's choice, from a plain form on the storefront, signed by Shopify, which says who is signed in. They come
 * back to the page they were on. A guest has nothing to choose.
 */
export async function action({ request }: ActionFunctionArgs) {
  const url = new URL(request.url);
  const form = await request.clone().formData();
  await shopify.authenticate.public.appProxy(request);
  const shop = await findShop(db, url.searchParams.get("shop") ?? "");
  const read = readChoiceForm({
    choice: form.get("choice"),
    returnTo: form.get("return_to"),
    customerId: url.searchParams.get("logged_in_customer_id"),
  });
  if (read.kind === "invalid") {
    throw new Response(read.reason, { status: 400, statusText: "Bad Request" });
  }
  if (shop?.uninstalledAt === null && read.customerId !== null) {
    const { shopId } = shop;
    const { customerId, choice } = read;
    await db.transaction().execute(async (tx) => {
      await saveChoice(tx, { shopId, customerId, choice, at: Date.now() });
      await enqueue(tx, "publish.customers", { shopId, customerIds: [customerId] });
    });
  }
  return redirect(read.returnTo, 303);
}

/** Only an address to post to. */
export const loader = () => new Response(null, { status: 405, headers: { Allow: "POST" } });
