import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportMembers } from "#app/segments/export/export-members.server.ts";
import { findSegment } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound } from "#app/ui/params.ts";
import { streamed } from "#app/ui/streamed.ts";

/** The members of a segment as a file, however many. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  if (!(await findSegment(db, key))) throw notFound();
  return new Response(streamed(exportMembers(db, key), context.untilTaken), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="segment-${key.segmentId}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
