import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

const FILE = new URL(
  "../node_modules/@shopify/dev-mcp/dist/data/admin_2026-10.json.gz",
  import.meta.url,
);

/** What one type or field asks for: any one of `offlineScopes`; nothing when it is empty. */
export interface AccessRule {
  typeName: string;
  fieldName?: string;
  offlineScopes: string[];
}

/** Shopify's Admin API 2026-10 as published: its schema, and the access scopes that its types and fields ask for. */
export function readAdminSchema(): { schema: GraphQLSchema; access: AccessRule[] } {
  const file = JSON.parse(gunzipSync(readFileSync(fileURLToPath(FILE))).toString("utf8")) as {
    data: IntrospectionQuery;
    offline_scopes: { items: AccessRule[] };
  };
  return { schema: buildClientSchema(file.data), access: file.offline_scopes.items };
}
