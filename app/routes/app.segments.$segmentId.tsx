import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { segmentMembers, segmentTrend } from "#app/segments/members.server.ts";
import { SegmentPage } from "#app/segments/segment-page.tsx";
import { deleteSegment, findSegment } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound, pageParam } from "#app/ui/params.ts";

const PAGE_SIZE = 25;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  const segment = await findSegment(db, key);
  if (!segment) throw notFound();
  const page = pageParam(request);
  const sizes = await segmentTrend(db, key);
  const members = await segmentMembers(db, { ...key, page, pageSize: PAGE_SIZE });
  return json({ segment, sizes, members, page });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  const outcome = await deleteSegment(db, { ...key, asOf: Date.now() });
  switch (outcome.kind) {
    case "deleted":
      return redirect("/app/segments");
    case "missing":
      throw notFound();
    case "in-use-by-offer":
      return json({ title: outcome.title }, { status: 409 });
  }
}

export default function SegmentRoute() {
  const data = useLoaderData<typeof loader>();
  const inUseBy = useActionData<typeof action>()?.title;
  return <SegmentPage {...data} pageSize={PAGE_SIZE} inUseBy={inUseBy} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
