import { resolveNamespace } from "../../store/definitions.ts";
import { connection, walkable, type PageArgs } from "../connection.ts";
import { gid } from "../ids.ts";
import { digestOf, findMetafield, metafieldsOf, type MetafieldRow } from "../metafield-rows.ts";
import { jsonValueOf, referencedIds } from "../metafield-types.ts";
import { momentText } from "../moment.ts";
import type { Context, FieldResolver, Resolvers } from "../resolver.ts";
import { metafieldWrites } from "./metafield-writes.ts";
import { definitionFields } from "./metafield-definitions.ts";
import { nodeOf } from "./nodes.ts";

interface ListArgs extends PageArgs {
  readonly namespace?: string | null;
  readonly keys?: readonly string[] | null;
}

/** The number of an owner; it may say which row it takes, as a resolver may. */
type OwnerNumber = { of(owner: object, context: Context): number }["of"];

/** `metafield` and `metafields` of a type whose rows own metafields. */
export function metafieldFields(
  ownerType: string,
  idOf: OwnerNumber,
): Record<string, FieldResolver> {
  const listOf = (owner: object, args: ListArgs, context: Context): MetafieldRow[] =>
    metafieldsOf(context.store, ownerType, idOf(owner, context)).filter(
      (row) =>
        (typeof args.namespace !== "string" ||
          row.namespace === resolveNamespace(context.access.clientId, args.namespace)) &&
        (!args.keys ||
          args.keys.some(
            (name) =>
              name === `${row.namespace}.${row.key}` ||
              resolvedName(context, name) === `${row.namespace}.${row.key}`,
          )),
    );
  return {
    metafield: (owner: object, args: { namespace?: string | null; key: string }, context) => {
      const dot =
        args.namespace === undefined || args.namespace === null ? args.key.indexOf(".") : -1;
      const namespace = resolveNamespace(
        context.access.clientId,
        dot > 0 ? args.key.slice(0, dot) : args.namespace,
      );
      return (
        findMetafield(
          context.store,
          ownerType,
          idOf(owner, context),
          namespace,
          dot > 0 ? args.key.slice(dot + 1) : args.key,
        ) ?? null
      );
    },
    metafields: walkable(
      (owner: object, args: ListArgs, context) =>
        connection(listOf(owner, args, context), args, (row) => row.id),
      (owner: object, args: ListArgs, context) => [listOf(owner, args, context)],
    ),
  };
}

export const metafields: Resolvers = {
  Mutation: metafieldWrites,
  Metafield: {
    id: (row: MetafieldRow) => gid("Metafield", row.id),
    legacyResourceId: (row: MetafieldRow) => String(row.id),
    namespace: (row: MetafieldRow) => row.namespace,
    key: (row: MetafieldRow) => row.key,
    type: (row: MetafieldRow) => row.type,
    value: (row: MetafieldRow) => row.value,
    jsonValue: (row: MetafieldRow) => jsonValueOf(row.type, row.value),
    compareDigest: (row: MetafieldRow) => digestOf(row.value),
    sizeInBytes: (row: MetafieldRow) => Buffer.byteLength(row.value),
    ownerType: (row: MetafieldRow) => row.owner_type,
    owner: (row: MetafieldRow, _args, context) =>
      nodeOf(gid(ownerTypeNames[row.owner_type] ?? "", row.owner_id), context),
    createdAt: (row: MetafieldRow) => momentText(row.created_at),
    updatedAt: (row: MetafieldRow) => momentText(row.updated_at),
    definition: (row: MetafieldRow, _args, { store }) =>
      store.get(
        "SELECT * FROM metafield_definitions WHERE owner_type = ? AND namespace = ? AND key = ?",
        row.owner_type,
        row.namespace,
        row.key,
      ) ?? null,
    reference: (row: MetafieldRow, _args, context) =>
      row.type.startsWith("list.") ? null : (referencesOf(row, context)[0] ?? null),
    references: walkable(
      (row: MetafieldRow, args: PageArgs, context) =>
        row.type.startsWith("list.")
          ? connection(referencesOf(row, context), args, (node) => JSON.stringify(node))
          : null,
      (row: MetafieldRow, _args: PageArgs, context) => [referencesOf(row, context)],
    ),
  },
  ...definitionFields,
};

/** The gid's type of each kind of owner. */
export const ownerTypeNames: Readonly<Record<string, string>> = {
  CUSTOMER: "Customer",
  PRODUCT: "Product",
  PRODUCTVARIANT: "ProductVariant",
  ORDER: "Order",
  COLLECTION: "Collection",
  SHOP: "Shop",
  API_INSTALLATION: "AppInstallation",
};

function referencesOf(row: MetafieldRow, context: Context): object[] {
  return referencedIds(row.type, row.value).flatMap((id) => nodeOf(id, context) ?? []);
}

function resolvedName(context: Context, name: string): string {
  const dot = name.indexOf(".");
  return `${resolveNamespace(context.access.clientId, name.slice(0, dot))}.${name.slice(dot + 1)}`;
}
