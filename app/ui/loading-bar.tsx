import { useNavigation } from "@remix-run/react";
import { useEffect } from "react";

/** Has Shopify's admin show its loading bar while the next page is fetched; the page before stays usable. */
export function LoadingBar() {
  const isLoading = useNavigation().state !== "idle";
  useEffect(() => {
    if ("shopify" in window) window.shopify.loading(isLoading); // missing where its script was blocked
  }, [isLoading]);
  return null;
}
