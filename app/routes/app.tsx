import { json, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, Link, Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import german from "@shopify/polaris/locales/de.json" with { type: "json" };
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { config, requireShop } from "#app/services.server.ts";
import { LastResort } from "#app/ui/error-page.tsx";
import { LoadingBar } from "#app/ui/loading-bar.tsx";
import { FormatProvider } from "#app/ui/use-format.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { name, locale, timeZone, currency } = shop;
  const asked = new URL(request.url).searchParams.get("locale") ?? locale;
  return json({
    apiKey: config.shopify.apiKey,
    appBridgeUrl: config.shopify.devstoreUrl && `${config.shopify.devstoreUrl}/app-bridge.js`,
    polarisLocale: asked.startsWith("de") ? ("de" as const) : ("en" as const),
    shop: { name, locale, timeZone, currency },
  });
}

export default function AppLayout() {
  const { apiKey, appBridgeUrl, polarisLocale, shop } = useLoaderData<typeof loader>();
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={apiKey}
      {...(polarisLocale === "de" ? { i18n: german } : {})} // English is its own
      {...(appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {})}
    >
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/segments">Segments</Link>
        <Link to="/app/rfm">RFM</Link>
        <Link to="/app/tiers">Tiers</Link>
        <Link to="/app/recommendations">Recommendations</Link>
        <Link to="/app/offers">Offers</Link>
        <Link to="/app/preview">Preview</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      <LoadingBar />
      <FormatProvider form={shop}>
        <main>
          <Outlet />
        </main>
      </FormatProvider>
    </AppProvider>
  );
}

/**
 * Shopify's package throws whole pages of its own (the bounce page) with status 200; everything else that reaches
 * this far happened before the merchant was known.
 */
export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 200) return boundary.error(error);
  return <LastResort error={error} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
