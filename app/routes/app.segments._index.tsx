import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lintSegments } from "#app/segments/lints/lint-segments.server.ts";
import { countCustomers } from "#app/segments/members.server.ts";
import { listSegments } from "#app/segments/segments.server.ts";
import { SegmentsPage } from "#app/segments/segments-page.tsx";
import { db, requireShop } from "#app/services.server.ts";
import { usePolling } from "#app/ui/use-polling.ts";

/** While segments are being filled, the page follows. */
const POLL_MS = 2_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  const segments = await listSegments(db, { shopId });
  const findings = await lintSegments(db, { shop, segments, asOf: Date.now() });
  return json({
    segments: segments.map((segment) => ({
      ...segment,
      findings: (findings.get(segment.segmentId) ?? []).map(({ message }) => message),
    })),
    customers: await countCustomers(db, { shopId }),
  });
}

export default function SegmentsRoute() {
  const { segments, customers } = useLoaderData<typeof loader>();
  usePolling(
    segments.some(({ asOf, fault }) => asOf === null && fault === null),
    POLL_MS,
  );
  return <SegmentsPage segments={segments} customers={customers} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
