import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  Kind,
  valueFromAST,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** One query may ask for this much at most. */
export const maxQueryCost = 1000;

interface Costing {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly isMutation: boolean;
}

/**
 * What an operation costs: a scalar 0, an object 1, a mutation 10, a connection by the size of its page. With `data` (the
 * answer) it is the actual cost: nothing for what was null, and connections by what they held.
 */
export function costOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Readonly<Record<string, unknown>>,
  data?: unknown,
): number {
  const isMutation = operation.operation === "mutation";
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) return 0;
  return selectionCost({ schema, fragments, variables, isMutation }, root, operation.selectionSet, data, true);
}

function selectionCost(costing: Costing, type: GraphQLNamedType, selection: SelectionSetNode, data: unknown, isRoot = false): number {
  let cost = 0;
  for (const { parent, field } of fieldsOf(costing, type, selection)) {
    const definition = "getFields" in parent && isObjectLike(parent) ? parent.getFields()[field.name.value] : undefined;
    if (!definition) continue;
    const value = data === undefined ? undefined : propertyOf(data, field.alias?.value ?? field.name.value);
    cost += fieldCost(costing, definition, field, value, data !== undefined, isRoot);
  }
  return cost;
}

function fieldCost(
  costing: Costing,
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
  value: unknown,
  actual: boolean,
  isRoot: boolean,
): number {
  const named = getNamedType(definition.type);
  if (isLeafType(named) || !isCompositeType(named) || !field.selectionSet) return 0;
  if (isRoot && costing.isMutation) {
    return 10 + payloadCost(costing, named, field.selectionSet, value, actual);
  }
  if (actual && (value === null || value === undefined)) return 0;
  if (definition.name.endsWith("Count") && named.name === "Count") return 10;
  if (isObjectType(named) && named.name.endsWith("Connection")) return connectionCost(costing, named, definition, field, value, actual);
  if (named.name === "PageInfo") return 0;
  if (actual && Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + 1 + selectionCost(costing, named, field.selectionSet ?? emptySelection, item), 0);
  }
  return 1 + selectionCost(costing, named, field.selectionSet, actual ? value : undefined);
}

/** A mutation's 10 holds its payload; only connections inside cost more. */
function payloadCost(costing: Costing, type: GraphQLNamedType, selection: SelectionSetNode, value: unknown, actual: boolean): number {
  let cost = 0;
  for (const { parent, field } of fieldsOf(costing, type, selection)) {
    const definition = isObjectLike(parent) ? parent.getFields()[field.name.value] : undefined;
    if (!definition || !field.selectionSet) continue;
    const inner = actual ? propertyOf(value, field.alias?.value ?? field.name.value) : undefined;
    const named = getNamedType(definition.type);
    if (isObjectType(named) && named.name.endsWith("Connection")) cost += connectionCost(costing, named, definition, field, inner, actual);
    else if (isCompositeType(named) && !Array.isArray(inner)) cost += payloadCost(costing, named, field.selectionSet, inner, actual);
  }
  return cost;
}

function connectionCost(
  costing: Costing,
  type: GraphQLNamedType,
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
  value: unknown,
  actual: boolean,
): number {
  const size = actual ? Math.max(0, listOf(value).length) : pageSize(costing, definition, field);
  let each = 0;
  for (const { parent, field: part } of fieldsOf(costing, type, field.selectionSet ?? emptySelection)) {
    if (part.name.value !== "nodes" && part.name.value !== "edges") continue;
    const inner = isObjectLike(parent) ? parent.getFields()[part.name.value] : undefined;
    if (inner && part.selectionSet) each = Math.max(each, 1 + innerCost(costing, getNamedType(inner.type), part.selectionSet));
  }
  return 2 + sized(size) * Math.max(1, each);
}

function innerCost(costing: Costing, type: GraphQLNamedType, selection: SelectionSetNode): number {
  if (!type.name.endsWith("Edge")) return selectionCost(costing, type, selection, undefined);
  return Math.max(0, selectionCost(costing, type, selection, undefined) - 1);
}

/** How a page's size weighs; see the README for where these figures come from. */
export function sized(size: number): number {
  return size <= 1 ? size : Math.max(1, Math.round(2 * Math.log(size)));
}

function pageSize(costing: Costing, definition: GraphQLField<unknown, unknown>, field: FieldNode): number {
  for (const name of ["first", "last"]) {
    const node = field.arguments?.find((argument) => argument.name.value === name);
    const type = definition.args.find((argument) => argument.name === name)?.type;
    if (!node || !type) continue;
    const value: unknown = valueFromAST(node.value, type, costing.variables);
    if (typeof value === "number") return value;
  }
  return 0;
}

function* fieldsOf(costing: Costing, type: GraphQLNamedType, selection: SelectionSetNode): Generator<{ parent: GraphQLNamedType; field: FieldNode }> {
  for (const part of selection.selections) {
    switch (part.kind) {
      case Kind.FIELD:
        yield { parent: type, field: part };
        break;
      case Kind.INLINE_FRAGMENT: {
        const on = part.typeCondition ? costing.schema.getType(part.typeCondition.name.value) : type;
        if (on) yield* fieldsOf(costing, on, part.selectionSet);
        break;
      }
      case Kind.FRAGMENT_SPREAD: {
        const fragment = costing.fragments[part.name.value];
        const on = fragment && costing.schema.getType(fragment.typeCondition.name.value);
        if (on) yield* fieldsOf(costing, on, fragment.selectionSet);
        break;
      }
    }
  }
}

const emptySelection: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

function isObjectLike(type: GraphQLNamedType): type is Extract<GraphQLNamedType, { getFields(): Record<string, GraphQLField<unknown, unknown>> }> {
  return isObjectType(type) || (isAbstractType(type) && "getFields" in type);
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function listOf(connection: unknown): readonly unknown[] {
  if (typeof connection !== "object" || connection === null) return [];
  for (const value of Object.values(connection)) if (Array.isArray(value)) return value;
  return [];
}
