import { json, type ActionFunctionArgs } from "@remix-run/node";
import { previewQuery } from "#app/segments/editor/count/preview-query.server.ts";
import { db, requireShop } from "#app/services.server.ts";

/** Who a query is true of right now, while it is being typed; with `segmentId`, who saving would move. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const form = await request.formData();
  const query = form.get("query");
  const segment = form.get("segmentId");
  return json(
    await previewQuery(db, {
      shop,
      query: typeof query === "string" ? query : "",
      segmentId: typeof segment === "string" && /^\d{1,9}$/.test(segment) ? Number(segment) : null,
      asOf: Date.now(),
      signal: request.signal,
    }),
  );
}
