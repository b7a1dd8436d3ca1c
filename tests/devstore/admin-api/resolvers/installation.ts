import { installationOf, type Installation } from "../../oauth/installation.ts";
import { gid } from "../ids.ts";
import type { Context, Resolvers } from "../resolver.ts";
import { metafieldFields } from "./metafields.ts";

const appRow = { __typename: "App" } as const;

export const installation: Resolvers = {
  QueryRoot: {
    currentAppInstallation: (_root, _args, { store }) => installationOf(store),
    app: () => appRow,
    appByHandle: (_root, args: { handle: string }, { shops }) =>
      args.handle === shops.app.handle ? appRow : null,
  },
  AppInstallation: {
    id: (row: Installation) => gid("AppInstallation", row.id),
    app: () => appRow,
    accessScopes: (row: Installation) => scopeRows(row.scopes.split(",").filter(Boolean)),
    launchUrl: (_row, _args, { shops }) => shops.app.url,
    activeSubscriptions: () => [],
    ...metafieldFields("API_INSTALLATION", (row: Installation) => row.id),
  },
  App: {
    // Shopify's apps have a number beside their client id; it is derived from the client id, so that it stays the same.
    id: (_app, _args, context) => gid("App", appNumber(context)),
    apiKey: (_app, _args, { shops }) => shops.app.clientId,
    handle: (_app, _args, { shops }) => shops.app.handle,
    title: (_app, _args, { shops }) => shops.app.name,
    embedded: () => true,
    installation: (_app, _args, { store }) => installationOf(store),
    requestedAccessScopes: (_app, _args, { shops }) => scopeRows(shops.app.scopes),
    optionalAccessScopes: (_app, _args, { shops }) => scopeRows(shops.app.optionalScopes),
    webhookApiVersion: (_app, _args, { shops }) => shops.app.apiVersion,
  },
};

function scopeRows(scopes: readonly string[]): object[] {
  return scopes.map((handle) => ({ handle, description: handle.replaceAll("_", " ") }));
}

function appNumber({ shops }: Context): number {
  let value = 7;
  for (const character of shops.app.clientId)
    value = (value * 31 + character.charCodeAt(0)) % 1_000_000_007;
  return value;
}
