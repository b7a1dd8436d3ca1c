import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { metafieldDefinitions } from "#app/segments/editor/definitions.server.ts";
import { EditSegmentPage } from "#app/segments/edit-segment-page.tsx";
import { problemOf } from "#app/segments/segment-errors.ts";
import { SegmentForm } from "#app/segments/segment.ts";
import { createSegment } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return json({ definitions: await metafieldDefinitions(db, shop) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const form = SegmentForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return json(problemOf({ kind: "name-unfit" }), { status: 422 });

  const { name, query } = form.data;
  const outcome = await createSegment(db, { shopId: shop.shopId, asOf: Date.now(), name, query });
  if (outcome.kind === "created") return redirect(`/app/segments/${outcome.segmentId}`);
  return json(problemOf(outcome), { status: 422 });
}

export default function NewSegmentRoute() {
  const { definitions } = useLoaderData<typeof loader>();
  const notSaved = useActionData<typeof action>();
  return <EditSegmentPage segment={null} {...{ definitions, notSaved }} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
