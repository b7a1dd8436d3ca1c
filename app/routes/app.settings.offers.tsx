import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OfferSettingsPage } from "#app/offers/settings/settings-page.tsx";
import { readOfferSettings, saveOfferSettings } from "#app/offers/settings/settings.server.ts";
import { fieldsOfForm, fieldsOfSettings, settingsOfFields } from "#app/offers/settings/settings.ts";
import { db, requireShop } from "#app/services.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return json({ fields: fieldsOfSettings(await readOfferSettings(db, shop)) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const read = settingsOfFields(fieldsOfForm(await request.formData()));
  if (read.kind === "invalid") return json({ errors: read.errors }, { status: 422 });
  const { shopId } = shop;
  await saveOfferSettings(db, { shopId, settings: read.settings, at: Date.now() });
  return json({ errors: {} });
}

export default function OfferSettingsRoute() {
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  const isSaved = answer !== undefined && Object.keys(errors).length === 0;
  const { fields } = useLoaderData<typeof loader>();
  // What was saved is what stands in the form, as it was read.
  return (
    <OfferSettingsPage
      key={Object.values(fields).join()}
      fields={fields}
      errors={errors}
      isSaved={isSaved}
    />
  );
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
