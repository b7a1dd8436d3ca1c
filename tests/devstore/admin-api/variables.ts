import {
  getNamedType,
  GraphQLID,
  GraphQLInt,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  print,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { ApiError } from "./errors.ts";
import { isGlobalId } from "./ids.ts";

interface Problem {
  readonly path: readonly (string | number)[];
  readonly explanation: string;
}

/** The variables that do not fit their types, in Shopify's words. */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ApiError[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    const value = variables[name];
    if (!type || (value === undefined && definition.defaultValue)) return [];
    const problems = problemsOf(value, type as GraphQLInputType, []);
    if (problems.length === 0) return [];
    const start = definition.loc;
    const told = problems.filter(
      (problem) =>
        problem.path.length > 0 || problem.explanation !== "Expected value to not be null",
    );
    const detail = told.map((problem) =>
      problem.path.length > 0
        ? `${problem.path.join(".")} (${problem.explanation})`
        : `(${problem.explanation})`,
    );
    return [
      {
        message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${
          problems.some((problem) => problem.path.length > 0) ? ` for ${detail.join(", ")}` : ""
        }`,
        locations: start ? [{ line: start.startToken.line, column: start.startToken.column }] : [],
        extensions: { code: "INVALID_VARIABLE", value: value ?? null, problems },
      },
    ];
  });
}

function problemsOf(
  value: unknown,
  type: GraphQLInputType,
  path: readonly (string | number)[],
): Problem[] {
  if (isNonNullType(type)) {
    return value === null || value === undefined
      ? [{ path, explanation: "Expected value to not be null" }]
      : problemsOf(value, type.ofType, path);
  }
  if (value === null || value === undefined) return [];
  if (isListType(type)) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => problemsOf(item, type.ofType, [...path, index]))
      : problemsOf(value, type.ofType, path);
  }
  if (isInputObjectType(type)) {
    if (typeof value !== "object")
      return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }];
    const fields = type.getFields();
    const given = Object.entries(value);
    const unknown = given
      .filter(([key]) => !fields[key])
      .map(([key]) => ({
        path: [...path, key],
        explanation: `Field is not defined on ${type.name}`,
      }));
    if (type.isOneOf && given.length !== 1) {
      return [
        {
          path,
          explanation: `'${type.name}' requires exactly one argument, but ${String(given.length)} were provided.`,
        },
      ];
    }
    const record: Record<string, unknown> = Object.fromEntries(given);
    const inner = Object.values(fields).flatMap((field) =>
      record[field.name] === undefined && field.defaultValue !== undefined
        ? []
        : problemsOf(record[field.name], field.type, [...path, field.name]),
    );
    return [...unknown, ...inner];
  }
  if (isEnumType(type)) {
    if (typeof value === "string" && type.getValue(value)) return [];
    const names = type.getValues().map((item) => item.name);
    return [
      { path, explanation: `Expected ${JSON.stringify(value)} to be one of: ${names.join(", ")}` },
    ];
  }
  return isScalarType(type) ? scalarProblems(value, getNamedType(type).name, path) : [];
}

function scalarProblems(
  value: unknown,
  name: string,
  path: readonly (string | number)[],
): Problem[] {
  const could = [
    { path, explanation: `Could not coerce value ${JSON.stringify(value)} to ${name}` },
  ];
  switch (name) {
    case GraphQLID.name:
      return typeof value === "string" && isGlobalId(value)
        ? []
        : [{ path, explanation: `Invalid global id '${String(value)}'` }];
    case GraphQLInt.name:
      return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31
        ? []
        : could;
    case "Float":
      return typeof value === "number" ? [] : could;
    case "String":
      return typeof value === "string" ? [] : could;
    case "Boolean":
      return typeof value === "boolean" ? [] : could;
    case "DateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? [] : could;
    case "Decimal":
    case "Money":
      return (typeof value === "string" || typeof value === "number") &&
        Number.isFinite(Number(value))
        ? []
        : could;
    case "UnsignedInt64": {
      const text = String(value);
      if (!/^-?\d+$/.test(text))
        return [{ path, explanation: `UnsignedInt64 invalid value '${text}'` }];
      return text.startsWith("-")
        ? [{ path, explanation: `UnsignedInt64 '${text}' is out of range` }]
        : [];
    }
    default:
      return [];
  }
}
