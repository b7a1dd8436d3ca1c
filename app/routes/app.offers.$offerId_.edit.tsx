import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { findOffer } from "#app/offers/offers.server.ts";
import { draftOf } from "#app/offers/page/editor/draft-of-fields.ts";
import { refusedErrors } from "#app/offers/page/editor/errors-of.ts";
import { confirmedIn, fieldsOf, fieldsOfOffer } from "#app/offers/page/editor/fields.ts";
import { OfferEditor } from "#app/offers/page/editor/offer-editor.tsx";
import { segmentChoices } from "#app/offers/page/segment-choices.server.ts";
import { titlesOf } from "#app/offers/page/titles.server.ts";
import { reviseOffer } from "#app/offers/revise-offer.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { idParam, notFound } from "#app/ui/params.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const { shopId } = shop;
  const offerId = idParam(params, "offerId");
  const offer = await findOffer(db, { shopId, offerId, now: Date.now() });
  if (!offer) throw notFound();
  if (offer.state === "ended") return redirect(`/app/offers/${offerId}`);
  const { title, state, terms } = offer;
  return json({
    offer: { offerId, title, state },
    fields: fieldsOfOffer(offer, shop),
    titles: await titlesOf(db, { shopId, terms: [terms] }),
    segments: await segmentChoices(db, shop),
  });
}

/** What was not saved stays as it was written. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  actionResult,
  defaultShouldRevalidate,
}) => (actionResult ? false : defaultShouldRevalidate);

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, admin, redirect } = await requireShop(request);
  const offerId = idParam(params, "offerId");
  const fields = fieldsOf(await request.formData());
  const outcome = await reviseOffer(
    { db, admin },
    {
      ...{ shopId: shop.shopId, offerId, now: Date.now() },
      draft: draftOf(fields, shop),
      confirmed: confirmedIn(fields),
    },
  );
  switch (outcome.kind) {
    case "revised":
    case "ended":
      return redirect(`/app/offers/${offerId}`);
    case "missing":
      throw notFound();
    case "invalid":
    case "segment-missing":
    case "ground-not-acknowledged":
    case "code-taken":
    case "too-many-automatic":
    case "guarded":
      return json({ errors: refusedErrors(outcome, fields) }, { status: 422 });
  }
}

export default function EditOfferRoute() {
  const errors = useActionData<typeof action>()?.errors;
  return <OfferEditor {...useLoaderData<typeof loader>()} errors={errors} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
