import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countingRuleText } from "#app/purchases/shop.ts";
import { config, db, requireShop } from "#app/services.server.ts";
import { saveCounting } from "#app/sync/change-counting.server.ts";
import { lastHeard } from "#app/sync/connection.server.ts";
import { listPrivacyRequests } from "#app/sync/privacy-requests.server.ts";
import { SettingsPage } from "#app/sync/settings-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId, domain, installedAt, hasAllOrders, countsShipping, countsTax } = shop;
  return json({
    countsShipping,
    countsTax,
    countingRule: countingRuleText(shop),
    requests: await listPrivacyRequests(db, { shopId }),
    connection: {
      ...{ domain, installedAt, hasAllOrders, scopes: config.shopify.scopes },
      ...(await lastHeard(db, { shopId })),
    },
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const form = await request.formData();
  await saveCounting(db, {
    shopId: shop.shopId,
    countsShipping: form.has("countsShipping"),
    countsTax: form.has("countsTax"),
  });
  return json({ isSaved: true });
}

export default function SettingsRoute() {
  const isSaved = useActionData<typeof action>()?.isSaved ?? false;
  return <SettingsPage {...useLoaderData<typeof loader>()} isSaved={isSaved} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
