import type { Resolvers } from "../resolver.ts";

export const metaobjects: Resolvers = {};
