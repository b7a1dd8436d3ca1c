import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EditSegmentPage } from "#app/segments/edit-segment-page.tsx";
import { errorsOf } from "#app/segments/segment-errors.ts";
import { SegmentForm } from "#app/segments/segment.ts";
import { findSegment, reviseSegment } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound } from "#app/ui/params.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  const segment = await findSegment(db, key);
  if (!segment) throw notFound();
  return json({ segment });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const form = SegmentForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return json({ errors: errorsOf({ kind: "name-unfit" }) }, { status: 422 });

  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  const outcome = await reviseSegment(db, { ...key, ...form.data, asOf: Date.now() });
  switch (outcome.kind) {
    case "revised":
      return redirect(`/app/segments/${key.segmentId}`);
    case "missing":
      throw notFound();
    case "name-taken":
    case "query-refused":
      return json({ errors: errorsOf(outcome) }, { status: 422 });
  }
}

export default function EditSegmentRoute() {
  const { segment } = useLoaderData<typeof loader>();
  return <EditSegmentPage segment={segment} errors={useActionData<typeof action>()?.errors} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
