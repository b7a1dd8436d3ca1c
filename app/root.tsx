import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { LinksFunction } from "@remix-run/node";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { faultWords } from "#app/ui/fault-words.ts";
import ownStyles from "#app/ui/styles.css?url";
import type { loader as layoutLoader } from "./routes/app.tsx";

export const links: LinksFunction = () => [
  { rel: "preconnect", href: "https://cdn.shopify.com" },
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: ownStyles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/**
 * A browser that blocks third-party storage throws on the mere mention of `sessionStorage` inside Shopify's frame, and
 * Remix's scroll restoration mentions it.
 */
const STORAGE_GUARD = `try{sessionStorage}catch{Object.defineProperty(window,"sessionStorage",{value:{getItem(){return null},setItem(){},removeItem(){}}})}`;

export default function Root() {
  return (
    <Document>
      <Outlet />
    </Document>
  );
}

/** The last resort: what no page could show. It depends on nothing that could have failed. */
export function ErrorBoundary() {
  const error = useRouteError();
  const words = faultWords(isRouteErrorResponse(error) ? error.status : 500);
  return (
    <Document title={words.title}>
      <main className="regulars-last-resort">
        <h1>{words.title}</h1>
        <p>{words.advice}</p>
      </main>
    </Document>
  );
}

function Document({ children, title }: { children: ReactNode; title?: string }) {
  const locale = useRouteLoaderData<typeof layoutLoader>("routes/app")?.polarisLocale ?? "en";
  return (
    <html lang={locale} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title ?? "Regulars"}</title>
        <script dangerouslySetInnerHTML={{ __html: STORAGE_GUARD }} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
