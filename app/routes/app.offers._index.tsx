import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OFFER_PHASES } from "#app/offers/offer.ts";
import { countPhases, listOffers } from "#app/offers/offers.server.ts";
import { isBeingPublished } from "#app/offers/page/standing.ts";
import { OffersPage } from "#app/offers/page/list/offers-page.tsx";
import { titlesOf } from "#app/offers/page/titles.server.ts";
import { listSegments } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { pageParam } from "#app/ui/params.ts";
import { usePolling } from "#app/ui/use-polling.ts";

const PAGE_SIZE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  const now = Date.now();
  const page = pageParam(request);
  const asked = new URL(request.url).searchParams.get("phase");
  const phase = OFFER_PHASES.find((one) => one === asked);
  const { offers, total } = await listOffers(db, {
    ...{ shopId, now, phase },
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  });
  const segments = await listSegments(db, { shopId });
  return json({
    ...{ offers, total, page },
    phase: phase ?? null,
    counts: await countPhases(db, { shopId, now }),
    titles: await titlesOf(db, { shopId, terms: offers.map(({ terms }) => terms) }),
    hasSegments: segments.length > 0,
  });
}

/** Publishing takes seconds: the list follows it. */
const POLL_MS = 3_000;

export default function OffersRoute() {
  const data = useLoaderData<typeof loader>();
  usePolling(data.offers.some(isBeingPublished), POLL_MS);
  return <OffersPage {...data} pageSize={PAGE_SIZE} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
