import {
  execute as executeGraphql,
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from "graphql";
import { costOf, maxQueryCost } from "./cost.ts";
import { documentError, globalIdErrors, type ApiError } from "./errors.ts";
import { fieldResolver } from "./fields.ts";
import { FieldRefusal, type Context } from "./resolver.ts";
import { adminSchema } from "./schema.ts";
import { AccessDenied } from "./scopes.ts";
import { settle, take, throttleStatus } from "./throttle.ts";
import { variableErrors } from "./variables.ts";

export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** The body of an answer of the Admin API. */
export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly ApiError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface Prepared {
  readonly document: DocumentNode;
  readonly faults: readonly ApiError[];
}

const prepared = new Map<string, Prepared>();

/** Parses and validates once per text. @throws GraphQLError on a syntax error */
export function prepare(text: string): Prepared {
  let found = prepared.get(text);
  if (!found) {
    const { schema } = adminSchema();
    const document = parse(text);
    found = {
      document,
      faults: [
        ...validate(schema, document).map((fault) => documentError(fault, document)),
        ...globalIdErrors(schema, document),
      ],
    };
    if (prepared.size > 500) prepared.clear();
    prepared.set(text, found);
  }
  return found;
}

/** Answers one request of the Admin API, with its cost, throttled as the shop's plan says. */
export async function execute(request: GraphqlRequest, context: Context): Promise<GraphqlAnswer> {
  const { schema } = adminSchema();
  let ready: Prepared;
  try {
    ready = prepare(request.query);
  } catch (fault) {
    if (!(fault instanceof GraphQLError)) throw fault;
    return {
      errors: [
        {
          message: fault.message.toLowerCase().replace(/^syntax error: /, "syntax error, "),
          locations: [...(fault.locations ?? [])],
        },
      ],
    };
  }
  if (ready.faults.length > 0) return { errors: ready.faults };
  const { document } = ready;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) {
    return {
      errors: [
        {
          message:
            request.operationName === null
              ? "An operation name is required"
              : `No operation named "${request.operationName}"`,
        },
      ],
    };
  }
  const wrong = variableErrors(schema, operation, request.variables);
  if (wrong.length > 0) return { errors: wrong };

  const fragments = fragmentsOf(document);
  const requested = costOf(schema, operation, fragments, request.variables);
  if (requested > maxQueryCost) return { errors: [tooDear(requested)] };
  if (!take(context.store, requested)) {
    return {
      errors: [
        {
          message: "Throttled",
          extensions: {
            code: "THROTTLED",
            documentation: "https://shopify.dev/api/usage/rate-limits",
          },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: requested,
          actualQueryCost: null,
          throttleStatus: throttleStatus(context.store),
        },
      },
    };
  }
  const result = await run(document, operation, request, context);
  const actual = costOf(schema, operation, fragments, request.variables, result.data ?? null);
  settle(context.store, requested, actual);
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((fault) => executionError(fault)) } : {}),
    extensions: {
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: actual,
        throttleStatus: throttleStatus(context.store),
      },
    },
  };
}

/** One line of a bulk mutation: validated already, and free of cost. */
export async function executeLine(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<GraphqlAnswer> {
  const operation = getOperationAST(document);
  if (!operation) return { errors: [{ message: "There is no operation" }] };
  const wrong = variableErrors(adminSchema().schema, operation, variables);
  if (wrong.length > 0) return { errors: wrong };
  const result = await run(
    document,
    operation,
    { query: "", variables, operationName: null },
    context,
  );
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((fault) => executionError(fault)) } : {}),
  };
}

async function run(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  request: GraphqlRequest,
  context: Context,
): Promise<ExecutionResult> {
  return executeGraphql({
    schema: adminSchema().schema,
    document,
    rootValue: {},
    contextValue: context,
    variableValues: request.variables,
    operationName: operation.name?.value ?? null,
    fieldResolver,
  });
}

export function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  return Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
}

/** A fault while answering: a refusal keeps its code, anything else is Shopify's "Internal error" with the field it met. */
function executionError(fault: GraphQLError): ApiError {
  const where = { locations: [...(fault.locations ?? [])], path: [...(fault.path ?? [])] };
  const cause = fault.originalError;
  if (cause instanceof AccessDenied) {
    return {
      message: fault.message,
      locations: where.locations,
      extensions: {
        code: cause.code,
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess: cause.requiredAccess,
      },
      path: where.path,
    };
  }
  if (cause instanceof FieldRefusal)
    return {
      message: fault.message,
      locations: where.locations,
      extensions: { code: cause.code },
      path: where.path,
    };
  return { message: fault.message, ...where, extensions: { code: "INTERNAL_SERVER_ERROR" } };
}

function tooDear(cost: number): ApiError {
  return {
    message: `Query cost is ${String(cost)}, which exceeds the single query max cost limit (${String(maxQueryCost)}).

See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the
cost of a query is calculated.

To query larger amounts of data with fewer limits, bulk operations should be used instead.
See https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for usage details.
`,
    extensions: {
      code: "MAX_COST_EXCEEDED",
      cost,
      maxCost: maxQueryCost,
      documentation: "https://shopify.dev/api/usage/rate-limits",
    },
  };
}
