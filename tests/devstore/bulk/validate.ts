import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { fragmentsOf, prepare } from "../admin-api/execute.ts";
import { adminSchema } from "../admin-api/schema.ts";

export interface BulkQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

export type BulkCheck =
  | { readonly kind: "fine"; readonly query: BulkQuery }
  | { readonly kind: "refused"; readonly messages: readonly string[] };

interface Findings {
  connections: number;
  depth: number;
  withoutEdges: string[];
  withoutId: string[];
  insideList: boolean;
  notNodes: string[];
}

/** Holds a query to the documented limits of bulk operations; the messages are Shopify's. */
export function checkBulkQuery(text: string): BulkCheck {
  let document: DocumentNode;
  try {
    const ready = prepare(text);
    document = ready.document;
    if (ready.faults.length > 0) return refused(ready.faults.map((fault) => fault.message));
  } catch (fault) {
    if (!(fault instanceof GraphQLError)) throw fault;
    return refused([`Invalid bulk query: ${fault.message.replace(/^Syntax Error: /, "")}`]);
  }
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = operations[0];
  if (!operation || operations.length > 1)
    return refused(["Bulk queries must contain exactly one operation."]);
  if (operation.operation !== OperationTypeNode.QUERY)
    return refused(["Invalid operation type. Only `query` operations are supported."]);

  const root = adminSchema().schema.getQueryType();
  const fragments = fragmentsOf(document);
  const found: Findings = {
    connections: 0,
    depth: 0,
    withoutEdges: [],
    withoutId: [],
    insideList: false,
    notNodes: [],
  };
  if (root)
    inspect(found, fragments, root, operation.selectionSet, {
      depth: 0,
      inList: false,
      parent: null,
    });

  const messages: string[] = [];
  for (const field of rootFields(fragments, operation.selectionSet)) {
    if (field === "node" || field === "nodes")
      messages.push(`Bulk queries cannot contain a top level \`${field}\` field.`);
  }
  if (found.connections === 0) messages.push("Bulk queries must contain at least one connection.");
  if (found.withoutEdges.length > 0) {
    messages.push(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${String(found.withoutEdges[0])} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${found.withoutEdges.join("', '")}'.`,
    );
  }
  if (found.connections > 5) messages.push("Bulk queries cannot contain more than 5 connections.");
  if (found.depth > 2)
    messages.push("Bulk queries cannot contain connections with a nesting depth greater than 2.");
  if (found.insideList)
    messages.push(
      "Queries that contain a connection field within a list field are not currently supported.",
    );
  if (found.withoutId.length > 0) {
    messages.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${found.withoutId.join(", ")}.`,
    );
  }
  if (found.notNodes.length > 0) {
    messages.push(
      `Connection fields in a bulk query must return a type that implements the Node interface. Invalid connection fields: '${found.notNodes.join("', '")}'.`,
    );
  }
  return messages.length > 0
    ? refused(messages)
    : { kind: "fine", query: { document, operation, fragments } };
}

function refused(messages: readonly string[]): BulkCheck {
  return { kind: "refused", messages };
}

function inspect(
  found: Findings,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  type: GraphQLNamedType,
  selection: SelectionSetNode,
  at: { depth: number; inList: boolean; parent: { name: string; hasId: boolean } | null },
): void {
  for (const { parent, field } of selectedFields(fragments, type, selection)) {
    const definition =
      isObjectType(parent) || isInterfaceType(parent)
        ? parent.getFields()[field.name.value]
        : undefined;
    if (!definition || !field.selectionSet) continue;
    const named = getNamedType(definition.type);
    if (isConnection(named)) {
      found.connections++;
      found.depth = Math.max(found.depth, at.depth);
      if (at.inList) found.insideList = true;
      if (at.parent && !at.parent.hasId && !found.withoutId.includes(at.parent.name))
        found.withoutId.push(at.parent.name);
      const node = nodeSelection(fragments, named, field.selectionSet);
      if (!node) {
        found.withoutEdges.push(field.name.value);
        continue;
      }
      if (
        isObjectType(node.type) &&
        !node.type.getInterfaces().some((face) => face.name === "Node")
      )
        found.notNodes.push(field.name.value);
      inspect(found, fragments, node.type, node.selection, {
        depth: at.depth + 1,
        inList: false,
        parent: { name: field.name.value, hasId: selectsId(fragments, node.type, node.selection) },
      });
    } else {
      inspect(found, fragments, named, field.selectionSet, {
        ...at,
        inList: at.inList || isListType(getNullableType(definition.type)),
      });
    }
  }
}

export function isConnection(type: GraphQLNamedType): type is GraphQLObjectType {
  return (
    isObjectType(type) && type.name.endsWith("Connection") && type.getFields().edges !== undefined
  );
}

/** What is selected of a connection's nodes through `edges { node { … } }`. */
export function nodeSelection(
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  connection: GraphQLObjectType,
  selection: SelectionSetNode,
): { type: GraphQLNamedType; selection: SelectionSetNode } | null {
  for (const edges of selectedFields(fragments, connection, selection)) {
    if (edges.field.name.value !== "edges" || !edges.field.selectionSet) continue;
    const edgesField = connection.getFields().edges;
    const edgeType = edgesField ? getNamedType(edgesField.type) : null;
    if (!isObjectType(edgeType)) continue;
    for (const node of selectedFields(fragments, edgeType, edges.field.selectionSet)) {
      const type = edgeType.getFields().node?.type;
      if (node.field.name.value === "node" && node.field.selectionSet && type)
        return { type: getNamedType(type), selection: node.field.selectionSet };
    }
  }
  return null;
}

export function* selectedFields(
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  type: GraphQLNamedType,
  selection: SelectionSetNode,
): Generator<{ parent: GraphQLNamedType; field: FieldNode }> {
  for (const part of selection.selections) {
    if (part.kind === Kind.FIELD) {
      yield { parent: type, field: part };
      continue;
    }
    const spread = part.kind === Kind.FRAGMENT_SPREAD ? fragments[part.name.value] : part;
    const on = spread?.typeCondition
      ? adminSchema().schema.getType(spread.typeCondition.name.value)
      : type;
    if (spread && on) yield* selectedFields(fragments, on, spread.selectionSet);
  }
}

function selectsId(
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  type: GraphQLNamedType,
  selection: SelectionSetNode,
): boolean {
  return [...selectedFields(fragments, type, selection)].some(
    ({ field }) => field.name.value === "id" && (field.alias?.value ?? "id") === "id",
  );
}

function rootFields(
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  selection: SelectionSetNode,
): string[] {
  const root = adminSchema().schema.getQueryType();
  return root
    ? [...selectedFields(fragments, root, selection)].map(({ field }) => field.name.value)
    : [];
}
