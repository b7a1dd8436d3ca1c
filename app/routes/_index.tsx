import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/** Shopify opens the app at its root, with what identifies the merchant in the query. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  redirect(`/app${new URL(request.url).search}`);
