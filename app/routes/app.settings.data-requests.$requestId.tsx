import type { LoaderFunctionArgs } from "@remix-run/node";
import { db, requireShop } from "#app/services.server.ts";
import { findReport } from "#app/sync/privacy-requests.server.ts";
import { idParam, notFound } from "#app/ui/params.ts";

/** What we hold of a customer who asked for it, as a file to hand over. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const requestId = idParam(params, "requestId");
  const report = await findReport(db, { shopId: shop.shopId, requestId });
  if (report === undefined) throw notFound();
  return new Response(report, {
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}
