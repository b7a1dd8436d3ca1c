import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

/** The Admin API version that the store speaks. */
export const apiVersion = "2026-10";

interface SchemaFile {
  readonly data: IntrospectionQuery;
  readonly offline_scopes: { readonly items: readonly ScopeItem[] };
}

export interface ScopeItem {
  readonly type: "type" | "field";
  readonly typeName: string;
  readonly fieldName?: string;
  readonly requiredAccess: string;
  readonly offlineScopes: readonly string[];
}

let loaded: { schema: GraphQLSchema; scopeItems: readonly ScopeItem[] } | undefined;

/** Shopify's published schema with the access scopes of its fields. Read once, about 0.4 s. */
export function adminSchema(): { schema: GraphQLSchema; scopeItems: readonly ScopeItem[] } {
  if (!loaded) {
    const path = new URL(
      `../../../node_modules/@shopify/dev-mcp/dist/data/admin_${apiVersion}.json.gz`,
      import.meta.url,
    );
    const file = JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as SchemaFile;
    loaded = {
      schema: buildClientSchema(file.data, { assumeValid: true }),
      scopeItems: file.offline_scopes.items,
    };
  }
  return loaded;
}
