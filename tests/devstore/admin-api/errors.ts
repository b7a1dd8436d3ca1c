import {
  getNamedType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
} from "graphql";
import { isGlobalId } from "./ids.ts";

/** One entry of `errors`, as it is sent. */
export interface ApiError {
  readonly message: string;
  readonly locations?: readonly { line: number; column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface Worded {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** What follows the field in the path, e.g. the argument's name. */
  readonly tail?: string;
}

/** graphql-js's words for a fault in a document, in Shopify's words. */
const wordings: readonly [RegExp, (...parts: string[]) => Worded][] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    (field = "", type = "") => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: "undefinedField", typeName: type, fieldName: field },
    }),
  ],
  [
    /^Unknown argument "(.+?)" on field "(?:.+?)\.(.+?)"/,
    (argument = "", field = "") => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: field,
        typeName: "Field",
        argumentName: argument,
      },
      tail: argument,
    }),
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type "(?:.+?)" is required/,
    (field = "", argument = "") => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      extensions: {
        code: "missingRequiredArguments",
        className: "Field",
        name: field,
        arguments: argument,
      },
    }),
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    (field = "", type = "") => ({
      message: `Field must have selections (field '${field}' returns ${type.replaceAll(/[[\]!]/g, "")} but has no selections. Did you mean '${field} { ... }'?)`,
      extensions: {
        code: "selectionMismatch",
        nodeName: `field '${field}'`,
        typeName: type.replaceAll(/[[\]!]/g, ""),
      },
    }),
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
    (field = "", type = "") => ({
      message: `Selections can't be made on scalars (field '${field}' returns ${type.replaceAll(/[[\]!]/g, "")} but has selections)`,
      extensions: {
        code: "selectionMismatch",
        nodeName: `field '${field}'`,
        typeName: type.replaceAll(/[[\]!]/g, ""),
      },
    }),
  ],
  [
    /^Field "(.+?)" is not defined by type "(.+?)"/,
    (field = "", type = "") => ({
      message: `InputObject '${type}' doesn't accept argument '${field}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: type,
        typeName: "InputObject",
        argumentName: field,
      },
    }),
  ],
  [
    /^Field "(.+?)\.(.+?)" of required type "(.+?)" was not provided/,
    (input = "", field = "", type = "") => ({
      message: `Argument '${field}' on InputObject '${input}' is required. Expected type ${type}`,
      extensions: {
        code: "missingRequiredInputObjectAttribute",
        argumentName: field,
        argumentType: type,
        inputObjectType: input,
      },
      tail: field,
    }),
  ],
  [
    /^Variable "\$(.+?)" is never used(?: in operation "(.+?)")?/,
    (variable = "", operation = "anonymous query") => ({
      message: `Variable $${variable} is declared by ${operation} but not used`,
      extensions: { code: "variableNotUsed", variableName: variable },
    }),
  ],
  [
    /^Variable "\$(.+?)" is not defined(?: by operation "(.+?)")?/,
    (variable = "", operation = "anonymous query") => ({
      message: `Variable $${variable} is used by ${operation} but not declared`,
      extensions: { code: "variableNotDefined", variableName: variable },
    }),
  ],
  [
    /^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/,
    (variable = "", given = "", wanted = "") => ({
      message: `Type mismatch on variable $${variable} (${given} / ${wanted})`,
      extensions: { code: "variableMismatch", variableName: variable, typeName: given },
    }),
  ],
  [
    /^Unknown fragment "(.+?)"/,
    (fragment = "") => ({
      message: `Fragment ${fragment} was used, but not defined`,
      extensions: { code: "useAndDefineFragment", fragmentName: fragment },
    }),
  ],
];

/** A fault that graphql-js found in a document, as Shopify says it. */
export function documentError(fault: GraphQLError, document: DocumentNode): ApiError {
  const node = fault.nodes?.[0];
  const where = {
    locations: [...(fault.locations ?? [])].slice(0, 1),
    path: node ? pathTo(node, document) : [],
  };
  for (const [pattern, worded] of wordings) {
    const match = pattern.exec(fault.message);
    if (!match) continue;
    const { message, extensions, tail } = worded(...match.slice(1));
    return {
      message,
      ...where,
      path: tail !== undefined && where.path.at(-1) !== tail ? [...where.path, tail] : where.path,
      extensions,
    };
  }
  return (
    valueError(fault, document) ?? {
      message: fault.message,
      ...where,
      extensions: { code: "invalidDocument" },
    }
  );
}

/** A literal that does not fit: "Argument 'x' on Field 'y' has an invalid value (z). Expected type 'T'." */
function valueError(fault: GraphQLError, document: DocumentNode): ApiError | null {
  const node = fault.nodes?.[0];
  const type =
    /^Expected value of type "(.+?)"|^(?:Int|String|Boolean|Float|ID) cannot represent|^Value ".+?" does not exist in "(.+?)" enum|^Enum "(.+?)" cannot represent/.exec(
      fault.message,
    );
  if (!node || !type) return null;
  const places: { kind: string; name: string; argument: string }[] = [];
  visit(document, {
    enter(candidate, _key, parent, _path, ancestors) {
      if (candidate !== node) return;
      const nodes = [...ancestors, parent].filter(
        (step): step is ASTNode => step !== undefined && "kind" in step,
      );
      const holder = nodes.findLast(
        (ancestor) => ancestor.kind === Kind.ARGUMENT || ancestor.kind === Kind.OBJECT_FIELD,
      );
      const field = nodes.findLast((ancestor) => ancestor.kind === Kind.FIELD);
      if (holder && field)
        places.push({
          kind: holder.kind === Kind.ARGUMENT ? "Field" : "InputObject",
          name: field.name.value,
          argument: holder.name.value,
        });
    },
  });
  const place = places[0];
  if (!place) return null;
  const { kind, name, argument } = place;
  const path = pathTo(node, document);
  const wanted = type[1] ?? type[2] ?? type[3] ?? /^(\w+)/.exec(fault.message)?.[1] ?? "";
  return {
    message: `Argument '${argument}' on ${kind} '${name}' has an invalid value (${literalText(node)}). Expected type '${wanted}'.`,
    locations: [...(fault.locations ?? [])].slice(0, 1),
    path: path.at(-1) === argument ? path : [...path, argument],
    extensions: { code: "argumentLiteralsIncompatible", typeName: kind, argumentName: argument },
  };
}

function literalText(node: ASTNode): string {
  if (node.kind === Kind.STRING) return `"${node.value}"`;
  if (node.kind === Kind.NULL) return "null";
  return "value" in node && typeof node.value === "string" ? node.value : node.kind;
}

/** The way to a node as Shopify gives it: the operation ("query Name"), then fields by alias, arguments and input fields. */
export function pathTo(target: ASTNode, document: DocumentNode): string[] {
  let found: string[] = [];
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== target) return;
      const line = [...ancestors, parent, node].filter(
        (step): step is ASTNode => step !== undefined && "kind" in step,
      );
      found = line.flatMap((step) => {
        if (step.kind === Kind.OPERATION_DEFINITION)
          return [step.name ? `${step.operation} ${step.name.value}` : step.operation];
        if (step.kind === Kind.FRAGMENT_DEFINITION) return [`fragment ${step.name.value}`];
        if (step.kind === Kind.FIELD) return [step.alias?.value ?? step.name.value];
        if (step.kind === Kind.ARGUMENT || step.kind === Kind.OBJECT_FIELD)
          return [step.name.value];
        return [];
      });
    },
  });
  return found;
}

/** Ids written into a document that are no global ids. */
export function globalIdErrors(schema: GraphQLSchema, document: DocumentNode): ApiError[] {
  const found: ApiError[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      StringValue(node) {
        const type = types.getInputType();
        if (!type || getNamedType(type).name !== "ID" || isGlobalId(node.value)) return;
        found.push({
          message: `Invalid global id '${node.value}'`,
          locations: node.loc
            ? [{ line: node.loc.startToken.line, column: node.loc.startToken.column }]
            : [],
          path: pathTo(node, document),
          extensions: { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
        });
      },
    }),
  );
  return found;
}
