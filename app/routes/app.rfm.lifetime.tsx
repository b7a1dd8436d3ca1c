import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LifetimePage } from "#app/segments/lifetime/page/lifetime-page.tsx";
import { findLifetimeView } from "#app/segments/lifetime/page/lifetime-view.server.ts";
import { db, requireShop } from "#app/services.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return json(await findLifetimeView(db, { shopId: shop.shopId }));
}

export default function LifetimeRoute() {
  return <LifetimePage {...useLoaderData<typeof loader>()} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
