import { resolveType } from "../../store/definitions.ts";
import type { Store } from "../../store/open-store.ts";
import { connection, pageOf, walk, walkable, type Listing, type PageArgs } from "../connection.ts";
import { gid, numericId } from "../ids.ts";
import {
  definitionOf,
  fieldDefinitions,
  findByHandle,
  readableType,
  type FieldDefinition,
  type MetaobjectDefinitionRow,
  type MetaobjectRow,
} from "../metaobject-rows.ts";
import { jsonValueOf, referencedIds } from "../metafield-types.ts";
import { momentText } from "../moment.ts";
import type { Context, Resolvers } from "../resolver.ts";
import { conditionOf, moment, words } from "../search.ts";
import { accessOf, typeObject } from "./metafield-definitions.ts";
import { metaobjectWrites } from "./metaobject-writes.ts";
import { nodeOf } from "./nodes.ts";

interface FieldSource {
  readonly definition: FieldDefinition;
  readonly value: string | null;
}

interface ListArgs extends PageArgs {
  readonly type: string;
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

export const metaobjects: Resolvers = {
  QueryRoot: {
    metaobject: (_root, args: { id: string }, { store }) =>
      store.get("SELECT * FROM metaobjects WHERE id = ?", numericId(args.id, "Metaobject")) ?? null,
    metaobjectByHandle: (_root, args: { handle: { type: string; handle: string } }, context) => {
      const type = readableType(context, args.handle.type, "metaobjectByHandle");
      return findByHandle(context.store, type, args.handle.handle) ?? null;
    },
    metaobjects: walkable(
      (_root: object, args: ListArgs, context) =>
        pageOf(context.store, listing(args, context), args),
      (_root: object, args: ListArgs, context) =>
        walk<MetaobjectRow>(context.store, listing(args, context), args.reverse === true),
    ),
    metaobjectDefinition: (_root, args: { id: string }, { store }) =>
      store.get(
        "SELECT * FROM metaobject_definitions WHERE id = ?",
        numericId(args.id, "MetaobjectDefinition"),
      ) ?? null,
    metaobjectDefinitionByType: (_root, args: { type: string }, { store, access }) =>
      definitionOf(store, resolveType(access.clientId, args.type)) ?? null,
    metaobjectDefinitions: (_root, args: PageArgs, { store }) =>
      pageOf(
        store,
        {
          select: "SELECT metaobject_definitions.* FROM metaobject_definitions",
          where: [],
          sort: "metaobject_definitions.id",
          id: "metaobject_definitions.id",
        },
        args,
      ),
  },
  Mutation: metaobjectWrites,
  Metaobject: {
    id: (row: MetaobjectRow) => gid("Metaobject", row.id),
    createdAt: (row: MetaobjectRow) => momentText(row.created_at),
    updatedAt: (row: MetaobjectRow) => momentText(row.updated_at),
    displayName: (row: MetaobjectRow, _args, { store }) => displayName(store, row),
    definition: (row: MetaobjectRow, _args, { store }) => definitionOf(store, row.type),
    capabilities: () => ({ publishable: null, onlineStore: null }),
    fields: (row: MetaobjectRow, _args, { store }) => fieldsOf(store, row),
    field: (row: MetaobjectRow, args: { key: string }, { store }) =>
      fieldsOf(store, row).find((field) => field.definition.key === args.key) ?? null,
    values: (row: MetaobjectRow) => JSON.parse(row.fields) as unknown,
  },
  MetaobjectField: {
    key: (field: FieldSource) => field.definition.key,
    type: (field: FieldSource) => field.definition.type,
    value: (field: FieldSource) => field.value,
    jsonValue: (field: FieldSource) =>
      field.value === null ? null : jsonValueOf(field.definition.type, field.value),
    reference: (field: FieldSource, _args, context) =>
      field.value === null || field.definition.type.startsWith("list.")
        ? null
        : (referencesOf(field, context)[0] ?? null),
    references: walkable(
      (field: FieldSource, args: PageArgs, context) =>
        field.value !== null && field.definition.type.startsWith("list.")
          ? connection(referencesOf(field, context), args, (node) => JSON.stringify(node))
          : null,
      (field: FieldSource, _args: PageArgs, context) => [referencesOf(field, context)],
    ),
  },
  MetaobjectFieldDefinition: {
    type: (definition: FieldDefinition) => typeObject(definition.type),
    validations: () => [],
  },
  MetaobjectDefinition: {
    id: (row: MetaobjectDefinitionRow) => gid("MetaobjectDefinition", row.id),
    access: (row: MetaobjectDefinitionRow) => accessOf(row.access),
    fieldDefinitions: (row: MetaobjectDefinitionRow) => fieldDefinitions(row),
    displayNameKey: (row: MetaobjectDefinitionRow) => fieldDefinitions(row)[0]?.key ?? null,
    capabilities: () => ({
      publishable: { enabled: false },
      translatable: { enabled: false },
      renderable: { enabled: false },
      onlineStore: { enabled: false },
    }),
    hasThumbnailField: () => false,
    metaobjectsCount: (row: MetaobjectDefinitionRow, _args, { store }) =>
      store.get<{ n: number }>("SELECT count(*) AS n FROM metaobjects WHERE type = ?", row.type)
        ?.n ?? 0,
    metaobjects: (row: MetaobjectDefinitionRow, args: PageArgs, context) =>
      pageOf(context.store, listing({ ...args, type: row.type }, context), args),
  },
};

function displayName(store: Store, row: MetaobjectRow): string {
  const value = fieldsOf(store, row)[0]?.value;
  return (
    value ??
    row.handle
      .split("-")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(" ")
  );
}

function listing(args: ListArgs, context: Context): Listing {
  const fields = {
    updated_at: moment("metaobjects.updated_at"),
    handle: words("metaobjects.handle"),
    id: words("metaobjects.id"),
  };
  return {
    select: "SELECT metaobjects.* FROM metaobjects",
    where: [
      { sql: "metaobjects.type = ?", values: [readableType(context, args.type, "metaobjects")] },
      ...conditionOf(args.query, fields).where,
    ],
    sort: args.sortKey === "updated_at" ? "metaobjects.updated_at" : "metaobjects.id",
    id: "metaobjects.id",
  };
}

function fieldsOf(store: Store, row: MetaobjectRow): FieldSource[] {
  const definition = definitionOf(store, row.type);
  const values = JSON.parse(row.fields) as Readonly<Record<string, string>>;
  return definition
    ? fieldDefinitions(definition).map((field) => ({
        definition: field,
        value: values[field.key] ?? null,
      }))
    : [];
}

function referencesOf(field: FieldSource, context: Context): object[] {
  return field.value === null
    ? []
    : referencedIds(field.definition.type, field.value).flatMap((id) => nodeOf(id, context) ?? []);
}
