import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from "graphql";
import { isWalkable } from "../admin-api/connection.ts";
import { planOf, demandAccess } from "../admin-api/fields.ts";
import type { Context, FieldResolver } from "../admin-api/resolver.ts";
import { adminSchema } from "../admin-api/schema.ts";
import { isConnection, nodeSelection, type BulkQuery } from "./validate.ts";

/** What a selection makes of a row: the object that stands on a line, and the connections found on the way to it. */
export interface Projection {
  readonly project: (source: object) => Record<string, unknown>;
  /** Connections of this selection, to be written as lines of their own after it. */
  readonly children: readonly BulkConnection[];
}

export interface BulkConnection {
  /** Pages of rows under a parent. */
  readonly rows: (parent: object) => Iterable<readonly object[]>;
  readonly line: Projection;
}

type Projector = (source: object, into: Record<string, unknown>) => void;

/**
 * Compiles a bulk query once: every field becomes a closure with its arguments read, over the same resolvers as an
 * ordinary request. @throws AccessDenied when the token's scopes do not do for a field
 */
export function compile(query: BulkQuery, context: Context): Projection {
  const root = adminSchema().schema.getQueryType();
  if (!root) throw new Error("the schema has no query type");
  return selectionOf(query, context, root, query.operation.selectionSet);
}

function selectionOf(
  query: BulkQuery,
  context: Context,
  type: GraphQLNamedType,
  selection: SelectionSetNode,
): Projection {
  const children: BulkConnection[] = [];
  if (isObjectType(type)) {
    const projectors = projectorsOf(query, context, type, selection, children, (row) => row);
    return { project: (source) => projected(projectors, source), children };
  }
  // An interface or a union: compiled for each concrete type as it is met.
  const byType = new Map<string, Projector[]>();
  return {
    project: (source) => {
      const name: unknown = Reflect.get(source, "__typename");
      const concrete = typeof name === "string" ? adminSchema().schema.getType(name) : undefined;
      if (!isObjectType(concrete)) throw new Error(`A row of ${type.name} does not say its type`);
      let projectors = byType.get(concrete.name);
      if (!projectors)
        byType.set(
          concrete.name,
          (projectors = projectorsOf(query, context, concrete, selection, [], (row) => row)),
        );
      return projected(projectors, source);
    },
    children,
  };
}

function projected(projectors: readonly Projector[], source: object): Record<string, unknown> {
  const into: Record<string, unknown> = {};
  for (const projector of projectors) projector(source, into);
  return into;
}

function projectorsOf(
  query: BulkQuery,
  context: Context,
  type: GraphQLObjectType,
  selection: SelectionSetNode,
  children: BulkConnection[],
  reach: (row: object) => object | null,
): Projector[] {
  return [...fieldsFor(query, type, selection)]
    .map(([key, field]) => projectorOf(query, context, type, key, field, children, reach))
    .filter((projector) => projector !== null);
}

function projectorOf(
  query: BulkQuery,
  context: Context,
  type: GraphQLObjectType,
  key: string,
  field: FieldNode,
  children: BulkConnection[],
  reach: (row: object) => object | null,
): Projector | null {
  const name = field.name.value;
  if (name === "__typename") return (_source, into) => void (into[key] = type.name);
  const definition = type.getFields()[name];
  if (!definition) throw new Error(`${type.name} has no field ${name}`);
  const plan = planOf(type.name, name, definition.type);
  demandAccess(plan, name, context);
  const args: Record<string, unknown> = getArgumentValues(definition, withoutPaging(field), {});
  const named = getNamedType(definition.type);
  if (isConnection(named) && field.selectionSet) {
    const node = nodeSelection(query.fragments, named, field.selectionSet);
    if (node) {
      const rows = rowsOf(plan.resolve, args, context);
      const line = selectionOf(query, context, node.type, node.selection);
      children.push({
        rows: (row) => {
          const source = reach(row);
          return source === null ? [] : rows(source);
        },
        line,
      });
    }
    return null;
  }
  const inner = (source: object): object | null => {
    const value = plan.resolve(source, args, context);
    return typeof value === "object" ? value : null;
  };
  const complete = completion(query, context, definition, field, children, (row) => {
    const source = reach(row);
    return source === null ? null : inner(source);
  });
  return (source, into) => {
    into[key] = complete(plan.resolve(source, args, context));
  };
}

function completion(
  query: BulkQuery,
  context: Context,
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
  children: BulkConnection[],
  reach: (row: object) => object | null,
): (value: unknown) => unknown {
  const where = field.name.value;
  return completer(
    definition.type,
    (named) => {
      if (isLeafType(named)) return (value) => named.serialize(value);
      const selection = field.selectionSet;
      if (!selection) throw new Error(`${where} has no selection`);
      if (isAbstractType(named)) {
        const { project } = selectionOf(query, context, named, selection);
        return (value) => project(objectOf(value, where));
      }
      if (!isObjectType(named)) throw new Error(`${where} cannot be answered`);
      const projectors = projectorsOf(query, context, named, selection, children, reach);
      return (value) => projected(projectors, objectOf(value, where));
    },
    where,
  );
}

function completer(
  type: GraphQLOutputType,
  leaf: (named: GraphQLNamedType) => (value: unknown) => unknown,
  where: string,
): (value: unknown) => unknown {
  if (isNonNullType(type)) {
    const inner = completer(type.ofType, leaf, where);
    return (value) => {
      if (value === null || value === undefined)
        throw new Error(`Cannot return null for non-nullable field ${where}`);
      return inner(value);
    };
  }
  if (isListType(getNullableType(type)) && isListType(type)) {
    const inner = completer(type.ofType, leaf, where);
    return (value) => (Array.isArray(value) ? value.map(inner) : null);
  }
  const complete = leaf(getNamedType(type));
  return (value) => (value === null || value === undefined ? null : complete(value));
}

function objectOf(value: unknown, where: string): object {
  if (typeof value !== "object" || value === null) throw new Error(`${where} is no object`);
  return value;
}

/** The fields of a selection for one concrete type, fragments opened, equal keys merged. */
function fieldsFor(
  query: BulkQuery,
  type: GraphQLObjectType,
  selection: SelectionSetNode,
  into = new Map<string, FieldNode>(),
): Map<string, FieldNode> {
  for (const part of selection.selections) {
    if (part.kind === Kind.FIELD) {
      const key = part.alias?.value ?? part.name.value;
      const before = into.get(key);
      into.set(key, before?.selectionSet && part.selectionSet ? merged(before, part) : part);
      continue;
    }
    const spread = part.kind === Kind.FRAGMENT_SPREAD ? query.fragments[part.name.value] : part;
    const condition = spread?.typeCondition?.name.value;
    if (spread && (condition === undefined || applies(condition, type)))
      fieldsFor(query, type, spread.selectionSet, into);
  }
  return into;
}

function merged(left: FieldNode, right: FieldNode): FieldNode {
  return {
    ...left,
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        ...(left.selectionSet?.selections ?? []),
        ...(right.selectionSet?.selections ?? []),
      ],
    },
  };
}

function applies(condition: string, type: GraphQLObjectType): boolean {
  if (condition === type.name) return true;
  const face = adminSchema().schema.getType(condition);
  return isAbstractType(face) && adminSchema().schema.isSubType(face, type);
}

const paging = new Set(["first", "last", "after", "before"]);

/** A bulk operation reads everything: page sizes and cursors are ignored. */
function withoutPaging(field: FieldNode): FieldNode {
  return field.arguments
    ? {
        ...field,
        arguments: field.arguments.filter((argument) => !paging.has(argument.name.value)),
      }
    : field;
}

function rowsOf(
  resolve: FieldResolver,
  args: Record<string, unknown>,
  context: Context,
): (source: object) => Iterable<readonly object[]> {
  if (isWalkable(resolve)) return (source) => resolve.walk(source, args, context);
  return (source) => paged(resolve, source, args, context);
}

/** A connection that knows no walk is read page by page. */
function* paged(
  resolve: FieldResolver,
  source: object,
  args: Record<string, unknown>,
  context: Context,
): Generator<readonly object[]> {
  let after: unknown = null;
  for (;;) {
    const page = resolve(
      source,
      { ...args, first: 250, ...(after === null ? {} : { after }) },
      context,
    );
    if (typeof page !== "object" || page === null) return;
    const edges: unknown = Reflect.get(page, "edges");
    if (Array.isArray(edges))
      yield edges.flatMap((edge: unknown) =>
        typeof edge === "object" && edge !== null
          ? [objectOf(Reflect.get(edge, "node"), "node")]
          : [],
      );
    const info: unknown = Reflect.get(page, "pageInfo");
    if (typeof info !== "object" || info === null || Reflect.get(info, "hasNextPage") !== true)
      return;
    after = Reflect.get(info, "endCursor");
  }
}
