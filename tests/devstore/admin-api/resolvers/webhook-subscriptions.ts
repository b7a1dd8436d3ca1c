import type { Resolvers } from "../resolver.ts";

export const webhookSubscriptions: Resolvers = {};
