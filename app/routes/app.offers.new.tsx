import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { activateOffer } from "#app/offers/activate-offer.server.ts";
import { draftOffer } from "#app/offers/draft-offer.server.ts";
import { deleteDraft } from "#app/offers/move-offer.server.ts";
import { draftOf, emptyFields, errorsOf, fieldsOf } from "#app/offers/offer-form.ts";
import { OfferFormPage } from "#app/offers/offer-form-page.tsx";
import { listSegments } from "#app/segments/segments.server.ts";
import { db, requireShop } from "#app/services.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const segments = await listSegments(db, { shopId: shop.shopId });
  const asked = new URL(request.url).searchParams.get("segment");
  const chosen = segments.find(({ segmentId }) => String(segmentId) === asked) ?? segments[0];
  const segmentId = String(chosen?.segmentId ?? "");
  return json({
    segments,
    fields: emptyFields({ now: Date.now(), timeZone: shop.timeZone, segmentId }),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, admin, redirect } = await requireShop(request);
  const fields = fieldsOf(await request.formData());
  const of = { shopId: shop.shopId, now: Date.now() };
  const drafted = await draftOffer(db, { ...of, draft: draftOf(fields, shop.timeZone) });
  if (drafted.kind !== "created") return json({ errors: errorsOf(drafted) }, { status: 422 });
  const { offerId } = drafted;
  const outcome = await activateOffer({ db, admin }, { ...of, offerId });
  if (outcome.kind === "activated") return redirect(`/app/offers/${offerId}`);
  await deleteDraft(db, { ...of, offerId });
  return json({ errors: errorsOf(outcome) }, { status: 422 });
}

export default function NewOfferRoute() {
  const { segments, fields } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <OfferFormPage segments={segments} fields={fields} errors={refused?.errors} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
