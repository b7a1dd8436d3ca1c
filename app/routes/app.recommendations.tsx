import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RecommendationsPage } from "#app/recommendations/recommendations-page.tsx";
import {
  listPairs,
  recommendationsFreshness,
  shelfOf,
} from "#app/recommendations/shelves.server.ts";
import { listSegments } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { pageParam } from "#app/ui/params.ts";

const PAGE_SIZE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  const segments = await listSegments(db, { shopId });
  const asked = new URL(request.url).searchParams.get("shelf");
  const handle = segments.find((segment) => segment.handle === asked)?.handle ?? "everyone";
  const page = pageParam(request);
  const { pairs, total } = await listPairs(db, { shopId, page, pageSize: PAGE_SIZE });
  return json({
    ...(await recommendationsFreshness(db, { shopId })),
    handle,
    shelves: segments.map(({ handle: value, name }) => ({ handle: value, name })),
    products: await shelfOf(db, { shopId, handle }),
    ...{ pairs, page, totalPairs: total },
  });
}

export default function RecommendationsRoute() {
  return <RecommendationsPage {...useLoaderData<typeof loader>()} pageSize={PAGE_SIZE} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
