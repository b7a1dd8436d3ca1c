import { json, type ActionFunctionArgs } from "@remix-run/node";
import type { OfferPreview } from "#app/offers/page/preview.ts";
import { requireShop } from "#app/services.server.ts";

/** What an offer would do as it stands in the form, while it is being written. */
export async function action({ request }: ActionFunctionArgs) {
  await requireShop(request);
  const preview: OfferPreview = { sizing: null };
  return json(preview);
}
