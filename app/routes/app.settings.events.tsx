import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { config, db, requireShop } from "#app/services.server.ts";
import { eventKey } from "#app/sync/outside-events/event-key.server.ts";
import { EventsPage } from "#app/sync/outside-events/events-page.tsx";
import { eventNames, takeEventFile } from "#app/sync/outside-events/take-events.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const [newest] = config.encryptionKeys;
  return json(
    {
      address: new URL("/events", config.shopify.appUrl).href,
      domain: shop.domain,
      signingKey: newest ? eventKey(shop, newest) : "",
      names: await eventNames(db, { shopId: shop.shopId }),
    },
    { headers: { "Cache-Control": "no-store" } },
  );
}

/** Takes a file of events from the merchant's own hand. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const file = (await request.formData()).get("file");
  if (!(file instanceof File) || file.size === 0) {
    const reason = "choose a file with at least one line";
    return json({ kind: "refused", line: 1, reason } as const, { status: 422 });
  }
  const taken = await takeEventFile(db, { shop, text: await file.text(), now: Date.now() });
  return json(taken, { status: taken.kind === "taken" ? 200 : 422 });
}

export default function EventsRoute() {
  const taken = useActionData<typeof action>();
  return <EventsPage {...useLoaderData<typeof loader>()} taken={taken ?? null} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
