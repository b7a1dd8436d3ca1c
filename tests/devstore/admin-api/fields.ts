import { isNonNullType, type GraphQLFieldResolver, type GraphQLOutputType } from "graphql";
import type { Context, FieldResolver, Resolvers } from "./resolver.ts";
import { AccessDenied, demandsOf, unmet, type Demand } from "./scopes.ts";

/** How one field is answered: the same for an ordinary request and for a line of a bulk operation. */
export interface FieldPlan {
  readonly resolve: FieldResolver;
  readonly demands: readonly Demand[];
}

const plans = new Map<string, FieldPlan>();
let resolvers: Resolvers = {};

/** Takes the resolvers that answer from now on: told at the start, as some of them run bulk operations over all of them. */
export function answerWith(all: Resolvers): void {
  resolvers = all;
  plans.clear();
}

export function planOf(typeName: string, fieldName: string, answers: GraphQLOutputType): FieldPlan {
  const key = `${typeName}.${fieldName}`;
  let plan = plans.get(key);
  if (!plan) {
    plan = {
      resolve:
        resolvers[typeName]?.[fieldName] ??
        fromProperty(typeName, fieldName, !isNonNullType(answers)),
      demands: demandsOf(typeName, fieldName, answers),
    };
    plans.set(key, plan);
  }
  return plan;
}

/** @throws AccessDenied when the scopes do not do */
export function demandAccess(plan: FieldPlan, fieldName: string, context: Context): void {
  if (plan.demands.length === 0) return;
  const missing = unmet(plan.demands, context.access.scopes);
  if (missing) throw new AccessDenied(fieldName, missing.text);
}

export const fieldResolver: GraphQLFieldResolver<object, Context> = (
  source,
  args: Record<string, unknown>,
  context,
  info,
) => {
  const plan = planOf(info.parentType.name, info.fieldName, info.returnType);
  demandAccess(plan, info.fieldName, context);
  return plan.resolve(source, args, context);
};

/** What is not modelled is null where the schema lets it be, and otherwise refused by name: never invented. */
function fromProperty(typeName: string, fieldName: string, nullable: boolean): FieldResolver {
  return (source) => {
    const value: unknown = Reflect.get(source, fieldName);
    if (value !== undefined) return value;
    if (nullable) return null;
    throw new Error(`The development store does not have the field ${typeName}.${fieldName}`);
  };
}
