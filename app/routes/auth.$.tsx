import type { LoaderFunctionArgs } from "@remix-run/node";
import { shopify } from "#app/services.server.ts";

/** Shopify's own pages between its admin and ours (the bounce page, leaving the frame). */
export async function loader({ request }: LoaderFunctionArgs) {
  await shopify.authenticate.admin(request);
  return null;
}
