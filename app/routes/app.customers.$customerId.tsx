import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { offersOfCustomer } from "#app/offers/page/concerning/concerning.server.ts";
import { OffersCard } from "#app/offers/page/concerning/offers-card.tsx";
import { CustomerPage } from "#app/recommendations/customer-page/customer-page.tsx";
import { customerPicks } from "#app/recommendations/shelves/shown-products.server.ts";
import { movesOfCustomer, ordersOfCustomer } from "#app/segments/customer/past.server.ts";
import { explainStanding, segmentsMissed } from "#app/segments/customer/standing.server.ts";
import { customerProfile } from "#app/segments/members.server.ts";
import { tierOfCustomer } from "#app/segments/customer/tier.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { adminPage } from "#app/ui/admin-links.ts";
import { idParam, notFound } from "#app/ui/params.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, customerId: idParam(params, "customerId") };
  const profile = await customerProfile(db, key);
  if (!profile) throw notFound();

  const asOf = Date.now();
  const asked = { shop, customerId: key.customerId, asOf };
  const segment = new URL(request.url).searchParams.get("segment");
  const segmentId = segment === null ? null : idParam({ segment }, "segment");
  const explanation =
    segmentId === null ? undefined : await explainStanding(db, { ...asked, segmentId });
  return json({
    ...profile,
    asOf,
    explanation: explanation ?? null,
    missed: await segmentsMissed(db, asked),
    tier: await tierOfCustomer(db, key),
    moves: await movesOfCustomer(db, key),
    orders: await ordersOfCustomer(db, key),
    picks: await customerPicks(db, { ...key, asOf }),
    concerning: await offersOfCustomer(db, { ...key, now: asOf }),
    shopifyUrl: adminPage(shop.domain, "customers", key.customerId),
  });
}

export default function CustomerRoute() {
  const { concerning, ...data } = useLoaderData<typeof loader>();
  const offers = (
    <OffersCard title="Offers they have" none="They have no offer now." {...concerning} />
  );
  return <CustomerPage {...data} offers={offers} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
