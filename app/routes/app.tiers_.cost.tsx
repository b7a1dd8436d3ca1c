import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { yearlyCost } from "#app/offers/benefits/cost.server.ts";
import { db, requireShop } from "#app/services.server.ts";

/** What a tier's offers would have cost in the last year: asked for by a button, since it takes seconds. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, admin } = await requireShop(request);
  const tierId = Number(new URL(request.url).searchParams.get("tier"));
  const cost = await yearlyCost({ db, admin }, { shopId: shop.shopId, tierId, now: Date.now() });
  if (cost === null) throw new Response(null, { status: 404, statusText: "Not Found" });
  return json(cost);
}
