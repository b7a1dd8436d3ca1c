import type { Resolvers } from "../resolver.ts";

export const definitionFields: Resolvers = {};
