import { getNamedType, isObjectType, type GraphQLOutputType } from "graphql";
import { holds } from "../oauth/access.ts";
import { FieldRefusal } from "./resolver.ts";
import { adminSchema } from "./schema.ts";

/** What a field demands: one of the scopes, and how Shopify words it. */
export interface Demand {
  readonly anyOf: readonly string[];
  readonly text: string;
}

let demands: Map<string, Demand> | undefined;

function demandTable(): Map<string, Demand> {
  if (!demands) {
    demands = new Map();
    for (const item of adminSchema().scopeItems) {
      if (item.offlineScopes.length === 0) continue;
      // Metaobjects of the app's own types need no scope since 2026-04; the resolvers refuse the others.
      if (item.typeName.startsWith("Metaobject") || item.fieldName?.startsWith("metaobject"))
        continue;
      const name =
        item.type === "type" ? item.typeName : `${item.typeName}.${item.fieldName ?? ""}`;
      demands.set(name, { anyOf: item.offlineScopes, text: item.requiredAccess.trim() });
    }
  }
  return demands;
}

/** What reading this field demands: by the field itself, and by the type that it answers (through a connection, its nodes). */
export function demandsOf(
  typeName: string,
  fieldName: string,
  answers: GraphQLOutputType,
): Demand[] {
  const table = demandTable();
  const named = getNamedType(answers);
  const node =
    isObjectType(named) && named.name.endsWith("Connection") ? named.getFields().nodes : undefined;
  const names = [
    `${typeName}.${fieldName}`,
    named.name,
    ...(node ? [getNamedType(node.type).name] : []),
  ];
  return names.flatMap((name) => table.get(name) ?? []);
}

/** The first demand that these scopes do not meet. */
export function unmet(list: readonly Demand[], scopes: ReadonlySet<string>): Demand | undefined {
  return list.find((demand) => !demand.anyOf.some((scope) => holds(scopes, scope)));
}

/** Shopify's ACCESS_DENIED, with the access that would be required. */
export class AccessDenied extends FieldRefusal {
  readonly requiredAccess: string;
  constructor(fieldName: string, requiredAccess: string) {
    super(
      "ACCESS_DENIED",
      `Access denied for ${fieldName} field. Required access: ${requiredAccess}`,
    );
    this.requiredAccess = requiredAccess;
  }
}
