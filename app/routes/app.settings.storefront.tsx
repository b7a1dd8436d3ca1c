import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { publishState } from "#app/publish/publish-state.server.ts";
import { readReceipt } from "#app/publish/receipt/receipt.server.ts";
import { readScan } from "#app/publish/receipt/scan.server.ts";
import { StorefrontSettingsPage } from "#app/publish/receipt/storefront-settings-page.tsx";
import {
  publishAgain,
  saveConsent,
  withdrawEverything,
} from "#app/publish/receipt/withdrawal.server.ts";
import { countChoices } from "#app/purchases/choices.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { usePolling } from "#app/ui/use-polling.ts";

/** While something is being taken back or counted, the page follows. */
const POLL_MS = 2_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId, consent, withdrawnAt } = shop;
  const [receipt, scan, choices, publishing] = await Promise.all([
    readReceipt(db, shopId),
    readScan(db, shopId),
    countChoices(db, shopId),
    publishState(db, shopId),
  ]);
  return json({ consent, withdrawnAt, receipt, scan, choices, fault: publishing.fault });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  const form = await request.formData();
  const intent = form.get("intent");
  const consent = form.get("consent");
  if (intent === "consent" && (consent === "opt-in" || consent === "opt-out")) {
    await saveConsent(db, { shopId, consent });
  } else if (intent === "withdraw") {
    await withdrawEverything(db, { shopId, now: Date.now() });
  } else if (intent === "publish-again") {
    await publishAgain(db, { shopId });
  } else if (intent === "scan") {
    await enqueue(db, "publish.scan", { shopId }, { key: `publish.scan:${shopId}` });
  } else {
    throw new Response(null, { status: 400, statusText: "Bad Request" });
  }
  return json({ isSaved: true });
}

export default function StorefrontSettingsRoute() {
  const view = useLoaderData<typeof loader>();
  const { withdrawnAt, scan } = view;
  usePolling(withdrawnAt !== null && (scan?.scannedAt ?? 0) < withdrawnAt, POLL_MS);
  return <StorefrontSettingsPage {...view} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
