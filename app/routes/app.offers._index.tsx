import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OffersPage } from "#app/offers/offers-page.tsx";
import { listOffers } from "#app/offers/offers.server.ts";
import { listSegments } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { pageParam } from "#app/ui/params.ts";

const PAGE_SIZE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  const page = pageParam(request);
  const { offers, total } = await listOffers(db, {
    shopId,
    now: Date.now(),
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  });
  const segments = await listSegments(db, { shopId });
  return json({ offers, total, page, hasSegments: segments.length > 0 });
}

export default function OffersRoute() {
  return <OffersPage {...useLoaderData<typeof loader>()} pageSize={PAGE_SIZE} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
