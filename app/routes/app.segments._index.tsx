import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { missingTemplates } from "#app/segments/install-templates.server.ts";
import { countCustomers } from "#app/segments/members.server.ts";
import { createSegment, listSegments } from "#app/segments/segments.server.ts";
import { SegmentsPage } from "#app/segments/segments-page.tsx";
import { db, requireShop } from "#app/services.server.ts";
import { usePolling } from "#app/ui/use-polling.ts";

/** While segments are being filled, the page follows. */
const POLL_MS = 2_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  const segments = await listSegments(db, { shopId });
  return json({
    segments,
    customers: await countCustomers(db, { shopId }),
    templates: segments.length === 0 ? [] : await missingTemplates(db, { shopId }), // at first they come by themselves
  });
}

/** Adds a ready-made segment. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const { shopId } = shop;
  const asked = (await request.formData()).get("template");
  const template = (await missingTemplates(db, { shopId })).find(({ key }) => key === asked);
  if (!template) return redirect("/app/segments"); // added meanwhile
  const { key: templateKey, name, query } = template;
  const outcome = await createSegment(db, { shopId, asOf: Date.now(), name, query, templateKey });
  return redirect(
    outcome.kind === "created" ? `/app/segments/${outcome.segmentId}` : "/app/segments",
  );
}

export default function SegmentsRoute() {
  const { segments, customers, templates: more } = useLoaderData<typeof loader>();
  usePolling(
    segments.some(({ asOf, fault }) => asOf === null && fault === null),
    POLL_MS,
  );
  return <SegmentsPage segments={segments} customers={customers} templates={more} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
