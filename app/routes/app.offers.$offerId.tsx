import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endOffer } from "#app/offers/move-offer.server.ts";
import { OfferPage } from "#app/offers/offer-page.tsx";
import { findOffer } from "#app/offers/offers.server.ts";
import { offerLinks } from "#app/offers/offer-links.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound } from "#app/ui/params.ts";
import { usePolling } from "#app/ui/use-polling.ts";

/** Publishing takes seconds: the page follows it. */
const POLL_MS = 2_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const key = { shopId: shop.shopId, offerId: idParam(params, "offerId") };
  const offer = await findOffer(db, { ...key, now: Date.now() });
  if (!offer) throw notFound();
  return json({ offer, ...(await offerLinks(db, { ...key, domain: shop.domain })) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const offerId = idParam(params, "offerId");
  const outcome = await endOffer(db, { shopId: shop.shopId, offerId, now: Date.now() });
  switch (outcome.kind) {
    case "moved":
    case "illegal-move":
      return redirect(`/app/offers/${offerId}`);
    case "missing":
      throw notFound();
  }
}

export default function OfferRoute() {
  const { offer, discountUrl, twinUrl } = useLoaderData<typeof loader>();
  usePolling(!offer.isPublished && offer.fault === null && offer.phase !== "ended", POLL_MS);
  return <OfferPage offer={offer} discountUrl={discountUrl} twinUrl={twinUrl} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
