import {
  getNamedType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLSchema,
} from "graphql";
import type { AccessRule } from "./admin-schema.ts";

/** One thing asked of Shopify, and the scopes any one of which allows it. */
export interface ScopeNeed {
  scopes: readonly string[];
  because: string;
}

/** What the schema's file does not say, with where Shopify says it. */
const UNWRITTEN: Record<string, ScopeNeed[]> = {
  // shopify.dev, metafieldsSet and metafieldsDelete: the scope to change the owner.
  metafieldsSet: [
    { scopes: ["write_customers"], because: "metafields of customers are written" },
    { scopes: ["write_products"], because: "metafields of products are written" },
  ],
  metafieldsDelete: [],
};

/** Apps need no scope for metaobjects of their own since 2026-04 (shopify.dev changelog, metaobject scopes). */
const OWN_METAOBJECTS = new Set([
  "read_metaobjects",
  "write_metaobjects",
  "read_metaobject_definitions",
]);

/** What a document asks for: each type and field it touches, by the rules Shopify publishes with its schema. */
export function scopeNeeds(
  document: string,
  schema: GraphQLSchema,
  access: readonly AccessRule[],
): ScopeNeed[] {
  const rules = new Map(
    access.map((rule) => [`${rule.typeName}.${rule.fieldName ?? ""}`, rule.offlineScopes]),
  );
  const needs: ScopeNeed[] = [];
  const types = new TypeInfo(schema);

  visit(
    parse(document),
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType()?.name ?? "";
        const type = types.getType();
        const keys = [
          `${parent}.${node.name.value}`,
          ...(type ? [`${getNamedType(type).name}.`] : []),
        ];
        for (const key of keys) {
          const scopes = rules.get(key) ?? [];
          if (scopes.length > 0 && !scopes.every((scope) => OWN_METAOBJECTS.has(scope))) {
            needs.push({ scopes, because: key.replace(/\.$/, "") });
          }
        }
        needs.push(...(parent === "Mutation" ? (UNWRITTEN[node.name.value] ?? []) : []));
      },
    }),
  );
  return needs;
}

/** Whether granted scopes meet a need: writing includes reading. */
export const isMet = (need: ScopeNeed, granted: ReadonlySet<string>): boolean =>
  need.scopes.some((scope) => granted.has(scope) || granted.has(scope.replace(/^read_/, "write_")));

/**
 * The fewest scopes that meet all needs: of alternatives the one that another need already asks for, else the first.
 */
export function fewestScopes(needs: readonly ScopeNeed[]): Set<string> {
  const chosen = new Set<string>();
  for (const need of needs.toSorted((a, b) => a.scopes.length - b.scopes.length)) {
    const [first] = need.scopes;
    if (first !== undefined && !isMet(need, chosen)) chosen.add(first);
  }
  for (const scope of chosen) {
    if (scope.startsWith("write_")) chosen.delete(scope.replace(/^write_/, "read_"));
  }
  return chosen;
}
