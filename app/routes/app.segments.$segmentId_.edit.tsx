import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { metafieldDefinitions } from "#app/segments/editor/definitions.server.ts";
import { EditSegmentPage } from "#app/segments/edit-segment-page.tsx";
import { problemOf } from "#app/segments/segment-errors.ts";
import { SegmentForm } from "#app/segments/segment.ts";
import { createSegment, findSegment, reviseSegment } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound } from "#app/ui/params.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, segmentId: idParam(params, "segmentId") };
  const segment = await findSegment(db, key);
  if (!segment) throw notFound();
  const { segmentId, name, query, updatedAt } = segment;
  const definitions = await metafieldDefinitions(db, shop);
  return json({ segment: { segmentId, name, query, updatedAt }, definitions });
}

/** What was not saved stays as it was written: also where there is nothing left to be read anew. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  actionResult,
  defaultShouldRevalidate,
}) => (actionResult ? false : defaultShouldRevalidate);

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const fields = Object.fromEntries(await request.formData());
  const form = SegmentForm.safeParse(fields);
  if (!form.success) return json(problemOf({ kind: "name-unfit" }), { status: 422 });

  const { shopId } = shop;
  const segmentId = idParam(params, "segmentId");
  const definition = { shopId, asOf: Date.now(), name: form.data.name, query: form.data.query };
  const outcome =
    fields.intent === "create"
      ? await createSegment(db, definition)
      : await reviseSegment(db, { ...definition, segmentId, basedOn: form.data.basedOn });
  switch (outcome.kind) {
    case "created":
      return redirect(`/app/segments/${outcome.segmentId}`);
    case "revised":
      return redirect(`/app/segments/${segmentId}`);
    case "missing":
    case "changed-meanwhile":
      return json(problemOf(outcome), { status: 409 });
    case "name-taken":
    case "query-refused":
      return json(problemOf(outcome), { status: 422 });
  }
}

export default function EditSegmentRoute() {
  const { segment, definitions } = useLoaderData<typeof loader>();
  const notSaved = useActionData<typeof action>();
  return <EditSegmentPage {...{ segment, definitions, notSaved }} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
