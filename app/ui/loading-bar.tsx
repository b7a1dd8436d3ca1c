import { useNavigation } from "@remix-run/react";
import { useEffect } from "react";

/** Has Shopify's admin show its loading bar while the next page is fetched; the page before stays usable. */
export function LoadingBar() {
  const isLoading = useNavigation().state !== "idle";
  useEffect(() => {
    window.shopify?.loading(isLoading);
  }, [isLoading]);
  return null;
}

declare global {
  interface Window {
    /** App Bridge; missing where its script was blocked. */
    shopify?: { loading: (isLoading: boolean) => void };
  }
}
