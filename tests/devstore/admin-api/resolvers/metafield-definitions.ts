import { resolveNamespace } from "../../store/definitions.ts";
import type { Store } from "../../store/open-store.ts";
import { pageOf, type PageArgs } from "../connection.ts";
import { gid, numericId } from "../ids.ts";
import { isKnownType } from "../metafield-values.ts";
import type { FieldResolver, Resolvers } from "../resolver.ts";

export interface MetafieldDefinitionRow {
  readonly id: number;
  readonly owner_type: string;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly access: string;
}

interface DefinitionInput {
  readonly name: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly ownerType: string;
  readonly type: string;
  readonly access?: Readonly<Record<string, string>> | null;
}

/** A type of metafield as the API names it, with the family that it belongs to. */
export function typeObject(type: string): object {
  const base = type.replace(/^list\./, "");
  const category = base.endsWith("_reference")
    ? "REFERENCE"
    : base.includes("text_field")
      ? "TEXT"
      : base.startsWith("number") || base === "rating"
        ? "NUMBER"
        : base.startsWith("date")
          ? "DATE_TIME"
          : base === "boolean"
            ? "TRUE_FALSE"
            : base.toUpperCase();
  return { name: type, category, supportedValidations: [], supportsDefinitionMigrations: true };
}

export const definitionFields: Resolvers = {
  QueryRoot: {
    metafieldDefinition: (
      _root,
      args: {
        identifier?: { ownerType: string; namespace?: string | null; key: string };
        id?: string;
      },
      { store, access },
    ) =>
      args.identifier
        ? (find(
            store,
            args.identifier.ownerType,
            resolveNamespace(access.clientId, args.identifier.namespace),
            args.identifier.key,
          ) ?? null)
        : (store.get(
            "SELECT * FROM metafield_definitions WHERE id = ?",
            numericId(args.id ?? "", "MetafieldDefinition"),
          ) ?? null),
    metafieldDefinitions: (
      _root,
      args: PageArgs & { ownerType: string; namespace?: string | null; key?: string | null },
      { store, access },
    ) =>
      pageOf(
        store,
        {
          select: "SELECT metafield_definitions.* FROM metafield_definitions",
          where: [
            { sql: "metafield_definitions.owner_type = ?", values: [args.ownerType] },
            ...(args.namespace
              ? [
                  {
                    sql: "metafield_definitions.namespace = ?",
                    values: [resolveNamespace(access.clientId, args.namespace)],
                  },
                ]
              : []),
            ...(args.key ? [{ sql: "metafield_definitions.key = ?", values: [args.key] }] : []),
          ],
          sort: "metafield_definitions.id",
          id: "metafield_definitions.id",
        },
        args,
      ),
  },
  MetafieldDefinition: {
    id: (row: MetafieldDefinitionRow) => gid("MetafieldDefinition", row.id),
    ownerType: (row: MetafieldDefinitionRow) => row.owner_type,
    type: (row: MetafieldDefinitionRow) => typeObject(row.type),
    access: (row: MetafieldDefinitionRow) => accessOf(row.access),
    capabilities: () => ({
      adminFilterable: { eligible: true, enabled: false, status: "NOT_FILTERABLE" },
      smartCollectionCondition: { eligible: false, enabled: false },
      uniqueValues: { eligible: false, enabled: false },
    }),
    metafieldsCount: (row: MetafieldDefinitionRow, _args, { store }) =>
      store.get<{ n: number }>(
        "SELECT count(*) AS n FROM metafields WHERE owner_type = ? AND namespace = ? AND key = ?",
        row.owner_type,
        row.namespace,
        row.key,
      )?.n ?? 0,
    validationStatus: () => "ALL_VALID",
    validations: () => [],
    useAsCollectionCondition: () => false,
  },
};

export const definitionWrites: Record<string, FieldResolver> = {
  metafieldDefinitionCreate: (_root, args: { definition: DefinitionInput }, { store, access }) => {
    const { definition } = args;
    const fault = (field: string, message: string, code: string): object => ({
      createdDefinition: null,
      userErrors: [{ field: ["definition", field], message, code }],
    });
    const namespace = resolveNamespace(access.clientId, definition.namespace);
    if (namespace.length < 3)
      return fault("namespace", "Namespace is too short (minimum is 3 characters)", "TOO_SHORT");
    if (definition.key.length < 2)
      return fault("key", "Key is too short (minimum is 2 characters)", "TOO_SHORT");
    if (!isKnownType(definition.type))
      return fault("type", `Type name ${definition.type} is not a valid type.`, "INCLUSION");
    if (find(store, definition.ownerType, namespace, definition.key)) {
      return fault(
        "key",
        `Key is in use for ${ownerWords(definition.ownerType)} metafields on the '${namespace}' namespace.`,
        "TAKEN",
      );
    }
    store.run(
      "INSERT INTO metafield_definitions (id, owner_type, namespace, key, name, type, access) VALUES (?, ?, ?, ?, ?, ?, ?)",
      store.nextId(),
      definition.ownerType,
      namespace,
      definition.key,
      definition.name,
      definition.type,
      JSON.stringify(definition.access ?? {}),
    );
    return {
      createdDefinition: find(store, definition.ownerType, namespace, definition.key),
      userErrors: [],
    };
  },
};

/** `MetafieldAccess` or `MetaobjectAccess` from what was declared, in the API's words. */
export function accessOf(text: string): object {
  const declared: unknown = JSON.parse(text);
  const of = (...keys: string[]): string | null => {
    for (const key of keys) {
      const value: unknown =
        typeof declared === "object" && declared !== null ? Reflect.get(declared, key) : undefined;
      if (typeof value === "string") return value.toUpperCase();
    }
    return null;
  };
  return {
    admin: of("admin") ?? "PUBLIC_READ_WRITE",
    storefront: of("storefront") ?? "NONE",
    customerAccount: of("customerAccount", "customer_account") ?? "NONE",
  };
}

function find(
  store: Store,
  ownerType: string,
  namespace: string,
  key: string,
): MetafieldDefinitionRow | undefined {
  return store.get<MetafieldDefinitionRow>(
    "SELECT * FROM metafield_definitions WHERE owner_type = ? AND namespace = ? AND key = ?",
    ownerType,
    namespace,
    key,
  );
}

function ownerWords(ownerType: string): string {
  return ownerType.charAt(0) + ownerType.slice(1).toLowerCase();
}
