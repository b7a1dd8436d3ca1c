import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { findShop } from "#app/purchases/shops.server.ts";
import { db, shopify } from "#app/services.server.ts";

/**
 * What a shop's storefront may ask of us, signed by Shopify: whether the app is at home. No page of a shop waits for
 * this; blocks are rendered from what was published.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  await shopify.authenticate.public.appProxy(request);
  const shop = await findShop(db, new URL(request.url).searchParams.get("shop") ?? "");
  const isInstalled = shop?.uninstalledAt === null;
  return json({ installed: isInstalled }, { headers: { "Cache-Control": "no-store" } });
}
