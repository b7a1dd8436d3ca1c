import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HomePage } from "#app/measure/home-page.tsx";
import { readHome } from "#app/measure/home.server.ts";
import { config, db, hasRoom, requireShop } from "#app/services.server.ts";
import { blockLinks } from "#app/ui/admin-links.ts";
import { usePolling } from "#app/ui/use-polling.ts";

/** The page follows the first import, until all of it has reached the storefront. */
const POLL_MS = 2_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const home = await readHome(db, { shop, now: Date.now(), hasRoom: await hasRoom() });
  return json({
    home,
    blockLinks: blockLinks({ domain: shop.domain, apiKey: config.shopify.apiKey }),
  });
}

export default function HomeRoute() {
  const { home, blockLinks } = useLoaderData<typeof loader>();
  usePolling(
    home.freshness.some(({ stage, asOf }) => asOf === null && stage !== "reconcile"),
    POLL_MS,
  );
  return <HomePage home={home} blockLinks={blockLinks} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
