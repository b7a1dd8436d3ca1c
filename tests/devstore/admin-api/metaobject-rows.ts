import { holds } from "../oauth/access.ts";
import { resolveType } from "../store/definitions.ts";
import type { Store } from "../store/open-store.ts";
import type { Context } from "./resolver.ts";
import { AccessDenied } from "./scopes.ts";

export interface MetaobjectRow {
  readonly id: number;
  readonly type: string;
  readonly handle: string;
  readonly fields: string;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface FieldDefinition {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

export interface MetaobjectDefinitionRow {
  readonly id: number;
  readonly type: string;
  readonly name: string;
  readonly fields: string;
  readonly access: string;
}

export function definitionOf(store: Store, type: string): MetaobjectDefinitionRow | undefined {
  return store.get<MetaobjectDefinitionRow>(
    "SELECT * FROM metaobject_definitions WHERE type = ?",
    type,
  );
}

export function fieldDefinitions(definition: MetaobjectDefinitionRow): FieldDefinition[] {
  return JSON.parse(definition.fields) as FieldDefinition[];
}

export function findByHandle(
  store: Store,
  type: string,
  handle: string,
): MetaobjectRow | undefined {
  return store.get<MetaobjectRow>(
    "SELECT * FROM metaobjects WHERE type = ? AND handle = ?",
    type,
    handle.toLowerCase(),
  );
}

/** The resolved type; an app's own types need no scope, the others `read_metaobjects`. @throws AccessDenied */
export function readableType(
  { access }: Context,
  type: string,
  fieldName: string,
  scope = "read_metaobjects",
): string {
  const resolved = resolveType(access.clientId, type);
  if (!resolved.startsWith(`app--${access.clientId}--`) && !holds(access.scopes, scope))
    throw new AccessDenied(fieldName, `\`${scope}\` access scope.`);
  return resolved;
}
