import type { LoaderFunctionArgs } from "@remix-run/node";
import { findOffer } from "#app/offers/offers.server.ts";
import { exportCodes } from "#app/offers/page/codes/codes.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound } from "#app/ui/params.ts";
import { streamed } from "#app/ui/streamed.ts";

/** The codes of an offer's members as a file, however many. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, offerId: idParam(params, "offerId") };
  if (!(await findOffer(db, { ...key, now: Date.now() }))) throw notFound();
  return new Response(streamed(exportCodes(db, key), context.untilTaken), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="offer-${key.offerId}-codes.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
