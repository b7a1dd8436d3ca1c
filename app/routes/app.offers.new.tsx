import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { draftOffer } from "#app/offers/draft-offer.server.ts";
import { draftOf } from "#app/offers/page/editor/draft-of-fields.ts";
import { refusedErrors } from "#app/offers/page/editor/errors-of.ts";
import { fieldsOf, firstFields } from "#app/offers/page/editor/fields.ts";
import { OfferEditor } from "#app/offers/page/editor/offer-editor.tsx";
import { NO_TITLES } from "#app/offers/page/offer-words.ts";
import { segmentChoices } from "#app/offers/page/segment-choices.server.ts";
import { readOfferSettings } from "#app/offers/settings/settings.server.ts";
import { db, requireShop } from "#app/services.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const segments = await segmentChoices(db, shop);
  const asked = new URL(request.url).searchParams.get("segment");
  const chosen = segments.find(({ segmentId }) => String(segmentId) === asked) ?? segments[0];
  const segmentId = String(chosen?.segmentId ?? "");
  const { quietDays } = await readOfferSettings(db, { shopId: shop.shopId });
  const fields = firstFields({
    ...{ now: Date.now(), timeZone: shop.timeZone },
    ...{ segmentId, quietDays },
  });
  return json({ segments, fields });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const fields = fieldsOf(await request.formData());
  const draft = draftOf(fields, shop);
  const outcome = await draftOffer(db, { shopId: shop.shopId, draft, now: Date.now() });
  if (outcome.kind === "created") return redirect(`/app/offers/${outcome.offerId}`);
  return json({ errors: refusedErrors(outcome, fields) }, { status: 422 });
}

export default function NewOfferRoute() {
  const { segments, fields } = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>()?.errors;
  return (
    <OfferEditor
      offer={null}
      fields={fields}
      titles={NO_TITLES}
      segments={segments}
      errors={errors}
    />
  );
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
