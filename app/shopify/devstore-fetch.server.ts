/**
 * The fetch that everything to Shopify goes through. With a development store configured, what is meant for
 * `https://{shop}.myshopify.com/*` goes to it instead.
 */
export function fetchOf(devstoreUrl: string | undefined): typeof fetch {
  if (devstoreUrl === undefined) return fetch;
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!url.hostname.endsWith(".myshopify.com")) return fetch(input, init);
    const local = new URL(`/shops/${url.hostname}${url.pathname}${url.search}`, devstoreUrl);
    return fetch(local, input instanceof Request ? input : init);
  };
}
