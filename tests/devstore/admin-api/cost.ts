import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  Kind,
  OperationTypeNode,
  valueFromAST,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** Objects that recorded answers show to cost nothing. */
const free = new Set([
  "PageInfo",
  "MoneyV2",
  "MoneyBag",
  "MailingAddress",
  "ShopAddress",
  "CustomerEmailMarketingConsentState",
  "CustomerSmsMarketingConsentState",
  "WebhookSubscriptionEndpoint",
]);

/** Objects that recorded answers show to cost more than 1. */
const dear: Readonly<Record<string, number>> = { StoreCreditAccount: 6 };

const ownCost = (type: string): number => (free.has(type) ? 0 : (dear[type] ?? 1));

/** One query may ask for this much at most. */
export const maxQueryCost = 1000;

/** Mutations that do not cost 10. */
const mutationCosts: Readonly<Record<string, number>> = { customerSegmentMembersQueryCreate: 2 };

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
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) return 0;
  return selectionCost(
    { schema, fragments, variables, isMutation },
    root,
    operation.selectionSet,
    data,
    true,
  );
}

function selectionCost(
  costing: Costing,
  type: GraphQLNamedType,
  selection: SelectionSetNode,
  data: unknown,
  isRoot = false,
): number {
  if (isAbstractType(type)) {
    // One of its types it will be: what it is, or the dearest that is asked for.
    const named = propertyOf(data, "__typename");
    const branches = typeof named === "string" ? [named] : branchesOf(costing, selection);
    const costs = branches.map((branch) => {
      const concrete = costing.schema.getType(branch);
      return isObjectType(concrete) ? selectionCost(costing, concrete, selection, data) : 0;
    });
    return Math.max(0, ...costs);
  }
  let cost = 0;
  for (const { parent, field } of fieldsOf(costing, type, selection)) {
    const definition =
      "getFields" in parent && isObjectLike(parent)
        ? parent.getFields()[field.name.value]
        : undefined;
    if (!definition) continue;
    const value =
      data === undefined ? undefined : propertyOf(data, field.alias?.value ?? field.name.value);
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
    return (
      (mutationCosts[definition.name] ?? 10) +
      payloadCost(costing, named, field.selectionSet, value, actual)
    );
  }
  if (definition.name.endsWith("Count") && named.name === "Count") return 10;
  if (isObjectType(named) && named.name.endsWith("Connection"))
    return connectionCost(costing, named, definition, field, value, actual, isRoot);
  // A list counts as one object, however long it is.
  const one: unknown = Array.isArray(value) ? value[0] : value;
  const own = ownCost(named.name);
  return actual && (one === undefined || one === null)
    ? own
    : own + selectionCost(costing, named, field.selectionSet, actual ? one : undefined);
}

/** A mutation's 10 holds its payload and what stands directly in it; what is inside of that costs as in a query. */
function payloadCost(
  costing: Costing,
  type: GraphQLNamedType,
  selection: SelectionSetNode,
  value: unknown,
  actual: boolean,
): number {
  let cost = 0;
  for (const { parent, field } of fieldsOf(costing, type, selection)) {
    const definition = isObjectLike(parent) ? parent.getFields()[field.name.value] : undefined;
    if (!definition || !field.selectionSet) continue;
    const inner = actual ? propertyOf(value, field.alias?.value ?? field.name.value) : undefined;
    if (actual && (inner === null || inner === undefined)) continue;
    const named = getNamedType(definition.type);
    if (isObjectType(named) && named.name.endsWith("Connection"))
      cost += connectionCost(costing, named, definition, field, inner, actual);
    else if (isCompositeType(named))
      cost += selectionCost(
        costing,
        named,
        field.selectionSet,
        actual && Array.isArray(inner) ? inner[0] : inner,
      );
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
  isRoot = false,
): number {
  const held = listOf(value).length;
  // An empty page of a search costs as if it were full; so the recorded answers say.
  const asFull =
    held === 0 &&
    isRoot &&
    typeof value === "object" &&
    value !== null &&
    definition.name !== "metafieldDefinitions";
  const size = actual && !asFull ? held : pageSize(costing, definition, field);
  let each = 0;
  for (const { parent, field: part } of fieldsOf(
    costing,
    type,
    field.selectionSet ?? emptySelection,
  )) {
    if (part.name.value !== "nodes" && part.name.value !== "edges") continue;
    const inner = isObjectLike(parent) ? parent.getFields()[part.name.value] : undefined;
    if (inner && part.selectionSet)
      each += innerCost(costing, getNamedType(inner.type), part.selectionSet);
  }
  return 2 + sized(size) * Math.max(1, each);
}

/** An edge costs as the node in it. */
function innerCost(costing: Costing, type: GraphQLNamedType, selection: SelectionSetNode): number {
  const inner = selectionCost(costing, type, selection, undefined);
  return type.name.endsWith("Edge") ? Math.max(1, inner) : ownCost(type.name) + inner;
}

/** How a page's size weighs. Shopify publishes no formula; this one fits every recorded answer with a single connection. */
export function sized(size: number): number {
  return Math.max(Math.min(size, 2), Math.floor(2 * Math.log(Math.max(size, 1))));
}

function pageSize(
  costing: Costing,
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
): number {
  for (const name of ["first", "last"]) {
    const node = field.arguments?.find((argument) => argument.name.value === name);
    const type = definition.args.find((argument) => argument.name === name)?.type;
    if (!node || !type) continue;
    const value: unknown = valueFromAST(node.value, type, costing.variables);
    if (typeof value === "number") return value;
  }
  return 0;
}

function* fieldsOf(
  costing: Costing,
  type: GraphQLNamedType,
  selection: SelectionSetNode,
): Generator<{ parent: GraphQLNamedType; field: FieldNode }> {
  for (const part of selection.selections) {
    switch (part.kind) {
      case Kind.FIELD:
        yield { parent: type, field: part };
        break;
      case Kind.INLINE_FRAGMENT: {
        const on = part.typeCondition
          ? costing.schema.getType(part.typeCondition.name.value)
          : type;
        if (on && applies(costing, on, type))
          yield* fieldsOf(costing, isObjectType(type) ? type : on, part.selectionSet);
        break;
      }
      case Kind.FRAGMENT_SPREAD: {
        const fragment = costing.fragments[part.name.value];
        const on = fragment && costing.schema.getType(fragment.typeCondition.name.value);
        if (on && applies(costing, on, type))
          yield* fieldsOf(costing, isObjectType(type) ? type : on, fragment.selectionSet);
        break;
      }
    }
  }
}

/** Object types that a selection on an interface or a union speaks of. */
function branchesOf(costing: Costing, selection: SelectionSetNode): string[] {
  return selection.selections.flatMap((part) => {
    if (part.kind === Kind.FIELD) return [];
    const spread = part.kind === Kind.FRAGMENT_SPREAD ? costing.fragments[part.name.value] : part;
    const name = spread?.typeCondition?.name.value;
    const inner = spread ? branchesOf(costing, spread.selectionSet) : [];
    return name !== undefined && isObjectType(costing.schema.getType(name))
      ? [name, ...inner]
      : inner;
  });
}

function applies(
  costing: Costing,
  condition: GraphQLNamedType | undefined,
  type: GraphQLNamedType,
): boolean {
  if (!condition || condition === type || !isObjectType(type)) return condition !== undefined;
  return isAbstractType(condition) && costing.schema.isSubType(condition, type);
}

const emptySelection: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

function isObjectLike(
  type: GraphQLNamedType,
): type is Extract<
  GraphQLNamedType,
  { getFields(): Record<string, GraphQLField<unknown, unknown>> }
> {
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
