import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { createOffer } from "#app/offers/create-offer.server.ts";
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
  const outcome = await createOffer(
    { db, admin },
    { shopId: shop.shopId, draft: draftOf(fields, shop.timeZone), now: Date.now() },
  );
  if (outcome.kind === "created") return redirect(`/app/offers/${outcome.offerId}`);
  return json({ errors: errorsOf(outcome) }, { status: 422 });
}

export default function NewOfferRoute() {
  const { segments, fields } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <OfferFormPage segments={segments} fields={fields} errors={refused?.errors} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
