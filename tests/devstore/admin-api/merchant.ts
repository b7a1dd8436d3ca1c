import type { Store } from "../store/open-store.ts";
import { executeLine, prepare, type GraphqlAnswer } from "./execute.ts";
import { adminSchema } from "./schema.ts";

let everything: ReadonlySet<string> | undefined;

/** Every scope that Shopify's schema knows: what Shopify's own admin may do. */
function allScopes(): ReadonlySet<string> {
  everything ??= new Set(adminSchema().scopeItems.flatMap(({ offlineScopes }) => offlineScopes));
  return everything;
}

/**
 * What a merchant does in Shopify's own admin: any operation of the Admin API with every scope, free of cost, and with the
 * webhooks that it sends to the app. For edits to discounts and segments behind the app's back.
 */
export async function asMerchant(
  store: Store,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<GraphqlAnswer> {
  const { document, faults } = prepare(query);
  if (faults.length > 0) return { errors: faults };
  const access = { clientId: "shopify-admin", scopes: allScopes(), online: true };
  return executeLine(document, variables, { store, shops: store.shops, access });
}
