import type { FieldResolver } from "../resolver.ts";

export const metafieldWrites: Record<string, FieldResolver> = {};
