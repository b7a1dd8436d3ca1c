import type { FieldResolver } from "../resolver.ts";

export const customerWrites: Record<string, FieldResolver> = {};
