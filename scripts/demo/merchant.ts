import type { Demo } from "./options.ts";
import type { Store } from "./store.ts";

/** Shopify's library turns away what does not look like a browser. */
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/**
 * Does in the app what a merchant's browser would, with the session tokens that the admin gives it: the app's own
 * authentication is on the way.
 */
export function merchant(demo: Demo, store: Store) {
  const host = Buffer.from(`admin.shopify.com/store/${demo.shopName}`)
    .toString("base64")
    .replace(/=+$/, "");
  return {
    /** Opens the app for the first time, which installs it. */
    async openApp() {
      const query = new URLSearchParams({
        embedded: "1",
        shop: demo.shop,
        host,
        id_token: await store.sessionToken(),
      });
      const response = await fetch(`${demo.appUrl}/app?${query}`, {
        redirect: "manual",
        headers: { "user-agent": BROWSER },
      });
      if (!response.ok) throw new Error(`the app answered ${response.status} when it was opened`);
    },

    /** Fills in a form of the app and sends it. */
    async submit(path: string, fields: Record<string, string>) {
      const response = await fetch(`${demo.appUrl}${path}`, {
        method: "POST",
        redirect: "manual",
        headers: { "user-agent": BROWSER, authorization: `Bearer ${await store.sessionToken()}` },
        body: new URLSearchParams(fields),
      });
      if (response.status >= 400)
        throw new Error(`the app answered ${response.status} for ${path}`);
    },
  };
}
