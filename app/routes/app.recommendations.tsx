import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RecommendationsPage } from "#app/recommendations/recommendations-page.tsx";
import { recommendationsFreshness } from "#app/recommendations/freshness.server.ts";
import { listPairs, listShelves, shelfProducts } from "#app/recommendations/shelves.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { pageParam } from "#app/ui/params.ts";

const PAGE_SIZE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  const shelves = await listShelves(db, { shopId });
  const asked = new URL(request.url).searchParams.get("shelf");
  const handle = shelves.find((shelf) => shelf.handle === asked)?.handle ?? "everyone";
  const page = pageParam(request);
  const { pairs, total } = await listPairs(db, { shopId, page, pageSize: PAGE_SIZE });
  return json({
    ...(await recommendationsFreshness(db, { shopId })),
    handle,
    shelves,
    products: await shelfProducts(db, { shopId, handle, asOf: Date.now() }),
    ...{ pairs, page, totalPairs: total },
  });
}

export default function RecommendationsRoute() {
  return <RecommendationsPage {...useLoaderData<typeof loader>()} pageSize={PAGE_SIZE} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
