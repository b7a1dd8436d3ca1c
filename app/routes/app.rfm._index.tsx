import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { minorUnitsOf } from "#app/platform/money.ts";
import { fieldsOf, readCutoffs } from "#app/segments/rfm/cutoffs-form.ts";
import { RfmPage } from "#app/segments/rfm/page/rfm-page.tsx";
import {
  changeRfmSettings,
  findRfmView,
  previewCutoffs,
} from "#app/segments/rfm/rfm-view.server.ts";
import { readRfmSettings } from "#app/segments/rfm/settings.server.ts";
import { AUTOMATIC } from "#app/segments/rfm/settings.ts";
import { db, requireShop } from "#app/services.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return json({ view: await findRfmView(db, { shopId: shop.shopId }) });
}

/** Shows what other cut-offs would change, saves them, or goes back to automatic ones. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId, currency } = shop;
  const at = Date.now();
  const form = await request.formData();
  const kept = await readRfmSettings(db, { shopId });
  const nothing = { errors: null, preview: null, isSaved: false };
  if (form.get("intent") === "reset") {
    await changeRfmSettings(db, { shopId, settings: { ...AUTOMATIC, scheme: kept.scheme }, at });
    return json({ ...nothing, isSaved: true });
  }
  const fields = fieldsOf(form);
  if (!fields) throw new Response(null, { status: 400, statusText: "Bad Request" });
  const minorUnits = (text: string) => minorUnitsOf(text, currency);
  const read = readCutoffs(fields, { kept, minorUnits });
  if (read.kind === "refused") return json({ ...nothing, errors: read.errors }, { status: 422 });
  const changing = { shopId, settings: read.settings, at };
  if (form.get("intent") === "preview") {
    return json({ ...nothing, preview: await previewCutoffs(db, changing) });
  }
  await changeRfmSettings(db, changing);
  return json({ ...nothing, isSaved: true });
}

export default function RfmRoute() {
  const { view } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  return (
    <RfmPage
      view={view}
      errors={done?.errors ?? null}
      preview={done?.preview ?? null}
      isSaved={done?.isSaved ?? false}
    />
  );
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
