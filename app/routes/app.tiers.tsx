import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { minorUnitsOf } from "#app/platform/money.ts";
import { TiersPage } from "#app/segments/tiers/page/tiers-page.tsx";
import { formFieldsOf, readTierForm } from "#app/segments/tiers/tier-form.ts";
import { findTiersView } from "#app/segments/tiers/tiers-view.server.ts";
import { countEarned, removeTiers, saveTiers } from "#app/segments/tiers/tiers.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { usePolling } from "#app/ui/use-polling.ts";

/** While tiers are being filled, the page follows. */
const POLL_MS = 2_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return json(await findTiersView(db, { shop }));
}

/** Shows who would be in tiers, saves them, or removes them all. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId, currency } = shop;
  const at = Date.now();
  const form = await request.formData();
  const nothing = { errors: null, earned: null, isSaved: false };
  if (form.get("intent") === "remove") {
    await removeTiers(db, { shopId, at });
    return json({ ...nothing, isSaved: true });
  }
  const fields = formFieldsOf(form);
  if (fields.kind === "refused")
    return json({ ...nothing, errors: fields.errors }, { status: 422 });
  const read = readTierForm(fields.fields, (text) => minorUnitsOf(text, currency));
  if (read.kind === "refused") return json({ ...nothing, errors: read.errors }, { status: 422 });
  const { rules, tiers } = read;
  if (form.get("intent") === "preview") {
    const thresholds = tiers.map(({ threshold }) => threshold);
    const { none, each } = await countEarned(db, { shopId, rules, thresholds, asOf: at });
    const named = tiers.map(({ name }, i) => ({ name, customers: each[i] ?? 0 }));
    return json({ ...nothing, earned: { none, each: named } });
  }
  await saveTiers(db, { shopId, rules, tiers, at });
  return json({ ...nothing, isSaved: true });
}

export default function TiersRoute() {
  const view = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  usePolling(view.isCounting, POLL_MS);
  return (
    <TiersPage
      {...view}
      errors={done?.errors ?? null}
      earned={done?.earned ?? null}
      isSaved={done?.isSaved ?? false}
    />
  );
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
