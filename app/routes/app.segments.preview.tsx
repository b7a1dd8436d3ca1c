import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { countMembers } from "#app/segments/members.server.ts";
import { db, requireShop } from "#app/services.server.ts";

/** Who a query is true of right now, while it is being typed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const query = new URL(request.url).searchParams.get("query") ?? "";
  const counted = await countMembers(db, { shopId: shop.shopId, query, asOf: Date.now() });
  return json({ ...counted, query });
}
